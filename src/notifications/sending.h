#pragma once
// Inside notifications only: the job that sends one message.

#include "mail/message.h"
#include "notifications/install.h"
#include "notifications/message_store.h"
#include "notifications/templates.h"

namespace notifications {

class Sending {
public:
    Sending(mail::Transport& transport, Random& random, Settings settings)
        : transport_(&transport), random_(&random), settings_(std::move(settings)) {}

    /// One try of the message that the job's key names. Nothing is done for a message that is settled.
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Try {
        Message message;
        mail::Address to;
        Values values;
        Template wording;
    };
    Result<std::optional<Try>> begin(const jobs::Running& job, MessageId id) const;
    bool is_due(const Message& message, const jobs::Running& job) const;
    bool has_had_its_share(db::Tx& tx, const Draft& draft) const;
    Result<mail::Receipt> hand_over(const Try& attempt) const;
    Refusal put_off(const jobs::Running& job, const Try& attempt, Refusal refusal) const;

    mail::Transport* transport_;
    Random* random_;
    Settings settings_;
};

/// What every letter may name beside its own values: the site and who writes.
Values with_site(Values values, const Settings& settings);

/// "250" of "250 OK", "550" of "smtp recipient: 550 5.1.1 no such mailbox"; 0 where a server said nothing.
std::int64_t code_in(std::string_view reply);

}  // namespace notifications
