-- Who drafts changes to services, tries them and publishes them: a role of its own. What nobody may do without checking, publishing, can
-- be taken from it.
INSERT INTO access_role (role, name, reach) VALUES ('designer', 'Service designer', 'all');
INSERT INTO access_role_permission (role, permission) VALUES
    ('administrator', 'services.design'),
    ('designer', 'desk.use'), ('designer', 'services.read'), ('designer', 'services.design'), ('designer', 'services.publish'),
    ('designer', 'knowledge.read'), ('designer', 'knowledge.write'), ('designer', 'places.read'), ('designer', 'staff.read');
