-- Who may see what was paid, and give money back: one asks, another approves.
INSERT INTO access_role_permission (role, permission) VALUES
    ('administrator', 'payments.read'), ('team_leader', 'payments.read'),
    ('administrator', 'payments.refund'), ('team_leader', 'payments.refund');
