-- Readers say whether an article helped: counted by month, and in their own words what they were looking for. No person.
CREATE TABLE knowledge_helped (
    article BIGINT NOT NULL,
    version BIGINT NOT NULL,
    audience VARCHAR(9) NOT NULL,
    month BIGINT NOT NULL,
    helped BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    CONSTRAINT knowledge_helped_pk PRIMARY KEY (article, version, audience, month),
    CONSTRAINT knowledge_helped_version FOREIGN KEY (article, version) REFERENCES knowledge_version (article, version),
    CONSTRAINT knowledge_helped_audience CHECK (audience IN ('everybody', 'staff'))
);

CREATE TABLE knowledge_wanted (
    id BIGINT NOT NULL,
    article BIGINT NOT NULL,
    version BIGINT NOT NULL,
    audience VARCHAR(9) NOT NULL,
    words TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    forget_at BIGINT NOT NULL,
    CONSTRAINT knowledge_wanted_pk PRIMARY KEY (id),
    CONSTRAINT knowledge_wanted_version FOREIGN KEY (article, version) REFERENCES knowledge_version (article, version),
    CONSTRAINT knowledge_wanted_audience CHECK (audience IN ('everybody', 'staff'))
);
CREATE INDEX knowledge_wanted_of_article ON knowledge_wanted (article, said_at);
CREATE INDEX knowledge_wanted_over ON knowledge_wanted (forget_at);
