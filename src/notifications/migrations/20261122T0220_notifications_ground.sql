-- Wording, in versions that are never changed.
CREATE TABLE notifications_template (
    name VARCHAR(60) NOT NULL,
    language VARCHAR(8) NOT NULL,
    version BIGINT NOT NULL,
    source VARCHAR(8) NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    added BIGINT NOT NULL,
    CONSTRAINT notifications_template_pk PRIMARY KEY (name, language, version),
    CONSTRAINT notifications_template_source CHECK (source IN ('shipped', 'own'))
);

-- One message to one person. address, address_key and fillings are personal and can be blanked.
CREATE TABLE notifications_message (
    id BIGINT NOT NULL,
    about_kind VARCHAR(40) NOT NULL,
    about BIGINT NOT NULL,
    wording VARCHAR(60) NOT NULL,
    version BIGINT NOT NULL,
    language VARCHAR(8) NOT NULL,
    channel VARCHAR(8) NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    fillings TEXT NOT NULL,
    state VARCHAR(10) NOT NULL,
    attempts BIGINT NOT NULL,
    code BIGINT NOT NULL,
    reason VARCHAR(20) NOT NULL,
    message_id VARCHAR(300) NOT NULL,
    queued BIGINT NOT NULL,
    tried BIGINT,
    changed BIGINT NOT NULL,
    CONSTRAINT notifications_message_pk PRIMARY KEY (id),
    CONSTRAINT notifications_message_state CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'suppressed'))
);
CREATE INDEX notifications_message_about ON notifications_message (about, id);
CREATE INDEX notifications_message_share ON notifications_message (address_key, tried) WHERE tried IS NOT NULL;
CREATE INDEX notifications_message_failed ON notifications_message (id) WHERE state = 'failed';
