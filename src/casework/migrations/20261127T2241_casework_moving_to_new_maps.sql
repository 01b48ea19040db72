-- Running cases are counted by the version of their service's map, and moved to a new one. service: what is empty is filled in by the job that
-- puts cases on maps.
ALTER TABLE casework_run ADD COLUMN service VARCHAR(60) NOT NULL DEFAULT '';
UPDATE casework_run SET service = COALESCE((SELECT MIN(t.service) FROM casework_task t WHERE t.run = casework_run.id), '');
CREATE INDEX casework_run_on_version ON casework_run (service, map_version, id) WHERE state <> 'ended';

-- One row for each time that somebody moved the cases of one version to another. mapping: elements of the old map to elements of the new one, as JSON;
-- those not named keep their id. after_run: how far it is.
CREATE TABLE casework_move (
    id BIGINT NOT NULL,
    service VARCHAR(60) NOT NULL,
    from_version BIGINT NOT NULL,
    to_version BIGINT NOT NULL,
    mapping TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_by VARCHAR(80) NOT NULL,
    ended_at BIGINT,
    moved BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    after_run BIGINT NOT NULL,
    CONSTRAINT casework_move_pk PRIMARY KEY (id)
);
CREATE INDEX casework_move_begun ON casework_move (begun_at, id);

-- Cases that stayed on the old version, and why: elements and keys of words, as JSON.
CREATE TABLE casework_move_refused (
    move BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    CONSTRAINT casework_move_refused_pk PRIMARY KEY (move, case_id),
    CONSTRAINT casework_move_refused_move FOREIGN KEY (move) REFERENCES casework_move (id)
);
