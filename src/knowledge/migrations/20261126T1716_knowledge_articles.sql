-- Articles for residents and staff, in versions that are never changed.
CREATE TABLE knowledge_article (
    id BIGINT NOT NULL,
    slug VARCHAR(60) NOT NULL,
    live_version BIGINT NOT NULL,
    CONSTRAINT knowledge_article_pk PRIMARY KEY (id),
    CONSTRAINT knowledge_article_slug UNIQUE (slug)
);

CREATE TABLE knowledge_version (
    article BIGINT NOT NULL,
    version BIGINT NOT NULL,
    source VARCHAR(8) NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    services TEXT NOT NULL,
    questions TEXT NOT NULL,
    owner TEXT NOT NULL,
    review_on BIGINT NOT NULL,
    everybody TEXT NOT NULL,
    staff TEXT NOT NULL,
    saved_by VARCHAR(80) NOT NULL,
    saved_at BIGINT NOT NULL,
    CONSTRAINT knowledge_version_pk PRIMARY KEY (article, version),
    CONSTRAINT knowledge_version_article FOREIGN KEY (article) REFERENCES knowledge_article (id),
    CONSTRAINT knowledge_version_source CHECK (source IN ('shipped', 'own'))
);

-- The services that the live version names.
CREATE TABLE knowledge_service (
    article BIGINT NOT NULL,
    service VARCHAR(60) NOT NULL,
    CONSTRAINT knowledge_service_pk PRIMARY KEY (service, article),
    CONSTRAINT knowledge_service_article FOREIGN KEY (article) REFERENCES knowledge_article (id)
);
CREATE INDEX knowledge_service_of_article ON knowledge_service (article);
