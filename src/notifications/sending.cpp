#include "notifications/sending.h"

#include "base/log.h"
#include "base/metrics.h"
#include "base/text.h"
#include "notifications/letter.h"

#include <algorithm>

namespace notifications {

Values with_site(Values values, const Settings& settings) {
    values["council"] = settings.tenant_name;
    if (const auto path = values.find("path"); path != values.end()) values["track"] = settings.base_url + path->second;
    if (const auto path = values.find("unsubscribe_path"); path != values.end()) values["unsubscribe"] = settings.base_url + path->second;
    return values;
}

namespace {

constexpr const char* settled_total = "guildhall_notifications_settled_total";
base::metrics::Counter sent(settled_total, "Messages settled", R"(state="sent")");
base::metrics::Counter failed(settled_total, "Messages settled", R"(state="failed")");
base::metrics::Counter suppressed(settled_total, "Messages settled", R"(state="suppressed")");
base::metrics::Counter put_off_total("guildhall_notifications_put_off_total", "Tries that failed and are made again");

/// Counted after the commit: a transaction may run more than once.
void count(State state) {
    if (state == State::sent) sent.add();
    if (state == State::failed) failed.add();
    if (state == State::suppressed) suppressed.add();
}

}  // namespace

std::int64_t code_in(std::string_view reply) {
    if (const auto colon = reply.find(": "); reply.starts_with("smtp ") && colon != reply.npos)
        reply.remove_prefix(colon + 2);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (reply.size() < 3 || !std::ranges::all_of(reply.substr(0, 3), is_digit)) return 0;
    if (reply.size() > 3 && reply[3] != ' ' && reply[3] != '-') return 0;
    return (reply[0] - '0') * 100 + (reply[1] - '0') * 10 + (reply[2] - '0');
}

Result<void> Sending::operator()(const jobs::Running& job) const {
    const auto id = parse_id<MessageId>(job.key());
    if (!id) return refuse(Kind::invalid, "notifications.no_such_message", job.key());
    const auto attempt = TRY(begin(job, *id));
    if (!attempt) return {};
    const auto handed = hand_over(*attempt);
    if (!handed && handed.error().kind != Kind::invalid)
        return std::unexpected(put_off(job, *attempt, handed.error()));
    const auto code = code_in(handed ? handed->reply : handed.error().log);
    const auto state = handed ? State::sent : State::failed;
    // The letter has left: an end that broke on other writers would send it again.
    TRY(job.finish(
        [&](db::Tx& tx) { return message_store::settle(tx, attempt->message, state, handed ? "" : "refused", code); },
        db::Isolation::read_committed));
    count(state);
    return {};
}

/// A failed message is tried again only where its dead letter was put back on the list by a person.
bool Sending::is_due(const Message& message, const jobs::Running& job) const {
    if (message.state == State::failed) return message.reason == "gave_up" && job.attempt() == 1;
    return message.state == State::queued || message.state == State::sending;
}

bool Sending::has_had_its_share(db::Tx& tx, const Draft& draft) const {
    if (draft.had_its_share_counted) return false;
    return message_store::count_share(tx, draft.address, tx.now() - std::chrono::hours{1}) >= settings_.most_per_hour;
}

Result<std::optional<Sending::Try>> Sending::begin(const jobs::Running& job, MessageId id) const {
    const auto token = random_->token(8);
    std::optional<State> settled_as;
    const auto begun = job.database().write(job.context(), [&](db::Tx& tx) -> Result<std::optional<Try>> {
        settled_as.reset();
        auto draft = message_store::find_draft(tx, id);
        if (!draft || !is_due(draft->message, job)) return std::nullopt;
        auto& message = draft->message;
        const auto to = mail::Address::parse(draft->address);
        auto wording = find_template(tx, message.wording, message.language, message.version);
        if (!to || !wording || settings_.training || has_had_its_share(tx, *draft)) {
            settled_as = to && wording ? State::suppressed : State::failed;
            const auto* reason = !to ? "address" : !wording ? "no_wording" : settings_.training ? "training" : "share";
            TRY(message_store::settle(tx, message, *settled_as, reason, 0));
            return std::nullopt;
        }
        // Kept before the first try, so that every later one sends the same bytes.
        message.version = wording->version;
        if (message.message_id.empty())
            message.message_id =
                mail::make_message_id(base::to_string(message.id) + '.' + token, settings_.mail_domain);
        TRY(message_store::start_try(tx, message));
        return Try{message, *to, std::move(draft->values), std::move(*wording)};
    });
    if (begun && settled_as) count(*settled_as);
    return begun;
}

Result<mail::Receipt> Sending::hand_over(const Try& attempt) const {
    try {
        const auto& message = attempt.message;
        const auto values = with_site(attempt.values, settings_);
        const auto unsubscribe = values.find("unsubscribe");
        auto letter = write_letter(attempt.wording, values, settings_.tenant_name);
        const auto bytes = mail::compose({.from = settings_.from,
                                          .to = {attempt.to},
                                          .subject = std::move(letter.subject),
                                          .text = std::move(letter.text),
                                          .html = std::move(letter.html),
                                          .message_id = message.message_id,
                                          .date = message.queued,
                                          .auto_submitted = mail::AutoSubmitted::generated,
                                          .unsubscribe = unsubscribe == values.end() ? std::string() : unsubscribe->second,
                                          .language = attempt.wording.language});
        return transport_->send({settings_.from.address, attempt.to, message.message_id, message.queued}, bytes);
    } catch (const std::exception& problem) {
        return refuse(Kind::unavailable, "notifications.broken", problem.what());
    }
}

/// Keeps the answer; after the last try the message has failed. The job itself is put off, or buried, by `jobs`.
Refusal Sending::put_off(const jobs::Running& job, const Try& attempt, Refusal refusal) const {
    const auto code = code_in(refusal.log);
    const bool is_last = job.attempt() >= settings_.most_attempts;
    const auto kept = job.database().write(job.context(), [&](db::Tx& tx) {
        return is_last ? message_store::settle(tx, attempt.message, State::failed, "gave_up", code)
                       : message_store::note_answer(tx, attempt.message, code);
    });
    if (!kept) base::log::warning("the answer to a message could not be kept", {{"problem", kept.error().log}});
    if (kept && is_last) count(State::failed);
    if (!is_last) put_off_total.add();
    return refusal;
}

}  // namespace notifications
