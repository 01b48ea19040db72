-- A service carries its cases along a map (BPMN), which asks decision tables (DMN): a list of names and documents. Versions from before
-- have none, and their cases are worked on by hand.
ALTER TABLE catalogue_version ADD COLUMN process TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogue_version ADD COLUMN decisions TEXT NOT NULL DEFAULT '[]';
