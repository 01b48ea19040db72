-- Keys begin with a shelf: cases stand below people, people below all else. By way of negative keys, so that no new key
-- meets an old one.
UPDATE search_entry
SET entry = -((CASE index_name WHEN 'cases' THEN 0 WHEN 'people' THEN 1 ELSE 2 END::bigint << 61) + ((entry >> 30) << 28) + (entry & 268435455));
UPDATE search_entry SET entry = -entry;
