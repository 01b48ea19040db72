-- The post room: who prints letters, or hands them to a print house.
INSERT INTO access_role_permission (role, permission) VALUES ('administrator', 'letters.print'), ('agent', 'letters.print');
