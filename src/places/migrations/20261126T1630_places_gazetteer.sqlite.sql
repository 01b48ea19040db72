-- The council's gazetteer: wards, streets by USRN, addresses by UPRN. `walk` grows in the order a postman calls in a
-- street; postcodes stand without their space.
CREATE TABLE places_ward (
    code VARCHAR(16) NOT NULL,
    name VARCHAR(100) NOT NULL,
    CONSTRAINT places_ward_pk PRIMARY KEY (code)
);
CREATE TABLE places_street (
    usrn BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    town VARCHAR(100) NOT NULL,
    ward VARCHAR(16),
    CONSTRAINT places_street_pk PRIMARY KEY (usrn),
    CONSTRAINT places_street_ward_fk FOREIGN KEY (ward) REFERENCES places_ward (code)
);
CREATE TABLE places_street_word (
    word VARCHAR(40) NOT NULL,
    usrn BIGINT NOT NULL,
    CONSTRAINT places_street_word_pk PRIMARY KEY (word, usrn)
) CLUSTERED;
CREATE TABLE places_address (
    uprn BIGINT NOT NULL,
    usrn BIGINT NOT NULL,
    flat VARCHAR(40) NOT NULL,
    name VARCHAR(100) NOT NULL,
    number VARCHAR(12) NOT NULL,
    walk BIGINT NOT NULL,
    postcode VARCHAR(8) NOT NULL,
    ward VARCHAR(16),
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    line TEXT NOT NULL,
    CONSTRAINT places_address_pk PRIMARY KEY (uprn),
    CONSTRAINT places_address_street_fk FOREIGN KEY (usrn) REFERENCES places_street (usrn),
    CONSTRAINT places_address_ward_fk FOREIGN KEY (ward) REFERENCES places_ward (code)
);
CREATE INDEX places_address_street ON places_address (usrn, walk);
CREATE INDEX places_address_postcode ON places_address (postcode, usrn, walk);

-- Words of addresses that have a name: of the name itself (own = 1), and of their street.
CREATE TABLE places_name_word (
    word VARCHAR(40) NOT NULL,
    uprn BIGINT NOT NULL,
    own BIGINT NOT NULL,
    CONSTRAINT places_name_word_pk PRIMARY KEY (word, uprn)
) CLUSTERED;
CREATE INDEX places_name_word_address ON places_name_word (uprn);

ALTER TABLE places_location ADD COLUMN ward VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE places_location ADD COLUMN usrn VARCHAR(8) NOT NULL DEFAULT '';
