-- People have an index of words of their own. FTS5 gathers what is put in rising order of keys, and writes a piece to disk
-- whenever a key is smaller than the one before; a person and a case in turn made it write a piece for each.
CREATE VIEW search_person_entry AS SELECT entry, title, body, tags FROM search_entry WHERE index_name = 'people';
CREATE VIRTUAL TABLE search_people USING fts5 (
    title, body, tags, content = 'search_person_entry', content_rowid = 'entry', tokenize = 'ascii', detail = 'full'
);
INSERT INTO search_people (search_people) VALUES ('rebuild');
INSERT INTO search_text (search_text) VALUES ('delete-all');
INSERT INTO search_text (rowid, title, body, tags)
SELECT entry, title, body, tags FROM search_entry WHERE index_name <> 'people' ORDER BY entry;
