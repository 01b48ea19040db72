CREATE TABLE people_person (
    id BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    CONSTRAINT people_person_pk PRIMARY KEY (id)
);

-- One thing a person told us. `folded` is what it is compared by.
CREATE TABLE people_claim (
    person BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    since BIGINT NOT NULL,
    value TEXT NOT NULL,
    folded TEXT NOT NULL,
    source VARCHAR(40) NOT NULL,
    verified_at BIGINT,
    until BIGINT,
    CONSTRAINT people_claim_pk PRIMARY KEY (person, kind, since),
    CONSTRAINT people_claim_person FOREIGN KEY (person) REFERENCES people_person (id)
) CLUSTERED;
CREATE INDEX people_claim_folded ON people_claim (folded, kind);
