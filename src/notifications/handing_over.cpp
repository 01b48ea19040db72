#include "notifications/handing_over.h"

#include "jobs/jobs.h"
#include "notifications/letter_store.h"
#include "notifications/post.h"
#include "notifications/text_store.h"

namespace notifications {

Result<void> bring_back(db::Tx& tx, const Message& message, std::string_view reason, std::int64_t code) {
    letter_store::take_back(tx, message.id);
    return message_store::settle(tx, message, State::failed, reason, code);
}

Result<void> HandingOver::operator()(const jobs::Running& job) const {
    const auto id = parse_id<MessageId>(job.key());
    if (!id) return refuse(Kind::invalid, "notifications.no_such_message", job.key());
    const auto attempt = TRY(begin(job, *id));
    if (!attempt) return {};
    const auto handed = hand_over(job, *attempt);
    if (!handed) return end(job, *attempt, handed.error());
    return keep(job, *id, *handed);
}

bool HandingOver::is_last(const jobs::Running& job) const { return job.attempt() >= way_->settings.most_attempts; }

Result<void> HandingOver::keep(const jobs::Running& job, MessageId id, const std::string& provider_id) const {
    return job.finish([&](db::Tx& tx) -> Result<void> {
        text_store::keep_handed_over(tx, id, provider_id);
        jobs::schedule(tx, {.kind = std::string(ask_text_kind), .key = base::to_string(id), .due = tx.now() + std::chrono::minutes(1)});
        return {};
    });
}

Result<std::optional<HandingOver::Try>> HandingOver::begin(const jobs::Running& job, MessageId id) const {
    return job.database().write(job.context(), [&](db::Tx& tx) -> Result<std::optional<Try>> {
        const auto message = find(tx, id);
        const bool is_due = message && message->state == State::sending && letter_state(tx, id) == LetterState::handed_over && !text_store::find(tx, id);
        if (!is_due) return std::nullopt;
        auto pdf = letter_store::pdf_of(tx, id);
        if (pdf.empty() || !has_text_account(tx)) {
            TRY(bring_back(tx, *message, pdf.empty() ? "erased" : "no_account", 0));
            return std::nullopt;
        }
        if (way_->settings.training) {
            letter_store::take_back(tx, id);
            TRY(message_store::settle(tx, *message, State::suppressed, "training", 0));
            return std::nullopt;
        }
        auto account = open_text_account(tx, way_->vault_of);
        if (!account && is_last(job)) {
            TRY(bring_back(tx, *message, "no_account", 0));
            return std::nullopt;
        }
        if (!account) return refuse(Kind::unavailable, "notifications.text_later", account.error().log);
        return Try{*message, std::move(pdf), "letter-" + base::to_string(id) + '-' + std::to_string(message->attempts), *std::move(account)};
    });
}

TextSaid<std::string> HandingOver::hand_over(const jobs::Running& job, const Try& attempt) const {
    const auto now = job.context().now;
    if (job.attempt() > 1) {
        const auto known = way_->notify.find(attempt.account, attempt.reference, now, "letter");
        if (!known) return std::unexpected(known.error());
        if (*known) return **known;
    }
    return way_->notify.send_letter(attempt.account, attempt.pdf, attempt.reference, now);
}

Result<void> HandingOver::end(const jobs::Running& job, const Try& attempt, const TextTrouble& trouble) const {
    const bool is_refused = trouble.sort == TextTrouble::Sort::refused;
    if (is_refused) return job.finish([&](db::Tx& tx) { return bring_back(tx, attempt.message, "letter_refused", trouble.status); });
    if (is_last(job)) {
        const auto known = way_->notify.find(attempt.account, attempt.reference, job.context().now, "letter");
        if (known && *known) return keep(job, attempt.message.id, **known);  // it came, though no answer did
        return job.finish([&](db::Tx& tx) { return bring_back(tx, attempt.message, known ? "gave_up" : "letter_unknown", trouble.status); });
    }
    return refuse(Kind::unavailable, "notifications.text_later", "status " + std::to_string(trouble.status));
}

}  // namespace notifications
