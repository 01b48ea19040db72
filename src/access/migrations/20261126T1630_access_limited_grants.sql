-- Roles granted with limits stand beside those without, so that a node of the release before goes on meanwhile and
-- gives nobody more than before. Team 0: not limited to a team. Codes are parted by commas; none: not limited so.
CREATE TABLE access_limited_grant (
    staff BIGINT NOT NULL,
    role VARCHAR(40) NOT NULL,
    team BIGINT NOT NULL,
    services VARCHAR(2000) NOT NULL,
    areas VARCHAR(2000) NOT NULL,
    CONSTRAINT access_limited_grant_pk PRIMARY KEY (staff, role, team, services, areas),
    CONSTRAINT access_limited_grant_staff FOREIGN KEY (staff) REFERENCES access_staff (staff),
    CONSTRAINT access_limited_grant_role FOREIGN KEY (role) REFERENCES access_role (role)
);
