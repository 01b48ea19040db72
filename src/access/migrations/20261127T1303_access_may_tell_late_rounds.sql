-- Who works on the rounds may say that one is late.
INSERT INTO access_role_permission (role, permission) VALUES
    ('administrator', 'rounds.late'), ('team_leader', 'rounds.late'), ('officer', 'rounds.late');
