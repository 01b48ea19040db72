#include "website/request_view.h"

#include "access/access.h"
#include "forms/worked_out.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "notifications/notifications.h"
#include "website/body_step.h"
#include "website/paying_view.h"
#include "website/site.h"
#include "website/visit_view.h"

#include <algorithm>

namespace website {
namespace {

namespace govuk = html::govuk;

std::string day_of(const web::Context& context, Instant at) {
    return places::shown_day(places::zone_of(context.tenant.time_zone), at, context.language);
}

/// "Is it put right?", once it is finished and they have not said.
void put_fixed_question(html::Html& out, const web::Context& context, const Followed& followed) {
    const auto possible = cases::possible_for(followed.request, followed.the_case, context.now);
    if (!possible.confirm && !possible.object) return;
    out << "<div class=\"gh-ask gh-no-print\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.fixed_title")
        << "</h2><p class=\"govuk-body\">"_html << context.say("website.fixed_why") << "</p><div class=\"govuk-button-group\">"_html;
    if (possible.confirm) govuk::button(out, {.text = context.say("website.fixed_yes"), .href = followed.address() + "/fixed"});
    if (possible.object)
        govuk::button(out, {.text = context.say("website.fixed_no"), .href = followed.address() + "/not-fixed", .classes = "govuk-button--secondary"});
    out << "</div></div>"_html;
}

/// A photo in the history: small, and a link to the whole of it.
html::Html photo_of(const web::Context& context, const Followed& followed, const cases::Entry& entry) {
    html::Html out;
    const auto address = followed.address() + "/photos/" + std::to_string(entry.file);
    out << "<a class=\"govuk-link\""_html;
    out.url("href", address) << ">"_html << context.say("website.photo_open", {{"number", std::to_string(entry.file)}}) << "</a>"_html;
    return out;
}

void put_history(html::Html& out, const web::Context& context, const Followed& followed) {
    html::Timeline timeline{.language = context.language};
    for (const auto& entry : followed.history) {
        html::Event event{.title = context.say("cases.seen_" + std::string(cases::code_of(entry.what))),
                          .time = shown_time(context, entry.at),
                          .datetime = base::to_iso(entry.at),
                          .text = entry.words};
        if (entry.what == cases::What::withheld) event.text = context.say("cases.withheld_" + entry.code);
        if (entry.what == cases::What::closed) event.text = cases::outcome_shown(*followed.cases_service, entry.code, context.language);
        if (entry.what == cases::What::passed_on) event.text = entry.code;
        if (entry.what == cases::What::promised_later && !entry.code.empty()) {
            event.title = context.say("website.seen_moved");
            event.text = followed.service->levels.said_of(entry.code) + "\n" + context.say("website.promised_by", {{"day", day_of(context, *entry.due)}});
        }
        const bool promises = entry.what == cases::What::opened || entry.what == cases::What::reopened;
        if (promises && entry.due && entry.words.empty()) event.text = context.say("website.promised_by", {{"day", day_of(context, *entry.due)}});
        if (entry.visit) event.text = shown_time(context, *entry.visit);
        if (entry.file > 0) event.html = photo_of(context, followed, entry);
        timeline.items.push_back(std::move(event));
    }
    if (timeline.items.empty()) return;
    std::ranges::reverse(timeline.items);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.history") << "</h2>"_html << html::timeline(timeline);
}

/// What the resident can do now, and how to end following.
html::Html what_to_do(const web::Context& context, const Followed& followed) {
    const auto possible = cases::possible_for(followed.request, followed.the_case, context.now);
    html::Html out;
    out << "<div class=\"gh-panel gh-no-print\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.can_do") << "</h2>"_html;
    const auto link = [&](bool can, const char* where, const char* words) {
        if (!can) return;
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", followed.address() + where) << ">"_html << context.say(words) << "</a></li>"_html;
    };
    if (possible.add || possible.withdraw) {
        out << "<ul class=\"govuk-list govuk-list--spaced\">"_html;
        link(possible.add, "/word", "website.do_word");
        link(possible.add, "/photo", "website.do_photo");
        link(possible.withdraw, "/withdraw", "website.do_withdraw");
        link(followed.service->publish != catalogue::Publish::never, "/public", "website.do_public");
        out << "</ul>"_html;
    }
    if (!possible.add)
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/services\">"_html << context.say("website.do_new") << "</a></p>"_html;
    out << "<form method=\"post\" action=\"/requests/stop-following\">"_html << seal_fields(context)
        << "<button class=\"gh-link-button\">"_html << context.say("website.stop_following") << "</button></form><p class=\"govuk-hint gh-last\">"_html
        << context.say("website.stop_following_text") << "</p></div>"_html;
    return out;
}

