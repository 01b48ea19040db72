-- What can be found, as tokens: split, folded and stemmed by the program. The key grows with the moment the entry is
-- ordered by.
CREATE TABLE search_entry (
    entry BIGINT NOT NULL,
    index_name VARCHAR(40) NOT NULL,
    subject BIGINT NOT NULL,
    tokens TSVECTOR NOT NULL,
    CONSTRAINT search_entry_pk PRIMARY KEY (entry)
);
CREATE UNIQUE INDEX search_entry_subject ON search_entry (subject, index_name);
CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens);

-- Every word of letters ever put, for wrong spellings and beginnings of words.
CREATE TABLE search_word (
    word VARCHAR(40) COLLATE "C" NOT NULL,
    stem VARCHAR(40) COLLATE "C" NOT NULL,
    CONSTRAINT search_word_pk PRIMARY KEY (word)
);
CREATE TABLE search_gram (
    gram VARCHAR(12) COLLATE "C" NOT NULL,
    word VARCHAR(40) COLLATE "C" NOT NULL,
    CONSTRAINT search_gram_pk PRIMARY KEY (gram, word)
);
