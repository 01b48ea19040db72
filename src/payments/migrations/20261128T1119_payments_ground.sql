-- With which account the provider is spoken to: one row. Key and secrets are sealed with a key outside the database.
CREATE TABLE payments_account (
    id BIGINT NOT NULL,
    address VARCHAR(500) NOT NULL,
    sealed_key BYTES NOT NULL,
    sealed_secret BYTES NOT NULL,
    changes BIGINT NOT NULL,
    CONSTRAINT payments_account_pk PRIMARY KEY (id)
);

-- What somebody pays. Nothing of a card is kept. made_at: by the provider's clock. refundable: as the provider said last.
CREATE TABLE payments_payment (
    id BIGINT NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    vat_code VARCHAR(20) NOT NULL,
    ledger_code VARCHAR(40) NOT NULL,
    description VARCHAR(255) NOT NULL,
    return_url VARCHAR(2000) NOT NULL,
    reference VARCHAR(20) NOT NULL,
    state VARCHAR(10) NOT NULL,
    code VARCHAR(20) NOT NULL,
    provider_id VARCHAR(60),
    next_url VARCHAR(500) NOT NULL,
    refundable BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    made_at BIGINT,
    settled_at BIGINT,
    cancel_wanted BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    was_asked BIGINT NOT NULL,
    problem VARCHAR(20) NOT NULL,
    CONSTRAINT payments_payment_pk PRIMARY KEY (id),
    CONSTRAINT payments_payment_reference UNIQUE (reference),
    CONSTRAINT payments_payment_provider UNIQUE (provider_id),
    CONSTRAINT payments_payment_amount CHECK (amount > 0),
    CONSTRAINT payments_payment_state CHECK (state IN ('asked', 'created', 'started', 'submitted', 'capturable', 'success', 'failed', 'cancelled', 'error', 'refused'))
);
CREATE INDEX payments_payment_subject ON payments_payment (subject, id);
CREATE INDEX payments_payment_begun ON payments_payment (begun_at, id);
CREATE INDEX payments_payment_made ON payments_payment (made_at, id);

-- Money given back. available: what could be given back when it was first sent, and is sent with each repeat, so that what arrived is not taken twice.
CREATE TABLE payments_refund (
    id BIGINT NOT NULL,
    payment BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    state VARCHAR(10) NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    sent_at BIGINT,
    available BIGINT,
    provider_id VARCHAR(60),
    settled_at BIGINT,
    tries BIGINT NOT NULL,
    problem VARCHAR(20) NOT NULL,
    CONSTRAINT payments_refund_pk PRIMARY KEY (id),
    CONSTRAINT payments_refund_payment FOREIGN KEY (payment) REFERENCES payments_payment (id),
    CONSTRAINT payments_refund_provider UNIQUE (provider_id),
    CONSTRAINT payments_refund_amount CHECK (amount > 0),
    CONSTRAINT payments_refund_state CHECK (state IN ('asked', 'declined', 'approved', 'sent', 'submitted', 'success', 'error', 'refused'))
);
CREATE INDEX payments_refund_of ON payments_refund (payment, id);

-- Days that were compared with the provider, and where the two do not agree. gone_at: when a later comparison found them agreed.
CREATE TABLE payments_day (
    day BIGINT NOT NULL,
    compared_at BIGINT NOT NULL,
    ours BIGINT NOT NULL,
    theirs BIGINT NOT NULL,
    open_differences BIGINT NOT NULL,
    CONSTRAINT payments_day_pk PRIMARY KEY (day)
);
CREATE TABLE payments_difference (
    id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    payment BIGINT,
    provider_id VARCHAR(60) NOT NULL,
    reference VARCHAR(255) NOT NULL,
    our_amount BIGINT,
    their_amount BIGINT,
    our_state VARCHAR(10) NOT NULL,
    their_state VARCHAR(10) NOT NULL,
    found_at BIGINT NOT NULL,
    gone_at BIGINT,
    CONSTRAINT payments_difference_pk PRIMARY KEY (id),
    CONSTRAINT payments_difference_payment FOREIGN KEY (payment) REFERENCES payments_payment (id)
);
CREATE INDEX payments_difference_day ON payments_difference (day, id);
