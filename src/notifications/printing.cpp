#include "notifications/printing.h"

#include "base/log.h"
#include "notifications/letter_store.h"
#include "notifications/sending.h"
#include "places/places.h"

namespace notifications {

Result<void> Printing::operator()(const jobs::Running& job) const {
    const auto id = parse_id<MessageId>(job.key());
    if (!id) return refuse(Kind::invalid, "notifications.no_such_message", job.key());
    const auto attempt = TRY(begin(job, *id));
    if (!attempt) return {};
    const auto pdf = lay_out(*attempt);
    if (!pdf) return std::unexpected(put_off(job, *attempt, pdf.error()));
    return job.finish([&](db::Tx& tx) -> Result<void> {
        const auto now = find(tx, *id);
        if (!now || now->state != State::sending) return {};  // erased meanwhile
        if (!letter_state(tx, *id)) letter_store::add(tx, *id, attempt->sheet, *pdf);
        return {};
    });
}

Result<std::optional<Printing::Try>> Printing::begin(const jobs::Running& job, MessageId id) const {
    return job.database().write(job.context(), [&](db::Tx& tx) -> Result<std::optional<Try>> {
        auto draft = message_store::find_draft(tx, id);
        const bool is_due = draft && (draft->message.state == State::queued || draft->message.state == State::sending) && !letter_state(tx, id);
        if (!is_due) return std::nullopt;
        auto& message = draft->message;
        auto wording = find_template(tx, message.wording, message.language, message.version);
        const bool has_address = draft->address.find('\n') != std::string::npos;
        if (!has_address || !wording || settings_.training) {
            const auto* reason = !has_address ? "address" : !wording ? "no_wording" : "training";
            TRY(message_store::settle(tx, message, has_address && wording ? State::suppressed : State::failed, reason, 0));
            return std::nullopt;
        }
        message.version = wording->version;
        TRY(message_store::start_try(tx, message));
        Sheet sheet{.number = base::to_string(id),
                    .address = draft->address,
                    .day = places::shown_day(places::calendar_of(tx).zone(), tx.now(), wording->language),
                    .language = wording->language,
                    .large_print = draft->large_print};
        return Try{message, std::move(sheet), std::move(draft->values), std::move(*wording)};
    });
}

Result<std::string> Printing::lay_out(const Try& attempt) const {
    const auto written = write_on_paper(attempt.wording, with_site(attempt.values, settings_));
    auto head = settings_.letter_head ? settings_.letter_head() : LetterHead{};
    head.council = settings_.tenant_name;
    return press_->print(on_paper(head, attempt.sheet, written));
}

Refusal Printing::put_off(const jobs::Running& job, const Try& attempt, Refusal refusal) const {
    refusal.kind = Kind::unavailable;
    if (job.attempt() < settings_.most_attempts) return refusal;
    const auto kept = job.database().write(job.context(), [&](db::Tx& tx) { return message_store::settle(tx, attempt.message, State::failed, "not_printed", 0); });
    if (!kept) base::log::warning("that a letter could not be laid out could not be kept", {{"problem", kept.error().log}});
    return refusal;
}

}  // namespace notifications
