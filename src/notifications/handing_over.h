#pragma once
// Inside notifications only: the job that hands one printed letter over to GOV.UK Notify, whose print house posts it.

#include "notifications/texting.h"

namespace notifications {

class HandingOver {
public:
    explicit HandingOver(std::shared_ptr<const TextWay> way) : way_(std::move(way)) {}

    /// One try of the letter whose message the job's key names. Before a second try Notify is asked whether the first arrived; what became of it is
    /// asked later, as of a text (`TextAsking`).
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Try {
        Message message;
        std::string pdf, reference;
        TextAccount account;
    };
    Result<std::optional<Try>> begin(const jobs::Running& job, MessageId id) const;
    TextSaid<std::string> hand_over(const jobs::Running& job, const Try& attempt) const;
    Result<void> end(const jobs::Running& job, const Try& attempt, const TextTrouble& trouble) const;
    /// Notify has it, by this id of its own.
    Result<void> keep(const jobs::Running& job, MessageId id, const std::string& provider_id) const;
    bool is_last(const jobs::Running& job) const;

    std::shared_ptr<const TextWay> way_;
};

/// A letter that Notify does not take, or could not print: it counts as come back, and its message has failed.
Result<void> bring_back(db::Tx&, const Message&, std::string_view reason, std::int64_t code);

}  // namespace notifications
