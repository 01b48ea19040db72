-- A team's cases without an owner are counted along the index alone; lists of what has tasks begin at the open tasks; and
-- the first request of a case is found without looking at the others.
DROP INDEX cases_case_team_due;
CREATE INDEX cases_case_team_due_owner ON cases_case (team, state, due_at, id, owner);
DROP INDEX cases_case_with_tasks;
CREATE INDEX cases_task_open ON cases_task (case_id) WHERE done_at IS NULL;
DROP INDEX cases_request_case_id;
CREATE INDEX cases_request_first ON cases_request (case_id, id);
