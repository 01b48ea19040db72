-- Expands only: a program of the day before writes rows that this one reads.
-- owner and closed_by: a member of staff; 0: nobody. due_at: the promise; what is older is given a week, and what the
-- former program adds meanwhile is never late. objections: how often a resident said "not fixed". tasks: open ones.
ALTER TABLE cases_case ADD COLUMN owner BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases_case ADD COLUMN due_at BIGINT NOT NULL DEFAULT 253402300799000000;
ALTER TABLE cases_case ADD COLUMN area VARCHAR(20) NOT NULL DEFAULT '';
ALTER TABLE cases_case ADD COLUMN closed_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases_case ADD COLUMN objections BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases_case ADD COLUMN tasks BIGINT NOT NULL DEFAULT 0;
UPDATE cases_case SET due_at = opened_at + 604800000000;
CREATE INDEX cases_case_due ON cases_case (state, due_at, id);
CREATE INDEX cases_case_team_due ON cases_case (team, state, due_at, id);
CREATE INDEX cases_case_owner_due ON cases_case (owner, state, due_at, id);
CREATE INDEX cases_case_service_due ON cases_case (service, state, due_at, id);
CREATE INDEX cases_case_with_tasks ON cases_case (team, id) WHERE tasks > 0;

-- language: in which the resident is written to. fixed_at: when they said that it is put right.
ALTER TABLE cases_request ADD COLUMN language VARCHAR(8) NOT NULL DEFAULT 'en';
ALTER TABLE cases_request ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE cases_request ADD COLUMN fixed_at BIGINT;

-- said: a note among colleagues, a reply to the resident, or the resident's own words. request: whose, or to whom; 0: all.
ALTER TABLE cases_note ADD COLUMN said VARCHAR(10) NOT NULL DEFAULT 'note';
ALTER TABLE cases_note ADD COLUMN request BIGINT NOT NULL DEFAULT 0;

-- What somebody must do on a case beside the case itself. position: of the fact it was made of; message: the letter.
CREATE TABLE cases_task (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    team BIGINT NOT NULL,
    message BIGINT NOT NULL,
    position BIGINT NOT NULL,
    created BIGINT NOT NULL,
    done_at BIGINT,
    done_by VARCHAR(80) NOT NULL,
    CONSTRAINT cases_task_pk PRIMARY KEY (id),
    CONSTRAINT cases_task_position UNIQUE (position),
    CONSTRAINT cases_task_case FOREIGN KEY (case_id) REFERENCES cases_case (id)
);
CREATE INDEX cases_task_case_id ON cases_task (case_id, created);
CREATE INDEX cases_task_message ON cases_task (message) WHERE done_at IS NULL;
