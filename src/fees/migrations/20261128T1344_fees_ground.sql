-- What a request costs, what became of that, and what is owed back of it. reason, owed_reason: in words, as the tables say them.
CREATE TABLE fees_fee (
    request BIGINT NOT NULL,
    reference VARCHAR(80) NOT NULL,
    service VARCHAR(60) NOT NULL,
    service_version BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    reason VARCHAR(300) NOT NULL,
    state VARCHAR(12) NOT NULL,
    raised_at BIGINT NOT NULL,
    pay_by BIGINT NOT NULL,
    payment BIGINT,
    settled_at BIGINT,
    owed_back BIGINT NOT NULL,
    owed_reason VARCHAR(300) NOT NULL,
    is_owed BIGINT NOT NULL,
    CONSTRAINT fees_fee_pk PRIMARY KEY (request),
    CONSTRAINT fees_fee_payment FOREIGN KEY (payment) REFERENCES payments_payment (id),
    CONSTRAINT fees_fee_amount CHECK (amount >= 0),
    CONSTRAINT fees_fee_state CHECK (state IN ('due', 'paid', 'free', 'elsewhere', 'dropped', 'lapsed'))
);
CREATE INDEX fees_fee_owed ON fees_fee (is_owed, request);
