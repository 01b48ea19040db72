// The screen of one call: read, and each thing that is done on it.

#include "base/text.h"
#include "cases/events.h"
#include "contact/offered.h"
#include "desk/call_page.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/notice_view.h"
#include "website/bin_days.h"
#include "website/report_form.h"
#include "website/report_steps.h"
#include "website/saved_form.h"
#include "website/shown_price.h"

#include <algorithm>
#include <set>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr int most_candidates = 6, most_told = 5, most_articles = 4;

Result<contact::InteractionId> call_of(const web::Request& request) {
    const auto id = parse_id<contact::InteractionId>(request.param("call"));
    if (!id) return refuse(Kind::not_found, "contact.no_such_interaction");
    return *id;
}

std::string plain_code(std::string_view text) {
    const bool plain = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos && text.size() <= 60;
    return plain ? std::string(text) : std::string();
}

std::map<places::LocationId, places::Location> places_of(db::Tx& tx, std::span<const cases::Line> lines) {
    std::vector<places::LocationId> ids;
    for (const auto& line : lines) ids.push_back(line.request.location);
    return ids.empty() ? std::map<places::LocationId, places::Location>{} : places::find_many(tx, ids);
}

std::string text_in(const std::map<places::LocationId, places::Location>& places, places::LocationId id) {
    const auto found = places.find(id);
    return found == places.end() ? std::string() : found->second.text;
}

bool same_details(const people::Contact& a, const people::Contact& b) {
    return a.name == b.name && a.email == b.email && a.phone == b.phone;
}

/// Who may be calling: by what people told us of themselves, and by the words of their cases (a place, a reference).
Result<std::vector<Candidate>> find_candidates(db::Tx& tx, const access::Actor& who, const std::string& words) {
    if (!who.may(access::Permission::read_person)) return {};
    const auto lines = cases::search(tx, who, words, 2 * most_candidates).value_or(std::vector<cases::Line>{});
    const auto places = places_of(tx, lines);
    std::vector<Candidate> all;
    for (const auto& line : lines)
        if (line.request.person) all.push_back({line.request.person, {}, text_in(places, line.request.location)});
    if (may_read_everybody(who))
        for (const auto person : people::search(tx, words, 2 * most_candidates).value_or(std::vector<people::PersonId>{}))
            if (std::ranges::find(all, person, &Candidate::id) == all.end()) all.push_back({person, {}, {}});
    std::vector<people::PersonId> ids;
    for (const auto& candidate : all) ids.push_back(candidate.id);
    const auto details = ids.empty() ? std::map<people::PersonId, people::Contact>{} : people::find_many(tx, ids);
    std::vector<Candidate> candidates;
    for (auto& candidate : all) {
        const auto found = details.find(candidate.id);
        if (found == details.end() || candidates.size() == most_candidates) continue;
        candidate.details = found->second;
        const bool known = std::ranges::any_of(candidates, [&](const Candidate& c) { return same_details(c.details, candidate.details); });
        if (!known) candidates.push_back(std::move(candidate));
    }
    cases::note_search(tx, words, candidates.size());
    return candidates;
}

Result<std::vector<Told>> told_before(db::Tx& tx, const access::Actor& who, const people::Contact& person) {
    const auto lines = cases::of_contact(tx, who, person, most_told);
    const auto places = places_of(tx, lines);
    std::vector<Told> told;
    for (const auto& line : lines) {
        const auto service = TRY(catalogue::find_version(tx, line.the_case.service, line.the_case.service_version));
        const auto place = places.find(line.request.location);
        told.push_back({line, service, text_in(places, line.request.location), place == places.end() ? std::string() : place->second.uprn});
    }
    return told;
}

