-- Teams form a tree: what a team owns is seen by the teams above it.
CREATE TABLE access_team (
    team BIGINT NOT NULL,
    parent BIGINT,
    name VARCHAR(200) NOT NULL,
    CONSTRAINT access_team_pk PRIMARY KEY (team),
    CONSTRAINT access_team_name UNIQUE (name),
    CONSTRAINT access_team_parent FOREIGN KEY (parent) REFERENCES access_team (team)
);
CREATE INDEX access_team_below ON access_team (parent);

-- Staff sign in with their e-mail address, kept in lower case. Without a password nobody can sign in.
CREATE TABLE access_staff (
    staff BIGINT NOT NULL,
    email VARCHAR(254) NOT NULL,
    name VARCHAR(200) NOT NULL,
    password VARCHAR(128),
    password_at BIGINT,
    active SMALLINT NOT NULL,
    added_at BIGINT NOT NULL,
    CONSTRAINT access_staff_pk PRIMARY KEY (staff),
    CONSTRAINT access_staff_email UNIQUE (email)
);

CREATE TABLE access_membership (
    staff BIGINT NOT NULL,
    team BIGINT NOT NULL,
    CONSTRAINT access_membership_pk PRIMARY KEY (staff, team),
    CONSTRAINT access_membership_staff FOREIGN KEY (staff) REFERENCES access_staff (staff),
    CONSTRAINT access_membership_team FOREIGN KEY (team) REFERENCES access_team (team)
);
CREATE INDEX access_membership_of_team ON access_membership (team);

