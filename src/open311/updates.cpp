// mySociety's extension: what happened to requests, and what residents say more about theirs.

#include "base/text.h"
#include "base/words.h"
#include "open311/answer.h"
#include "open311/asked.h"
#include "open311/handlers.h"
#include "open311/request_record.h"
#include "open311/wanted.h"

#include <algorithm>

namespace open311 {
namespace {

using access::Permission;

/// Everything that happened within the span on these requests.
Result<std::vector<georeport::Update>> updates_within(db::Tx& tx, std::span<const cases::Line> lines, const Eyes& eyes, bool by_id,
                                                      const std::optional<Span>& span) {
    Definitions definitions;
    std::vector<georeport::Update> all;
    for (const auto& line : lines) {
        const auto service = TRY(definitions.find(tx, line.request));
        const auto sight = eyes.at(line, *service, by_id);
        if (sight == Sight::none) continue;
        for (auto& update : updates_of(tx, line, *service, sight))
            if (!span || (*update.at >= span->from && *update.at < span->before)) all.push_back(std::move(update));
    }
    std::ranges::stable_sort(all, {}, &georeport::Update::at);
    return all;
}

struct Sent {
    std::string id;      // the sender's, under which it is taken once
    std::string reference, status, text;
    std::vector<std::string> checks;  // contact details that may show whose it is
};

Result<Sent> read_sent(const web::Request& request) {
    Asked asked(request);
    Sent sent;
    sent.id = asked.text("update_id");
    sent.reference = asked.text("service_request_id");
    if (sent.reference.empty()) asked.wrong("service_request_id", "open311.missing");
    sent.status = base::lower_ascii(asked.text("status"));
    sent.text = asked.text("description");
    (void)asked.time("updated_datetime");
    for (const auto* detail : {"email", "phone"})
        if (const auto given = asked.text(detail); !given.empty()) sent.checks.emplace_back(given);
    if (const auto url = asked.text("media_url"); !url.empty())
        sent.text += (sent.text.empty() ? "" : "\n") + say("open311.media_at", {{"url", url}});
    TRY(asked.no_problems());
    return sent;
}

/// By the sender's own id where it has one: sent again, it is taken once.
Result<db::Operation> operation_of(const web::Request& request, const web::Context& context, const Sent& sent) {
    if (sent.id.empty() || request.headers.has("Idempotency-Key")) return web::operation_of(request, context);
    const auto once = base::to_hex(base::sha256("update\n" + context.actor.reference + '\n' + sent.reference + '\n' + sent.id));
    return db::Operation{once.substr(0, 32), base::to_hex(base::sha256(sent.status + '\n' + sent.text))};
}

/// What a resident can mean by an update: it is put right or no longer wanted, it is not put right, or a word more.
Result<void> say_as_resident(db::Tx& tx, const cases::Request& request, const Sent& sent) {
    const auto c = TRY(cases::case_of(tx, request));
    const bool closed = cases::state_of(request, c) == cases::State::closed;
    const bool closes = sent.status.starts_with("closed") || sent.status.starts_with("fixed");
    if (closes && !closed) {
        TRY(cases::withdraw(tx, request.reference, sent.text));
        return {};
    }
    if (closed && sent.status == "open") {
        TRY(cases::object(tx, request.reference, sent.text));
        return {};
    }
    if (closes) TRY(cases::confirm_fixed(tx, request.reference));
    if (closes && sent.text.empty()) return {};
    return cases::add_word(tx, request.reference, sent.text);
}

/// Whose words they are, and what the transaction is told of it.
struct Speaker {
    cases::Request request;
    cases::Case the_case;
    bool resident = false;
};

/// The request, if the sender may say something about it: by a contact detail of whoever made it, or by what the key may
/// do. Otherwise it is not there.
Result<Speaker> find_speaker(db::Tx& tx, const access::Actor& who, const Sent& sent) {
    const auto reference = Reference::parse(sent.reference);
    auto found = reference ? cases::find_request(tx, *reference) : refuse(Kind::not_found, "open311.no_request");
    const auto person = found ? found->person : people::PersonId{};
    bool theirs = false;
    for (const auto& check : sent.checks) theirs = people::answers_contact_check(tx, person, check) || theirs;
    if (!found) return refuse(Kind::not_found, "open311.no_request");
    const auto c = TRY(cases::case_of(tx, *found));
    if (theirs) return Speaker{*std::move(found), c, true};
    if (access::scope_of(who, Permission::read_case).allows(c.owned())) return Speaker{*std::move(found), c, false};
    return refuse(Kind::not_found, "open311.no_request");
}

bool reads_it(db::Tx& tx, const access::Actor& who, std::string_view typed) {
    const auto reference = Reference::parse(typed);
    if (!reference || !who.may(Permission::read_case)) return false;
    const auto found = cases::find_request(tx, *reference);
    if (!found) return false;
    const auto c = cases::case_of(tx, *found);
    return c && access::scope_of(who, Permission::read_case).allows(c->owned());
}

/// A contact detail beside a reference is tried no oftener here than elsewhere, but by who may read the case anyway.
Result<void> require_a_try(const website::Site& site, const web::Request& request, const web::Context& context, const Sent& sent) {
    const auto& who = actor_of(context);
    if (sent.checks.empty() && !who.is_known()) return refuse(Kind::not_allowed, "open311.whose_update");
    const auto reference = Reference::parse(sent.reference);
    if (sent.checks.empty() || !reference) return {};
    const auto reads = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<bool> { return reads_it(tx, who, sent.reference); }));
    if (reads || site.may_guess(request, context, *reference)) return {};
    return std::unexpected(Refusal{Kind::unavailable, "web.too_many", {{"retry_after", "60"}}});
}

