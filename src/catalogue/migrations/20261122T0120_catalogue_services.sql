CREATE TABLE catalogue_service (
    id BIGINT NOT NULL,
    code VARCHAR(60) NOT NULL,
    live_version BIGINT NOT NULL,
    CONSTRAINT catalogue_service_pk PRIMARY KEY (id),
    CONSTRAINT catalogue_service_code UNIQUE (code)
);

-- Every version ever published; cases keep the one they were asked under.
CREATE TABLE catalogue_version (
    service BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name VARCHAR(200) NOT NULL,
    document TEXT NOT NULL,
    article TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    published_at BIGINT NOT NULL,
    CONSTRAINT catalogue_version_pk PRIMARY KEY (service, version),
    CONSTRAINT catalogue_version_service FOREIGN KEY (service) REFERENCES catalogue_service (id)
);
