-- What somebody must be able to do before they are offered some tasks, by codes that maps of services name.
CREATE TABLE access_skill (
    skill VARCHAR(60) NOT NULL,
    name VARCHAR(100) NOT NULL,
    about VARCHAR(500) NOT NULL,
    CONSTRAINT access_skill_pk PRIMARY KEY (skill)
);

-- Who holds which, until when (none: for good). One that ran out stays until it is taken away or given anew.
CREATE TABLE access_skill_held (
    staff BIGINT NOT NULL,
    skill VARCHAR(60) NOT NULL,
    given_at BIGINT NOT NULL,
    given_by BIGINT NOT NULL,
    until_at BIGINT,
    CONSTRAINT access_skill_held_pk PRIMARY KEY (staff, skill),
    CONSTRAINT access_skill_held_staff FOREIGN KEY (staff) REFERENCES access_staff (staff),
    CONSTRAINT access_skill_held_skill FOREIGN KEY (skill) REFERENCES access_skill (skill)
);
CREATE INDEX access_skill_held_skill ON access_skill_held (skill, staff);

INSERT INTO access_role_permission (role, permission) VALUES ('administrator', 'skills.grant'), ('team_leader', 'skills.grant');
