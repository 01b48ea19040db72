-- What was searched for and not found, or found and not opened: words without persons, counted.
CREATE TABLE knowledge_asked (
    audience VARCHAR(9) NOT NULL,
    words VARCHAR(320) NOT NULL,
    asked BIGINT NOT NULL,
    unfound BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    last_on BIGINT NOT NULL,
    forget_on BIGINT NOT NULL,
    CONSTRAINT knowledge_asked_pk PRIMARY KEY (audience, words),
    CONSTRAINT knowledge_asked_audience CHECK (audience IN ('everybody', 'staff'))
);
CREATE INDEX knowledge_asked_over ON knowledge_asked (forget_on);