/// What the resident told us, as we understood it.
html::Html told(const web::Context& context, const Followed& followed) {
    std::vector<govuk::SummaryRow> rows;
    const auto add = [&](std::string key, std::string value) {
        if (!value.empty()) rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value), .classes = "gh-lines"}});
    };
    const auto& service = followed.service->in(context.language);
    add(service.location_label, followed.place);
    for (const auto& answer : followed.request.answers)
        if (const auto* question = service.form.find(answer.question))
            add(question->label, forms::shown_among(service.form, answer, followed.request.answers, context.language));
    add(context.say("website.received"), shown_time(context, followed.request.received_at));
    html::Html out;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.told") << "</h2>"_html
        << govuk::summary_list({.rows = std::move(rows)});
    return out;
}

html::Html code_notice(const web::Context& context, const std::string& code) {
    html::Html out;
    if (code.empty()) return out;
    html::Html inside;
    inside << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.code_heading") << "</h2><p class=\"govuk-body\">"_html
           << context.say("website.code_text") << "</p><p class=\"govuk-body-l gh-reference\">"_html << code << "</p>"_html;
    return out << govuk::inset_text({.html = std::move(inside)});
}

/// Where it stands with us; as long as it stands still, since when, why, and what was promised; and the first promise, if another holds now.
html::Standing standing_here(const web::Context& context, const Followed& followed) {
    const auto& c = followed.the_case;
    auto standing = standing_of(context, followed.request, c, *followed.cases_service, followed.team);
    if (c.state == cases::State::closed || followed.request.withdrawn_at) return standing;
    const auto& first = followed.clocks.clocks.resolve.first;
    const auto first_promise = first ? context.say("website.first_promised", {{"day", day_of(context, *first)}}) : std::string();
    if (const auto* still = followed.clocks.present()) {
        const bool theirs = followed.clocks.waits_for_resident();
        const auto since = context.say(theirs ? "website.still_for_you_since" : "website.still_since", {{"time", shown_time(context, still->since)}});
        return {.tag = {.text = context.say("website.tag_still"), .classes = "govuk-tag--yellow"},
                .title = context.say(theirs ? "website.still_for_you" : "website.still"),
                .text = since + " " + still->said + " " + context.say("website.still_promise") + " " + first_promise};
    }
    if (first && first != c.promised_for()) standing.text += " " + first_promise;
    return standing;
}

/// Where it stands for who follows it: with another body, as long as it is open there, or as everybody may see it.
html::Standing standing_for(const web::Context& context, const Followed& followed) {
    const auto& c = followed.the_case;
    if (!followed.passed || c.state == cases::State::closed || followed.request.withdrawn_at) return standing_here(context, followed);
    const auto& passed = *followed.passed;
    return {.tag = {.text = context.say("website.tag_passed"), .classes = "govuk-tag--purple"},
            .title = context.say("website.state_passed", {{"body", passed.body}}),
            .text = context.say("website.passed_on", {{"body", passed.body}, {"time", shown_time(context, passed.at)}}),
            .html = ways_to_reach(context, passed.phone, passed.web)};
}

/// What becomes of the report now: our promise, or that it is another body's.
html::Step what_we_do(const web::Context& context, const Followed& followed) {
    if (followed.passed)
        return {.title = context.say("website.state_passed", {{"body", followed.passed->body}}), .text = context.say("website.sent_passed", {{"body", followed.passed->body}})};
    return {.title = followed.service->promise,
            .text = context.say("website.sent_team", {{"team", followed.team}, {"day", day_of(context, followed.the_case.due_at)}})};
}

}  // namespace

html::Standing standing_of(const web::Context& context, const cases::Request& request, const cases::Case& c, const catalogue::Definition& service, const std::string& team) {
    const auto say = [&](const char* key, std::initializer_list<base::Filling> fillings = {}) { return context.say(key, fillings); };
    if (request.withdrawn_at)
        return {.tag = {.text = say("website.tag_withdrawn"), .classes = "govuk-tag--grey"},
                .title = say("website.state_withdrawn"),
                .text = say("website.withdrawn_on", {{"time", shown_time(context, *request.withdrawn_at)}})};
    if (c.state == cases::State::closed)
        return {.tag = {.text = say("website.tag_closed"), .classes = "govuk-tag--green"},
                .title = cases::outcome_shown(service, c.outcome, context.language),
                .text = say("website.closed_on", {{"time", shown_time(context, *c.closed_at)}})};
    const auto due = day_of(context, c.due_at);
    if (c.is_late(context.now))
        return {.tag = {.text = say("website.tag_late"), .classes = "govuk-tag--orange"},
                .title = say("website.state_late"),
                .text = say("website.late_since", {{"day", due}, {"team", team}})};
    return {.tag = {.text = say("website.tag_open"), .classes = "govuk-tag--blue"},
            .title = say(c.owner ? "website.state_taken" : "website.state_open", {{"team", team}}),
            .text = c.is_promised() ? say("website.due_by", {{"day", due}}) : std::string()};
}

/// What was done and what is being done, in the words of the service's map. One stage alone says no more than the headline.
void put_way(html::Html& out, const web::Context& context, const Followed& followed) {
    if (followed.way.size() < 2) return;
    html::Steps steps;
    for (const auto& stage : followed.way)
        steps.items.push_back({.title = stage.text, .text = context.say(stage.is_here ? "website.way_now" : "website.way_done", {{"time", shown_time(context, stage.since)}})});
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.way") << "</h2>"_html << html::steps(steps);
}

