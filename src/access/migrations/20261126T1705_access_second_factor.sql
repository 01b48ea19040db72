-- What an account's authenticator shares with us, sealed with a key that is not in the database. Not on yet: the account
-- was shown it and has typed no code so far. `last_step` is the latest code's: a code counts once.
CREATE TABLE access_second_factor (
    staff BIGINT NOT NULL,
    sealed BYTES NOT NULL,
    begun_at BIGINT NOT NULL,
    on_at BIGINT,
    last_step BIGINT NOT NULL,
    CONSTRAINT access_second_factor_pk PRIMARY KEY (staff),
    CONSTRAINT access_second_factor_staff FOREIGN KEY (staff) REFERENCES access_staff (staff)
);
CREATE TABLE access_recovery_code (
    staff BIGINT NOT NULL,
    digest BYTES NOT NULL,
    used_at BIGINT,
    CONSTRAINT access_recovery_code_pk PRIMARY KEY (staff, digest),
    CONSTRAINT access_recovery_code_staff FOREIGN KEY (staff) REFERENCES access_staff (staff)
);

-- A password that an administrator set lasts until the next sign-in.
ALTER TABLE access_staff ADD COLUMN password_temporary SMALLINT NOT NULL DEFAULT 0;

-- How a council is built: a directorate has services, a service has teams.
ALTER TABLE access_team ADD COLUMN kind VARCHAR(20) NOT NULL DEFAULT 'team';
