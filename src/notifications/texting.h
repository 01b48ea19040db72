#pragma once
// Inside notifications only: the jobs that send one text message, and that ask what became of it.

#include "notifications/gov_uk_notify.h"
#include "notifications/install.h"
#include "notifications/message_store.h"
#include "notifications/templates.h"
#include "places/places.h"

namespace notifications {

/// Shared by both jobs.
struct TextWay {
    GovUkNotify notify;
    VaultOf vault_of;
    Random* random;
    Settings settings;
};

class Texting {
public:
    explicit Texting(std::shared_ptr<const TextWay> way) : way_(std::move(way)) {}

    /// One try of the message that the job's key names; outside quiet hours only. Before a second try Notify is asked whether the first arrived.
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Try {
        Message message;
        std::string phone, text;
        TextAccount account;
    };
    Result<std::optional<Try>> begin(const jobs::Running& job, MessageId id) const;
    TextSaid<std::string> hand_over(const jobs::Running& job, const Try& attempt) const;
    Result<void> end(const jobs::Running& job, const Try& attempt, const TextTrouble& trouble) const;

    std::shared_ptr<const TextWay> way_;
};

class TextAsking {
public:
    explicit TextAsking(std::shared_ptr<const TextWay> way) : way_(std::move(way)) {}
    /// Asks once what became of the message; asks again later while it is on its way, for three days.
    Result<void> operator()(const jobs::Running& job) const;

private:
    std::shared_ptr<const TextWay> way_;
};

/// When a text may leave that is due now: now, or at the end of the quiet hours.
Instant after_quiet_hours(const TextAccount& account, const places::Zone& zone, Instant now);

/// One line and a link: what a text message says of a letter. At most 612 characters (four parts of a text).
std::string text_of(const Template& wording, const Values& values);

}  // namespace notifications
