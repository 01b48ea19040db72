CREATE TABLE places_location (
    id BIGINT NOT NULL,
    words TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    uprn VARCHAR(12) NOT NULL,
    CONSTRAINT places_location_pk PRIMARY KEY (id)
);
