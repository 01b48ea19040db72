-- Who handed a task over and who gave it back, each with words in the history of its case: the last time of both. 0: nobody.
CREATE TABLE casework_handing (
    task BIGINT NOT NULL,
    given_by BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    given_note BIGINT NOT NULL,
    returned_by BIGINT NOT NULL,
    returned_at BIGINT NOT NULL,
    returned_note BIGINT NOT NULL,
    CONSTRAINT casework_handing_pk PRIMARY KEY (task),
    CONSTRAINT casework_handing_task FOREIGN KEY (task) REFERENCES casework_task (id)
);
CREATE INDEX casework_handing_came_back ON casework_handing (given_by, returned_at) WHERE returned_by > 0;

-- When somebody of the staff is away and who stands in for them (0: the team). over_at: it ended, by itself or before its time.
CREATE TABLE casework_away (
    id BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    stand_in BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    over_at BIGINT,
    CONSTRAINT casework_away_pk PRIMARY KEY (id),
    CONSTRAINT casework_away_in_order CHECK (from_at < until_at)
);
CREATE INDEX casework_away_staff ON casework_away (staff, until_at);
CREATE INDEX casework_away_now ON casework_away (until_at) WHERE over_at IS NULL;

-- Tasks that came to a stand-in, or to the team, instead of who is away.
CREATE TABLE casework_instead (
    task BIGINT NOT NULL,
    away BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    came_at BIGINT NOT NULL,
    CONSTRAINT casework_instead_pk PRIMARY KEY (task),
    CONSTRAINT casework_instead_task FOREIGN KEY (task) REFERENCES casework_task (id),
    CONSTRAINT casework_instead_away FOREIGN KEY (away) REFERENCES casework_away (id)
);
CREATE INDEX casework_instead_away ON casework_instead (away, came_at);
