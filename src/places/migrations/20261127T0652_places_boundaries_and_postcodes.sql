-- Boundaries of wards as text (see boundaries.cpp). One row of places_ward_map says by its digest which they are, so a reader
-- who remembers a map knows when to read it again. Postcodes stand without their space; their ward is as the list names it.
CREATE TABLE places_boundary (
    ward VARCHAR(16) NOT NULL,
    shape TEXT NOT NULL,
    CONSTRAINT places_boundary_pk PRIMARY KEY (ward),
    CONSTRAINT places_boundary_ward FOREIGN KEY (ward) REFERENCES places_ward (code)
);
CREATE TABLE places_ward_map (
    id BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    CONSTRAINT places_ward_map_pk PRIMARY KEY (id)
);
CREATE TABLE places_postcode (
    code VARCHAR(8) NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    ward VARCHAR(16) NOT NULL,
    quality BIGINT NOT NULL,
    CONSTRAINT places_postcode_pk PRIMARY KEY (code)
);
