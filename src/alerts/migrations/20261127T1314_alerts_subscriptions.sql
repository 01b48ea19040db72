-- Who is written to of what: one row for each wish of a mailbox. A row that was never confirmed goes after some days; one that is ended
-- goes at once. mailbox is the address in lower case.
CREATE TABLE alerts_subscription (
    id BIGINT NOT NULL,
    email VARCHAR(254) NOT NULL,
    mailbox VARCHAR(254) NOT NULL,
    token VARCHAR(40) NOT NULL,
    about VARCHAR(10) NOT NULL,
    uprn VARCHAR(12) NOT NULL,
    usrn VARCHAR(8) NOT NULL,
    ward VARCHAR(16) NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    radius_m BIGINT NOT NULL,
    often VARCHAR(10) NOT NULL,
    language VARCHAR(2) NOT NULL,
    asked_at BIGINT NOT NULL,
    mailed_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    reminded_day BIGINT NOT NULL,
    CONSTRAINT alerts_subscription_pk PRIMARY KEY (id),
    CONSTRAINT alerts_subscription_token UNIQUE (token)
);
CREATE INDEX alerts_subscription_mailbox ON alerts_subscription (mailbox);
CREATE INDEX alerts_subscription_ward ON alerts_subscription (ward, about);
CREATE INDEX alerts_subscription_street ON alerts_subscription (usrn, about);
CREATE INDEX alerts_subscription_place ON alerts_subscription (about, latitude);
CREATE INDEX alerts_subscription_asked ON alerts_subscription (confirmed_at, asked_at);
CREATE INDEX alerts_subscription_reminded ON alerts_subscription (about, reminded_day);

-- What somebody is to be told, and was, each thing once: a request with its case, or a late round (case_id 0).
CREATE TABLE alerts_news (
    subscription BIGINT NOT NULL,
    thing BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    heard_at BIGINT NOT NULL,
    told_at BIGINT,
    CONSTRAINT alerts_news_pk PRIMARY KEY (subscription, thing),
    CONSTRAINT alerts_news_subscription FOREIGN KEY (subscription) REFERENCES alerts_subscription (id)
);
CREATE INDEX alerts_news_heard ON alerts_news (heard_at);
