-- Collection rounds: which bin is emptied on which days, in which streets and at which addresses, what bank holidays and single
-- days change, and which rounds are late. Days count from 1970-01-01; out_by is minutes after midnight.
CREATE TABLE rounds_bin (
    code VARCHAR(40) NOT NULL,
    name VARCHAR(100) NOT NULL,
    holds VARCHAR(200) NOT NULL,
    colour VARCHAR(20) NOT NULL,
    CONSTRAINT rounds_bin_pk PRIMARY KEY (code)
);
CREATE TABLE rounds_round (
    code VARCHAR(40) NOT NULL,
    bin VARCHAR(40) NOT NULL,
    first_day BIGINT NOT NULL,
    every BIGINT NOT NULL,
    last_day BIGINT,
    out_by BIGINT NOT NULL,
    CONSTRAINT rounds_round_pk PRIMARY KEY (code),
    CONSTRAINT rounds_round_bin FOREIGN KEY (bin) REFERENCES rounds_bin (code)
);
CREATE TABLE rounds_street (
    usrn BIGINT NOT NULL,
    round VARCHAR(40) NOT NULL,
    CONSTRAINT rounds_street_pk PRIMARY KEY (usrn, round),
    CONSTRAINT rounds_street_round FOREIGN KEY (round) REFERENCES rounds_round (code)
);
CREATE INDEX rounds_street_by_round ON rounds_street (round, usrn);
-- Where an address has rounds of its own for a kind of bin, they stand in place of its street's.
CREATE TABLE rounds_address (
    uprn BIGINT NOT NULL,
    round VARCHAR(40) NOT NULL,
    CONSTRAINT rounds_address_pk PRIMARY KEY (uprn, round),
    CONSTRAINT rounds_address_round FOREIGN KEY (round) REFERENCES rounds_round (code)
);
CREATE INDEX rounds_address_by_round ON rounds_address (round, uprn);
-- later is NULL where nothing is collected; round and bin are '' where the change is for all.
CREATE TABLE rounds_change (
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    round VARCHAR(40) NOT NULL,
    bin VARCHAR(40) NOT NULL,
    later BIGINT,
    reason VARCHAR(200) NOT NULL,
    CONSTRAINT rounds_change_pk PRIMARY KEY (first_day, last_day, round, bin)
);
CREATE INDEX rounds_change_last ON rounds_change (last_day);
CREATE TABLE rounds_holiday_rule (
    holiday VARCHAR(100) NOT NULL,
    effect VARCHAR(20) NOT NULL,
    CONSTRAINT rounds_holiday_rule_pk PRIMARY KEY (holiday)
);
-- A round that is late stands until somebody clears it, or until last_day is over. Without streets it is late in all of its own.
CREATE TABLE rounds_late (
    id BIGINT NOT NULL,
    round VARCHAR(40) NOT NULL,
    day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    comes_by BIGINT,
    marked_at BIGINT NOT NULL,
    cleared_at BIGINT,
    CONSTRAINT rounds_late_pk PRIMARY KEY (id),
    CONSTRAINT rounds_late_round FOREIGN KEY (round) REFERENCES rounds_round (code)
);
CREATE INDEX rounds_late_by_round ON rounds_late (round, last_day);
CREATE INDEX rounds_late_by_day ON rounds_late (last_day);
CREATE TABLE rounds_late_street (
    late BIGINT NOT NULL,
    usrn BIGINT NOT NULL,
    CONSTRAINT rounds_late_street_pk PRIMARY KEY (late, usrn),
    CONSTRAINT rounds_late_street_late FOREIGN KEY (late) REFERENCES rounds_late (id)
);
