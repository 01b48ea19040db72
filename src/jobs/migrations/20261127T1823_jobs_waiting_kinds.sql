-- Which kinds wait is told without a look at every job that does: a lane is woken only for jobs of its own.
CREATE INDEX jobs_job_waiting_kind ON jobs_job (kind, due) WHERE state = 'waiting';