Result<std::vector<Logged>> logged_in(db::Tx& tx, const access::Actor& who, contact::InteractionId call) {
    std::vector<Logged> logged;
    for (const auto& link : contact::requests_of(tx, call)) {
        const auto the_case = cases::find_case(tx, who, link.case_id);
        if (!the_case) continue;
        const auto service = TRY(catalogue::find_version(tx, the_case->service, the_case->service_version));
        for (const auto& request : cases::requests_of(tx, link.case_id))
            if (request.id == link.request)
                logged.push_back({link.case_id, service->name, request.reference.spoken(), service->promise, cases::passed_of(tx, link.case_id), fees::paying_of(tx, request.id),
                                  "/requests/" + request.reference.text()});
    }
    return logged;
}

/// For a service about emptied bins: what the agent can say before asking. The address is the one typed, or the caller's newest.
void read_bins(db::Tx& tx, const web::Request& request, const web::Context& context, CallShown& shown) {
    if (shown.service->rounds.empty()) return;
    auto uprn = std::string(request.form.has("uprn") ? request.form.text("uprn") : request.query.text("uprn"));
    if (uprn.empty() && !shown.told_before.empty()) uprn = shown.told_before.front().uprn;
    if (!uprn.empty()) shown.bins = rounds::at_address(tx, uprn);
    shown.late = website::late_list(tx, context);
}

/// Reads everything the screen shows; that a person's record or a search was read is noted in the journal.
Result<CallShown> read_call(db::Tx& tx, const web::Request& request, const web::Context& context, contact::InteractionId id) {
    const auto& who = actor_of(context);
    const auto typed = [&](const char* name) { return base::tidy_line(base::first_characters(request.query.text(name), 200)); };
    const auto call = TRY(contact::find(tx, who, id));
    CallShown shown{.call = call, .person = {}, .find = typed("find"), .said = typed("said"), .came_back = request.query.has("back")};
    auto logged = TRY(logged_in(tx, who, id));
    shown.logged = std::move(logged);
    if (call.person && who.may(access::Permission::read_person)) {
        const auto person = TRY(people::find(tx, call.person));
        shown.person = person;
        shown.plan = plan_shown(tx, who, person);
        people::note_read(tx, call.person);
        auto told = TRY(told_before(tx, who, person));
        shown.told_before = std::move(told);
    } else if (!shown.find.empty()) {
        auto found = TRY(find_candidates(tx, who, shown.find));
        shown.found = std::move(found);
    }
    if (call.ended_at) return shown;
    auto code = plain_code(request.params.has("service") ? request.param("service") : request.query.text("service"));
    if (!code.empty()) {
        const auto service = TRY(contact::service_for(tx, who, code, website::place_sent(request)));
        shown.service = service;
        shown.notices = website::notices_beside(tx, code);
        TRY(contact::consult(tx, who, id, contact::Consulted::service, code));
        read_bins(tx, request, context, shown);
        shown.articles = knowledge::articles_of_service(tx, knowledge::audience_of(who), code);
        for (const auto& article : shown.articles) TRY(contact::consult(tx, who, id, contact::Consulted::article, article.slug));
    } else if (const auto slug = plain_code(request.query.text("article")); !slug.empty()) {
        auto article = TRY(knowledge::find_article(tx, knowledge::audience_of(who), slug));
        shown.article = std::move(article);
        TRY(contact::consult(tx, who, id, contact::Consulted::article, slug));
    } else {
        shown.notices = notices::showing(tx);
        auto services = TRY(services_meant(tx, shown.said));
        shown.services = std::move(services);
        if (shown.said.empty()) return shown;
        auto articles = TRY(knowledge::search_articles(tx, knowledge::audience_of(who), shown.said, most_articles));
        shown.articles = std::move(articles);
    }
    return shown;
}

