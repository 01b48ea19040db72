-- Who lets words through to the public, sees and sets contact plans, and bans who abuses the website.
INSERT INTO access_role_permission (role, permission) VALUES
    ('administrator', 'cases.publish'), ('administrator', 'people.plan_read'), ('administrator', 'people.plan'), ('administrator', 'abuse.ban'),
    ('team_leader', 'cases.publish'), ('team_leader', 'people.plan_read'), ('team_leader', 'people.plan'), ('team_leader', 'abuse.ban'),
    ('agent', 'cases.publish'), ('agent', 'people.plan_read'),
    ('officer', 'cases.publish'), ('officer', 'people.plan_read'),
    ('auditor', 'people.plan_read');
UPDATE access_edition SET edition = edition + 1 WHERE name = 'rights';
