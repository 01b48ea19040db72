-- Rules may name the hours of every weekday. This database keeps to no length of a text.
UPDATE places_calendar SET rules = rules WHERE id = 1;
