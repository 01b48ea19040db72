-- Text messages: the account with GOV.UK Notify (one row; key and token sealed with a key outside the database), and what Notify has of ours.
CREATE TABLE notifications_text_account (
    id BIGINT NOT NULL,
    address VARCHAR(500) NOT NULL,
    template_id VARCHAR(40) NOT NULL,
    quiet_from BIGINT NOT NULL,
    quiet_until BIGINT NOT NULL,
    sealed_key BYTES NOT NULL,
    sealed_token BYTES NOT NULL,
    CONSTRAINT notifications_text_account_pk PRIMARY KEY (id)
);

CREATE TABLE notifications_text (
    message BIGINT NOT NULL,
    provider_id VARCHAR(60) NOT NULL,
    handed_over_at BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    CONSTRAINT notifications_text_pk PRIMARY KEY (message),
    CONSTRAINT notifications_text_provider_id UNIQUE (provider_id),
    CONSTRAINT notifications_text_message FOREIGN KEY (message) REFERENCES notifications_message (id)
);