web::Response call_page(const Site& site, const web::Request& request, const web::Context& context, const CallShown& shown, int status) {
    const auto channel = context.say("contact.channel." + shown.call.channel);
    html::Page page{.title = shown.call.ended_at ? context.say("desk.call_over_title") : channel, .has_errors = !shown.problems.empty()};
    auto& out = page.main;
    out.reserve(24 * 1024);
    out << html::problem_summary(shown.problems, context.language);
    out << "<div class=\"gh-call__head\">"_html << heading(shown.call.ended_at ? context.say("desk.call_over_title") : channel)
        << "<p class=\"govuk-body gh-quiet\">"_html
        << context.say("desk.call_began", {{"time", website::shown_time(context, shown.call.started_at)}}) << "</p></div>"_html;
    if (shown.call.ended_at) {
        put_finished(out, context, shown);
        return site.staff_page(request, context, std::move(page), status);
    }
    static constexpr const char* keys[] = {"down", "up", "enter", "digits", "shift", "finish", "search", "help"};
    put_help(out, context, "call", keys);
    out << "<div class=\"gh-call\" id=\"call\" data-module=\"gh-call\""_html;
    out.attribute("data-lost", context.say("desk.call_lost")) << ">"_html;
    put_caller(out, request, context, shown);
    put_errand(out, request, context, shown);
    put_beside(out, request, context, shown);
    out << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// The screen again, with what was wrong and every word that was typed.
Result<web::Response> show_again(const Site& site, web::Request& request, web::Context& context, contact::InteractionId id,
                                 const Refusal& refusal, std::string form) {
    if (refusal.kind == Kind::conflict) {  // wrapped up in another tab: the finished call says so
        const auto now = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_call(tx, request, context, id); }));
        if (now.call.ended_at) return call_page(site, request, context, now, 409);
    }
    if (refusal.kind != Kind::invalid || refusal.fields.empty()) return std::unexpected(refusal);
    auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_call(tx, request, context, id); }));
    shown.problems = refusal.fields;
    shown.problem_form = std::move(form);
    return call_page(site, request, context, shown, 422);
}

/// What was asked, with what is known of the caller where the form did not ask again.
contact::Sent sent_for(const web::Request& request, const catalogue::Definition& service, const people::Contact& person, contact::InteractionId call) {
    auto sent = website::sent_with(request, service);
    sent.interaction = call;
    sent.answer = [typed = std::move(sent.answer), &person](std::string_view code) -> std::optional<std::string_view> {
        const auto value = typed(code);
        if (value && !value->empty()) return value;
        if (code == "name") return person.name;
        if (code == "email") return person.email;
        if (code == "phone") return person.phone;
        if (code == "write" && !person.write.empty()) return person.write;
        if (code == "postal" && !person.postal.empty()) return person.postal;
        if (code == "large_print" && person.large_print) return "yes";
        return value;
    };
    return sent;
}

/// The first question that the answers lead to and that was not on the screen: the agent asks it before anything is logged.
Result<void> require_all_asked(const web::Request& request, const web::Context& context, const catalogue::Definition& service) {
    if (!request.form.has(website::asked_field)) return {};
    const auto on_screen = base::split(request.form.text(website::asked_field), ',');
    for (const auto* question : forms::asked(service.form, forms::sent_by(request.form, service.form)))
        if (std::ranges::find(on_screen, question->code) == on_screen.end())
            return refuse_fields("forms.problems", {{question->code, context.say("desk.call_ask_also")}});
    return {};
}

/// The screen with the questions that the answers so far lead to; nothing is logged.
Result<web::Response> ask_more(const Site& site, web::Request& request, web::Context& context, contact::InteractionId id, const std::string& service) {
    auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_call(tx, request, context, id); }));
    shown.problem_form = service;
    return call_page(site, request, context, shown, 200);
}

}  // namespace

Result<web::Response> show_new_call(const Site& site, web::Request& request, web::Context& context) {
    const auto unfinished = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return unfinished_calls(tx, context); }));
    html::Page page{.title = context.say("desk.call_take")};
    page.main << heading(context.say("desk.call_take"));
    put_unfinished(page.main, context, unfinished);
    std::vector<govuk::RadioItem> channels;
    for (const auto* code : {"phone", "visit", "letter", "email", "social"})
        channels.push_back({.value = code, .text = context.say(std::string("contact.channel.") + code)});
    page.main << "<form method=\"post\" action=\"/staff/calls\" novalidate>"_html << website::seal_fields(context)
              << govuk::radios({.fieldset = {.legend = {.text = context.say("desk.contact_channel"), .classes = "govuk-fieldset__legend--m"}},
                                .name = "channel",
                                .items = std::move(channels),
                                .value = "phone"})
              << govuk::button({.text = context.say("desk.call_begin"), .prevent_double_click = true, .attributes = {{"autofocus"}}})
              << "</form>"_html;
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> begin_call(const Site&, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto channel = request.form.text("channel");
    const auto begun = TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto id = TRY(contact::begin(tx, actor_of(context), channel.empty() ? "phone" : channel, contact::Direction::inbound));
        return to_string(id);
    }));
    return web::see_other("/staff/calls/" + begun.text);
}