Refusal by_field(Refusal refusal) {
    for (auto& problem : refusal.fields)
        if (problem.field == "text") problem.field = "description";
    return refusal;
}

}  // namespace

Result<web::Response> list_updates(web::Request& request, web::Context& context) {
    Asked asked(request);
    const auto ids = asked.list("service_request_id");
    const auto dated = !asked.text("start_date").empty() || !asked.text("end_date").empty();
    const auto span = ids.empty() || dated ? std::optional(span_of(asked, context.now)) : std::nullopt;
    auto wanted = TRY(requests_wanted(asked, context.now, most_requests));
    if (!wanted.by_id) {
        wanted.requests.received_from = wanted.requests.received_before = {};
        wanted.requests.changed_from = span->from;
    }
    const auto updates = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<georeport::Update>> {
        const auto eyes = Eyes::of(tx, actor_of(context));
        return updates_within(tx, lines_of(tx, wanted, eyes), eyes, wanted.by_id, span);
    }));
    return answer(request, updates);
}

Result<web::Response> post_update(const website::Site& site, web::Request& request, web::Context& context) {
    const auto sent = TRY(read_sent(request));
    TRY(require_a_try(site, request, context, sent));
    const auto operation = TRY(operation_of(request, context, sent));
    const auto& who = actor_of(context);
    const auto speaker = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return find_speaker(tx, who, sent); }));
    auto whose = context.for_db();
    if (speaker.resident) whose.actor = access::Actor::resident(speaker.request.person.value).journal_name();
    auto kept = context.tenant.db.write_once(whose, operation, [&](db::Tx& tx) -> Result<std::string> {
        if (!speaker.resident) {
            TRY(access::confirm(tx, who));
            TRY(cases::add_note(tx, who, speaker.the_case.id, sent.text));
            return speaker.request.reference.text() + "-note-" + std::to_string(cases::notes_of(tx, speaker.the_case.id).size());
        }
        TRY(say_as_resident(tx, speaker.request, sent));
        return id_of_last_update(tx, speaker.request);
    });
    if (!kept) return std::unexpected(by_field(std::move(kept).error()));
    return answer(request, std::vector<georeport::UpdateReceipt>{{kept->text}});
}

}  // namespace open311
