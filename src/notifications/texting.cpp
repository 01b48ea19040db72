#include "notifications/texting.h"

#include "base/log.h"
#include "base/text.h"
#include "jobs/jobs.h"
#include "notifications/handing_over.h"
#include "notifications/letter.h"
#include "notifications/sending.h"
#include "notifications/text_store.h"
#include "places/places.h"

namespace notifications {
namespace {

constexpr std::size_t most_characters = 612;  // four parts of 153, as networks carry them
constexpr auto asked_for = std::chrono::hours(73);  // temporary failures are said after 72 hours at the latest

std::optional<MessageId> message_of(const jobs::Running& job) { return parse_id<MessageId>(job.key()); }

/// Half a minute at first, then less often.
Duration pause_after(std::int64_t asked) {
    if (asked < 10) return std::chrono::seconds(30);
    return asked < 30 ? std::chrono::minutes(5) : std::chrono::minutes(30);
}

void ask_again(db::Tx& tx, MessageId id, Duration later) { jobs::schedule(tx, {.kind = std::string(ask_text_kind), .key = base::to_string(id), .due = tx.now() + later}); }

}  // namespace

Instant after_quiet_hours(const TextAccount& account, const places::Zone& zone, Instant now) {
    if (account.quiet_from == account.quiet_until) return now;
    const auto today = zone.day(now);
    for (int day = -1; day <= 1; ++day) {
        const auto begins = zone.instant(today + std::chrono::days(day), std::chrono::hours(account.quiet_from));
        const auto ends = zone.instant(today + std::chrono::days(day + (account.quiet_until <= account.quiet_from ? 1 : 0)), std::chrono::hours(account.quiet_until));
        if (begins <= now && now < ends) return ends;
    }
    return now;
}

std::string text_of(const Template& wording, const Values& values) {
    const auto subject = write_letter(wording, values, "").subject;
    const auto track = values.find("track");
    const auto link = track == values.end() ? std::string() : "\n" + track->second;
    return std::string(base::first_characters(subject, most_characters - base::count_characters(link))) + link;
}

Result<void> Texting::operator()(const jobs::Running& job) const {
    const auto id = message_of(job);
    if (!id) return refuse(Kind::invalid, "notifications.no_such_message", job.key());
    const auto attempt = TRY(begin(job, *id));
    if (!attempt) return {};
    const auto handed = hand_over(job, *attempt);
    if (!handed) return end(job, *attempt, handed.error());
    return job.finish([&](db::Tx& tx) -> Result<void> {
        text_store::keep_handed_over(tx, *id, *handed);
        ask_again(tx, *id, pause_after(0));
        return {};
    });
}

Result<std::optional<Texting::Try>> Texting::begin(const jobs::Running& job, MessageId id) const {
    const auto token = way_->random->token(8);
    return job.database().write(job.context(), [&](db::Tx& tx) -> Result<std::optional<Try>> {
        auto draft = message_store::find_draft(tx, id);
        if (!draft || (draft->message.state != State::queued && draft->message.state != State::sending) || text_store::find(tx, id)) return std::nullopt;
        auto& message = draft->message;
        const auto wording = find_template(tx, message.wording, message.language, message.version);
        const bool has_had_share = !draft->had_its_share_counted && message_store::count_share(tx, draft->address, tx.now() - std::chrono::hours(1)) >= way_->settings.most_per_hour;
        const auto* reason = !wording ? "no_wording" : !has_text_account(tx) ? "no_account" : way_->settings.training ? "training" : has_had_share ? "share" : "";
        if (*reason != 0) {
            const bool held_back = std::string_view(reason) == "training" || std::string_view(reason) == "share";
            TRY(message_store::settle(tx, message, held_back ? State::suppressed : State::failed, reason, 0));
            return std::nullopt;
        }
        auto account = TRY(open_text_account(tx, way_->vault_of));
        if (const auto due = after_quiet_hours(account, places::calendar_of(tx).zone(), tx.now()); due > tx.now()) {
            jobs::schedule(tx, {.kind = std::string(text_kind), .key = base::to_string(id), .due = due});
            return std::nullopt;
        }
        message.version = wording->version;
        if (message.message_id.empty()) message.message_id = base::to_string(id) + '-' + token;
        TRY(message_store::start_try(tx, message));
        return Try{message, draft->address, text_of(*wording, with_site(draft->values, way_->settings)), std::move(account)};
    });
}

TextSaid<std::string> Texting::hand_over(const jobs::Running& job, const Try& attempt) const {
    const auto now = job.context().now;
    if (attempt.message.attempts > 1) {
        const auto known = way_->notify.find(attempt.account, attempt.message.message_id, now);
        if (!known) return std::unexpected(known.error());
        if (*known) return **known;
    }
    return way_->notify.send(attempt.account, attempt.phone, attempt.text, attempt.message.message_id, now);
}

Result<void> Texting::end(const jobs::Running& job, const Try& attempt, const TextTrouble& trouble) const {
    const bool is_last = job.attempt() >= way_->settings.most_attempts;
    if (trouble.sort == TextTrouble::Sort::refused || is_last) {
        const auto* reason = trouble.sort == TextTrouble::Sort::refused ? "refused" : "gave_up";
        return job.finish([&](db::Tx& tx) { return message_store::settle(tx, attempt.message, State::failed, reason, trouble.status); });
    }
    const auto kept = job.database().write(job.context(), [&](db::Tx& tx) { return message_store::note_answer(tx, attempt.message, trouble.status); });
    if (!kept) base::log::warning("the answer to a text message could not be kept", {{"problem", kept.error().log}});
    return refuse(Kind::unavailable, "notifications.text_later", "status " + std::to_string(trouble.status));
}

Result<void> TextAsking::operator()(const jobs::Running& job) const {
    const auto id = message_of(job);
    if (!id) return refuse(Kind::invalid, "notifications.no_such_message", job.key());
    std::optional<text_store::HandedOver> handed;
    auto account = job.database().read(job.context(), [&](db::Tx& tx) -> Result<TextAccount> {
        handed = text_store::find(tx, *id);
        return open_text_account(tx, way_->vault_of);
    });
    if (!account || !handed) return {};
    const auto state = way_->notify.state(*account, handed->provider_id, job.context().now);
    return job.finish([&](db::Tx& tx) -> Result<void> {
        const auto message = find(tx, *id);
        if (!message || message->state != State::sending) return {};
        const bool is_unknown = !state && state.error().sort == TextTrouble::Sort::unknown;
        const bool is_late = tx.now() - handed->at > asked_for;
        if (state && *state == TextState::delivered) return message_store::settle(tx, *message, State::sent, "", 200);
        if (message->channel == Channel::post && state && *state != TextState::on_its_way) return bring_back(tx, *message, "letter_refused", 0);
        if (message->channel == Channel::post && (is_unknown || is_late)) return bring_back(tx, *message, "letter_unknown", 0);
        if (state && *state == TextState::permanent_failure) return message_store::settle(tx, *message, State::failed, "no_number", 0);
        if (state && *state != TextState::on_its_way) return message_store::settle(tx, *message, State::failed, *state == TextState::temporary_failure ? "not_reached" : "gave_up", 0);
        if (is_unknown || is_late) return message_store::settle(tx, *message, State::failed, "not_reached", 0);
        text_store::count_asking(tx, *id);
        ask_again(tx, *id, pause_after(handed->asked + 1));
        return {};
    });
}

}  // namespace notifications