Result<web::Response> show_call(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(call_of(request));
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_call(tx, request, context, id); }));
    return call_page(site, request, context, shown, 200);
}

Result<web::Response> name_caller(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(call_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto text = [&](const char* name) { return std::string(request.form.text(name)); };
    const auto named = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto& who = actor_of(context);
        if (const auto chosen = request.form.text("person"); !chosen.empty()) {
            const auto person = parse_id<people::PersonId>(chosen).value_or(people::PersonId{});
            if (person) TRY(find_person(tx, who, person));
            TRY(contact::set_person(tx, who, id, person));
        } else {
            TRY(contact::name_person(tx, who, id, {.name = text("name"), .email = text("email"), .phone = text("phone")}));
        }
        return std::string("named");
    });
    if (!named) return show_again(site, request, context, id, named.error(), "person");
    for (const std::string read : {"service", "article"})
        if (const auto code = plain_code(request.form.text(read)); !code.empty()) return web::see_other(call_address(id, "?" + read + "=" + code));
    return web::see_other(call_address(id));
}

Result<web::Response> log_request(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(call_of(request));
    const auto code = plain_code(request.param("service"));
    if (request.form.text("then") == "ask") return ask_more(site, request, context, id, code);
    const auto operation = TRY(web::operation_of(request, context));
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto& who = actor_of(context);
        const auto call = TRY(contact::find(tx, who, id));
        if (call.ended_at) return refuse(Kind::conflict, "contact.is_over");
        const auto service = TRY(contact::service_for(tx, who, code, website::place_sent(request)));
        TRY(require_all_asked(request, context, *service));
        people::Contact person;
        if (call.person) {
            const auto known = TRY(people::find(tx, call.person));
            person = known;
        }
        const auto request_taken = TRY(contact::take_request(tx, context.random, who, service, sent_for(request, *service, person, id)));
        TRY(website::require_price_shown(tx, request, context, request_taken.request, {"desk.call_price_changed", ""}));
        TRY(website::forget_saved(tx, request, context));
        if (request.form.text("then") != "more") TRY(contact::wrap_up(tx, who, id, contact::Outcome::requested, {}));
        return to_string(request_taken.case_id);
    });
    if (!taken) return show_again(site, request, context, id, taken.error(), code);
    return web::see_other(call_address(id));
}

Result<web::Response> take_up_saved(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(call_of(request));
    TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return contact::find(tx, actor_of(context), id); }));
    const auto code = std::string(request.form.text("code")), given = std::string(request.form.text("contact"));
    const auto left = TRY(website::take_up(request, context, code, given));
    if (!left) return show_again(site, request, context, id, Refusal{Kind::invalid, "forms.problems", {{"saved-code", context.say("desk.call_saved_wrong")}}, {}}, "saved-form");
    request.query.add("service", left->service);
    return ask_more(site, request, context, id, left->service);
}

Result<web::Response> finish_call(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(call_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto outcome = contact::find_outcome(request.form.text("outcome")).value_or(contact::Outcome::answered);
    const auto ended = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(contact::wrap_up(tx, actor_of(context), id, outcome, request.form.text("note")));
        return std::string("ended");
    });
    if (!ended) return show_again(site, request, context, id, ended.error(), "end");
    if (const auto said = request.form.text("said"); !said.empty())
        site.askers().note_search(request, context, knowledge::Audience::staff, said, request.form.has("said-found"));
    return web::see_other(call_address(id));
}

}  // namespace desk
