-- Rules may name the hours of every weekday.
ALTER TABLE places_calendar ALTER COLUMN rules TYPE VARCHAR(1000);
