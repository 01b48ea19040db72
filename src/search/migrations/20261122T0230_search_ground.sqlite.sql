-- What can be found, as tokens: split, folded and stemmed by the program. The key grows with the moment the entry is
-- ordered by.
CREATE TABLE search_entry (
    entry INTEGER NOT NULL,
    index_name VARCHAR(40) NOT NULL,
    subject BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    tags TEXT NOT NULL,
    CONSTRAINT search_entry_pk PRIMARY KEY (entry)
);
CREATE UNIQUE INDEX search_entry_subject ON search_entry (subject, index_name);

CREATE VIRTUAL TABLE search_text USING fts5 (
    title, body, tags, content = 'search_entry', content_rowid = 'entry', tokenize = 'ascii', detail = 'full'
);

-- Every word of letters ever put, for wrong spellings and beginnings of words.
CREATE TABLE search_word (
    word VARCHAR(40) NOT NULL,
    stem VARCHAR(40) NOT NULL,
    CONSTRAINT search_word_pk PRIMARY KEY (word)
) WITHOUT ROWID;
CREATE TABLE search_gram (
    gram VARCHAR(12) NOT NULL,
    word VARCHAR(40) NOT NULL,
    CONSTRAINT search_gram_pk PRIMARY KEY (gram, word)
) WITHOUT ROWID;
