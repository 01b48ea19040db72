-- Where a service stands: the version that is tried out in some wards or by some teams (0: none), since when it is offered to nobody (NULL: it
-- is), and the day somebody should look at it again (NULL: none was set).
ALTER TABLE catalogue_service ADD COLUMN pilot_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE catalogue_service ADD COLUMN retired_at BIGINT;
ALTER TABLE catalogue_service ADD COLUMN review_on BIGINT;
-- sort: 'ward' (place: its code) or 'team' (place: its id): what that team takes down at the desk.
CREATE TABLE catalogue_pilot (
    service BIGINT NOT NULL,
    sort VARCHAR(4) NOT NULL,
    place VARCHAR(40) NOT NULL,
    CONSTRAINT catalogue_pilot_pk PRIMARY KEY (service, sort, place),
    CONSTRAINT catalogue_pilot_service FOREIGN KEY (service) REFERENCES catalogue_service (id)
) CLUSTERED;

-- Who made the version: 'folder' (the program brought it), 'own' (designed here).
ALTER TABLE catalogue_version ADD COLUMN source VARCHAR(10) NOT NULL DEFAULT 'folder';
-- What became of a service, newest last: who did it, when, and why.
CREATE TABLE catalogue_stage (
    id BIGINT NOT NULL,
    service BIGINT NOT NULL,
    version BIGINT NOT NULL,
    step VARCHAR(20) NOT NULL,
    audience TEXT NOT NULL,
    why TEXT NOT NULL,
    by_whom VARCHAR(80) NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT catalogue_stage_pk PRIMARY KEY (id),
    CONSTRAINT catalogue_stage_service FOREIGN KEY (service) REFERENCES catalogue_service (id)
);
CREATE INDEX catalogue_stage_of ON catalogue_stage (service, at, id);

-- What the program brought for a service that the council designed itself, or retired: kept, told, and never put in its place.
CREATE TABLE catalogue_brought (
    service BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    document TEXT NOT NULL,
    article TEXT NOT NULL,
    process TEXT NOT NULL,
    decisions TEXT NOT NULL,
    brought_at BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    CONSTRAINT catalogue_brought_pk PRIMARY KEY (service),
    CONSTRAINT catalogue_brought_service FOREIGN KEY (service) REFERENCES catalogue_service (id)
);
