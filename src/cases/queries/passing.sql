-- name: passed_of
SELECT body, phone, web, message, passed_at FROM cases_passed WHERE case_id = ?

-- name: put_passed
INSERT INTO cases_passed (case_id, body, phone, web, message, passed_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (case_id) DO UPDATE SET body = excluded.body, phone = excluded.phone, web = excluded.web, message = excluded.message,
    passed_at = excluded.passed_at
