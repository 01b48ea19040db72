-- name: plan_afresh
SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
