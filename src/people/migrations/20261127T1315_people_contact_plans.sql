-- How somebody is answered who contacts the council very often. owner: who of the staff answers for it; ends_at: when it ends by itself.
CREATE TABLE people_plan (
    id BIGINT NOT NULL,
    person BIGINT NOT NULL,
    reason VARCHAR(20) NOT NULL,
    words TEXT NOT NULL,
    owner BIGINT NOT NULL,
    review_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by VARCHAR(80) NOT NULL,
    ended_at BIGINT,
    ended_by VARCHAR(80) NOT NULL,
    CONSTRAINT people_plan_pk PRIMARY KEY (id),
    CONSTRAINT people_plan_person FOREIGN KEY (person) REFERENCES people_person (id)
);
CREATE INDEX people_plan_person_id ON people_plan (person);
CREATE INDEX people_plan_ends ON people_plan (ends_at, review_at);
