-- SQLite's indexes of words are tables, and people have one of their own already.
SELECT 1;
