-- Who looks after what where: "highway" in a street, in a ward, at a property, or in the whole borough. uprn, usrn: 0 and ward: '' where
-- it is not limited so; the narrowest row counts. body: '' is the council itself.
CREATE TABLE places_body (
    name VARCHAR(100) NOT NULL,
    phone VARCHAR(40) NOT NULL,
    email VARCHAR(254) NOT NULL,
    web VARCHAR(500) NOT NULL,
    CONSTRAINT places_body_pk PRIMARY KEY (name)
);
CREATE TABLE places_responsible (
    subject VARCHAR(40) NOT NULL,
    uprn BIGINT NOT NULL,
    usrn BIGINT NOT NULL,
    ward VARCHAR(16) NOT NULL,
    body VARCHAR(100) NOT NULL,
    CONSTRAINT places_responsible_pk PRIMARY KEY (subject, uprn, usrn, ward)
) CLUSTERED;