-- Roles are data. Reach: none, teams (one's own and all below), all.
CREATE TABLE access_role (
    role VARCHAR(40) NOT NULL,
    name VARCHAR(100) NOT NULL,
    reach VARCHAR(10) NOT NULL,
    CONSTRAINT access_role_pk PRIMARY KEY (role)
);
CREATE TABLE access_role_permission (
    role VARCHAR(40) NOT NULL,
    permission VARCHAR(40) NOT NULL,
    CONSTRAINT access_role_permission_pk PRIMARY KEY (role, permission),
    CONSTRAINT access_role_permission_role FOREIGN KEY (role) REFERENCES access_role (role)
);
CREATE TABLE access_grant (
    staff BIGINT NOT NULL,
    role VARCHAR(40) NOT NULL,
    CONSTRAINT access_grant_pk PRIMARY KEY (staff, role),
    CONSTRAINT access_grant_staff FOREIGN KEY (staff) REFERENCES access_staff (staff),
    CONSTRAINT access_grant_role FOREIGN KEY (role) REFERENCES access_role (role)
);

-- Programs show a token; here lies its SHA-256.
CREATE TABLE access_token (
    token BIGINT NOT NULL,
    digest BYTES NOT NULL,
    name VARCHAR(100) NOT NULL,
    role VARCHAR(40) NOT NULL,
    created_by VARCHAR(80) NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    last_used_at BIGINT,
    CONSTRAINT access_token_pk PRIMARY KEY (token),
    CONSTRAINT access_token_digest UNIQUE (digest),
    CONSTRAINT access_token_role FOREIGN KEY (role) REFERENCES access_role (role)
);

-- Grows with every change of rights; a node that remembers actors reads this one row and knows whether it still may.
CREATE TABLE access_edition (
    name VARCHAR(20) NOT NULL,
    edition BIGINT NOT NULL,
    CONSTRAINT access_edition_pk PRIMARY KEY (name)
);
INSERT INTO access_edition (name, edition) VALUES ('rights', 1);

-- Tries to sign in that failed, counted by account, by client and by both. Names are digests.
CREATE TABLE access_attempt (
    counter VARCHAR(80) NOT NULL,
    failures BIGINT NOT NULL,
    free_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    known_at BIGINT NOT NULL,
    CONSTRAINT access_attempt_pk PRIMARY KEY (counter)
);
CREATE INDEX access_attempt_age ON access_attempt (last_at);

INSERT INTO access_role (role, name, reach) VALUES
    ('administrator', 'Administrator', 'all'),
    ('team_leader', 'Team leader', 'teams'),
    ('agent', 'Contact centre agent', 'all'),
    ('officer', 'Officer', 'teams'),
    ('api_client', 'API client', 'all'),
    ('auditor', 'Auditor', 'all');

INSERT INTO access_role_permission (role, permission) VALUES
    ('administrator', 'desk.use'), ('administrator', 'cases.read'), ('administrator', 'cases.note'),
    ('administrator', 'cases.work'), ('administrator', 'cases.assign'), ('administrator', 'cases.close'),
    ('administrator', 'cases.reopen'), ('administrator', 'contact.read'), ('administrator', 'contact.log'),
    ('administrator', 'requests.submit'), ('administrator', 'requests.read'), ('administrator', 'people.read'),
    ('administrator', 'people.change'), ('administrator', 'people.erase'), ('administrator', 'places.read'),
    ('administrator', 'places.change'), ('administrator', 'services.read'), ('administrator', 'services.publish'),
    ('administrator', 'knowledge.read'), ('administrator', 'knowledge.write'), ('administrator', 'messages.read'),
    ('administrator', 'messages.send'), ('administrator', 'documents.read'), ('administrator', 'measures.read'),
    ('administrator', 'records.export'), ('administrator', 'records.import'), ('administrator', 'journal.read'),
    ('administrator', 'jobs.tend'), ('administrator', 'staff.read'), ('administrator', 'staff.manage'),
    ('administrator', 'tokens.manage'), ('administrator', 'settings.change');
INSERT INTO access_role_permission (role, permission) VALUES
    ('team_leader', 'desk.use'), ('team_leader', 'cases.read'), ('team_leader', 'cases.note'),
    ('team_leader', 'cases.work'), ('team_leader', 'cases.assign'), ('team_leader', 'cases.close'),
    ('team_leader', 'cases.reopen'), ('team_leader', 'contact.read'), ('team_leader', 'contact.log'),
    ('team_leader', 'requests.submit'), ('team_leader', 'requests.read'), ('team_leader', 'people.read'),
    ('team_leader', 'people.change'), ('team_leader', 'places.read'), ('team_leader', 'services.read'),
    ('team_leader', 'knowledge.read'), ('team_leader', 'knowledge.write'), ('team_leader', 'messages.read'),
    ('team_leader', 'messages.send'), ('team_leader', 'documents.read'), ('team_leader', 'measures.read'),
    ('team_leader', 'records.export'), ('team_leader', 'staff.read');
INSERT INTO access_role_permission (role, permission) VALUES
    ('agent', 'desk.use'), ('agent', 'cases.read'), ('agent', 'cases.note'),
    ('agent', 'cases.work'), ('agent', 'cases.assign'), ('agent', 'cases.close'),
    ('agent', 'cases.reopen'), ('agent', 'contact.read'), ('agent', 'contact.log'),
    ('agent', 'requests.submit'), ('agent', 'requests.read'), ('agent', 'people.read'),
    ('agent', 'people.change'), ('agent', 'places.read'), ('agent', 'services.read'),
    ('agent', 'knowledge.read'), ('agent', 'messages.read'), ('agent', 'messages.send'),
    ('agent', 'documents.read'), ('agent', 'staff.read');
INSERT INTO access_role_permission (role, permission) VALUES
    ('officer', 'desk.use'), ('officer', 'cases.read'), ('officer', 'cases.note'),
    ('officer', 'cases.work'), ('officer', 'cases.assign'), ('officer', 'cases.close'),
    ('officer', 'cases.reopen'), ('officer', 'contact.read'), ('officer', 'contact.log'),
    ('officer', 'requests.submit'), ('officer', 'requests.read'), ('officer', 'people.read'),
    ('officer', 'places.read'), ('officer', 'services.read'), ('officer', 'knowledge.read'),
    ('officer', 'messages.read'), ('officer', 'messages.send'), ('officer', 'documents.read'),
    ('officer', 'staff.read');
INSERT INTO access_role_permission (role, permission) VALUES
    ('api_client', 'desk.use'), ('api_client', 'cases.read'), ('api_client', 'cases.note'),
    ('api_client', 'cases.work'), ('api_client', 'cases.assign'), ('api_client', 'cases.close'),
    ('api_client', 'cases.reopen'), ('api_client', 'contact.log'), ('api_client', 'requests.submit'),
    ('api_client', 'requests.read'), ('api_client', 'places.read'), ('api_client', 'services.read'),
    ('api_client', 'knowledge.read');
INSERT INTO access_role_permission (role, permission) VALUES
    ('auditor', 'desk.use'), ('auditor', 'cases.read'), ('auditor', 'contact.read'),
    ('auditor', 'requests.read'), ('auditor', 'people.read'), ('auditor', 'places.read'),
    ('auditor', 'services.read'), ('auditor', 'knowledge.read'), ('auditor', 'messages.read'),
    ('auditor', 'documents.read'), ('auditor', 'measures.read'), ('auditor', 'journal.read'),
    ('auditor', 'staff.read');
