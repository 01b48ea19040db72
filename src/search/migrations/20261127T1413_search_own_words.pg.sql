-- Each shelf has an index of words of its own (shelf.h): otherwise a search for a name goes through every
-- entry of another shelf that holds one of its words.
CREATE INDEX search_entry_shelf_0 ON search_entry USING gin (tokens) WHERE index_name = 'cases';
CREATE INDEX search_entry_shelf_1 ON search_entry USING gin (tokens) WHERE index_name = 'people';
CREATE INDEX search_entry_shelf_2 ON search_entry USING gin (tokens) WHERE index_name <> 'cases' AND index_name <> 'people';
DROP INDEX search_entry_tokens;
