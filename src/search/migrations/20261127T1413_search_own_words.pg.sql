-- Cases and people have indexes of words of their own, as they have shelves of keys: otherwise a search for a name goes through every
-- case that holds one of its words.
CREATE INDEX search_entry_cases ON search_entry USING gin (tokens) WHERE index_name = 'cases';
CREATE INDEX search_entry_people ON search_entry USING gin (tokens) WHERE index_name = 'people';
CREATE INDEX search_entry_others ON search_entry USING gin (tokens) WHERE index_name <> 'cases' AND index_name <> 'people';
DROP INDEX search_entry_tokens;
