-- What waits for somebody who holds a skill.
CREATE INDEX casework_task_skill ON casework_task (skill, team) WHERE state = 'open' AND owner = 0 AND skill <> '';
