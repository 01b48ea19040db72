-- A team may work at other hours than the council, on bank holidays too, and be closed on days of its own.
CREATE TABLE places_team_hours (
    team BIGINT NOT NULL,
    hours VARCHAR(700) NOT NULL,
    keeps_holidays BIGINT NOT NULL,
    CONSTRAINT places_team_hours_pk PRIMARY KEY (team)
);
CREATE TABLE places_team_closing_day (
    team BIGINT NOT NULL,
    day BIGINT NOT NULL,
    name VARCHAR(400) NOT NULL,
    CONSTRAINT places_team_closing_day_pk PRIMARY KEY (team, day)
);