Result<Followed> follow(db::Tx& tx, const Reference& reference) {
    const auto request = TRY(cases::find_request(tx, reference));
    const auto the_case = TRY(cases::case_of(tx, request));
    const auto service = TRY(catalogue::find_version(tx, request.service, request.service_version));
    Followed followed{.request = request, .the_case = the_case, .service = service, .team = service->team};
    followed.cases_service = the_case.service == request.service ? service : TRY(catalogue::find_version(tx, the_case.service, the_case.service_version));
    if (const auto team = access::find_team(tx, the_case.team)) followed.team = team->name;
    followed.history = cases::history_for(tx, request);
    followed.passed = cases::passed_of(tx, the_case.id);
    if (auto way = casework::plain_progress(tx, the_case)) followed.way = *std::move(way);
    followed.clocks = TRY(clocks::of(tx, the_case));
    for (auto& visit : cases::visits_of(tx, request.id))
        if (visit.state == bookings::State::booked) (visit.is_ahead(tx.now()) ? followed.visit : followed.past_visit) = std::move(visit);
    followed.paying = fees::paying_of(tx, request.id);
    if (followed.paying && followed.paying->fee.state == fees::State::paid && request.is_live())
        if (auto back = fees::given_back_now(tx, request.id)) followed.given_back = *std::move(back);
    const places::LocationId location[] = {request.location};
    for (const auto& [id, place] : places::find_many(tx, location)) followed.place = place.text;
    followed.written_to = !notifications::messages_about(tx, {"request", request.id.value}).empty();
    if (request.person) {
        const auto person = people::find(tx, request.person);
        followed.has_contact = person && (!person->email.empty() || !person->phone.empty());
    }
    return followed;
}

html::Page sent_page(const web::Context& context, const Followed& followed, const std::string& code) {
    html::Page page{.title = context.say("website.sent_title"), .hide_from_search = true};
    const auto key = [&](const char* to_written, const char* to_others) { return context.say(followed.written_to ? to_written : to_others); };
    html::Html panel;
    panel << context.say("website.sent_reference") << "<br><strong class=\"gh-reference\">"_html << followed.request.reference.spoken()
          << "</strong>"_html;
    std::vector<html::Step> next{{.title = key("website.sent_email", "website.sent_keep"), .text = key("website.sent_email_text", "website.sent_keep_text")},
                                 what_we_do(context, followed),
                                 {.title = context.say("website.sent_done"), .text = key("website.sent_done_email", "website.sent_done_look")}};
    if (followed.visit)
        next.insert(next.begin() + 1, {.title = context.say("website.sent_visit", {{"visit", shown_visit(context, followed.visit->slot)}}), .text = context.say("website.sent_visit_text", {{"hint", followed.service->booking ? followed.service->booking->hint : std::string()}})});
    if (followed.paying && followed.paying->fee.state == fees::State::due)
        next.insert(next.begin(), {.title = context.say("website.pay_still", {{"amount", base::to_pounds(followed.paying->fee.amount)}}),
                                   .text = context.say(followed.paying->can_pay_online ? "website.pay_still_text" : "website.pay_not_online")});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html
        << govuk::panel({.title_text = context.say("website.sent_title"), .html = std::move(panel)})
        << code_notice(context, code) << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.sent_next") << "</h2>"_html
        << html::steps({.items = std::move(next)});
    out << "<div class=\"govuk-button-group gh-no-print\">"_html
        << govuk::button({.text = context.say("website.sent_follow"), .href = followed.address()})
        << "<button type=\"button\" class=\"govuk-button govuk-button--secondary\" data-module=\"gh-print\" hidden>"_html
        << context.say("website.print") << "</button>"_html
        << "</div><p class=\"govuk-body gh-no-print\"><a class=\"govuk-link\" href=\"/services\">"_html
        << context.say("website.sent_more") << "</a></p></div>"_html;
    return page;
}

html::Page request_page(const web::Context& context, const Followed& followed, std::string_view done) {
    html::Page page{.title = followed.service->name, .hide_from_search = true};
    auto& out = page.main;
    if (!done.empty())
        out << govuk::notification_banner({.text = context.say(done), .title_text = context.say("website.done"), .type = "success"});
    out << "<div class=\"gh-request\"><div><span class=\"govuk-caption-l gh-reference\">"_html << followed.request.reference.spoken()
        << "</span><h1 class=\"govuk-heading-l\">"_html << followed.service->name << "</h1>"_html << html::standing(standing_for(context, followed));
    put_fixed_question(out, context, followed);
    put_payment(out, context, followed);
    put_visit(out, context, followed);
    put_way(out, context, followed);
    out << "</div>"_html << what_to_do(context, followed) << "<div>"_html;
    put_history(out, context, followed);
    out << told(context, followed) << "</div></div>"_html;
    return page;
}

}  // namespace website
