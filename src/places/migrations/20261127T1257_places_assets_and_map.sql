-- What stands in the streets (lamps, bins, gullies, trees …), found along the cells of a grid (cells.h); and what a map is drawn
-- from: lines of streets, and shapes of parks, water, railways, buildings and the borough (texts as in lines.h). One row of
-- places_town_map says by its digest which they are, so a reader who remembers a map knows when to read it again.
CREATE TABLE places_asset (
    kind VARCHAR(30) NOT NULL,
    reference VARCHAR(30) NOT NULL,
    cell BIGINT NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    usrn VARCHAR(8) NOT NULL,
    words VARCHAR(200) NOT NULL,
    CONSTRAINT places_asset_pk PRIMARY KEY (kind, reference)
);
CREATE INDEX places_asset_cell ON places_asset (kind, cell);
CREATE TABLE places_street_line (
    usrn BIGINT NOT NULL,
    class VARCHAR(10) NOT NULL,
    parts TEXT NOT NULL,
    CONSTRAINT places_street_line_pk PRIMARY KEY (usrn),
    CONSTRAINT places_street_line_street FOREIGN KEY (usrn) REFERENCES places_street (usrn)
);
CREATE TABLE places_shape (
    code VARCHAR(40) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    name VARCHAR(100) NOT NULL,
    parts TEXT NOT NULL,
    CONSTRAINT places_shape_pk PRIMARY KEY (code)
);
CREATE TABLE places_town_map (
    id BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    CONSTRAINT places_town_map_pk PRIMARY KEY (id)
);

ALTER TABLE places_location ADD COLUMN asset VARCHAR(61) NOT NULL DEFAULT '';
