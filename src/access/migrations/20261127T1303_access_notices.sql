-- Who may tell everybody something on the council's pages.
INSERT INTO access_role_permission (role, permission) VALUES ('administrator', 'notices.write'), ('team_leader', 'notices.write');
