-- The national list of council services by number, and where each council's page for one of them is.
CREATE TABLE catalogue_listed (
    lgsl BIGINT NOT NULL,
    label VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    live BIGINT NOT NULL,
    CONSTRAINT catalogue_listed_pk PRIMARY KEY (lgsl)
);
CREATE TABLE catalogue_link (
    authority VARCHAR(80) NOT NULL,
    lgsl BIGINT NOT NULL,
    lgil BIGINT NOT NULL,
    url TEXT NOT NULL,
    CONSTRAINT catalogue_link_pk PRIMARY KEY (authority, lgsl, lgil)
) CLUSTERED;
