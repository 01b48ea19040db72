// What became of a request: the thanks, and following it by reference and one contact check.

#include "cases/cases.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "notifications/notifications.h"
#include "website/pages.h"

namespace website {
namespace {

namespace govuk = html::govuk;

struct Followed {
    cases::Request request;
    cases::Case the_case;
    catalogue::DefinitionPtr service;
    std::string place = {};
    bool written_to = false;  // a letter about it was queued
};

Result<Reference> reference_of(const web::Request& request) {
    auto reference = Reference::parse(request.param("reference"));
    if (!reference) return refuse(Kind::not_found, "cases.no_such_request");
    return std::move(*reference);
}

Result<Followed> follow(db::Tx& tx, const Reference& reference) {
    const auto request = TRY(cases::find_request(tx, reference));
    const auto the_case = TRY(cases::case_of(tx, request));
    const auto service = TRY(catalogue::find_version(tx, request.service, request.service_version));
    Followed followed{.request = request, .the_case = the_case, .service = service};
    const places::LocationId location[] = {request.location};
    for (const auto& [id, place] : places::find_many(tx, location)) followed.place = place.text;
    followed.written_to = !notifications::messages_about(tx, {"request", request.id.value}).empty();
    return followed;
}

web::Response contact_check_page(const Site& site, const web::Request& request, const web::Context& context,
                                 const Reference& reference, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("website.follow_title"), .has_errors = !problems.empty(), .hide_from_search = true};
    page.main << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
              << "<h1 class=\"govuk-heading-l\">"_html << context.say("website.follow_title")
              << "</h1><p class=\"govuk-body\">"_html
              << context.say("website.follow_reference", {{"reference", reference.spoken()}})
              << "</p><form method=\"post\" novalidate>"_html << seal_fields(context)
              << govuk::input({.id = "contact",
                               .name = "contact",
                               .value = std::string(request.form.text("contact")),
                               .label = {.text = context.say("website.follow_contact"), .classes = "govuk-label--m"},
                               .hint = {.text = context.say("website.follow_contact_hint")},
                               .error_message = html::problem_at(problems, "contact")})
              << govuk::button({.text = context.say("website.follow_show")}) << "</form></div>"_html;
    return site.page(request, context, std::move(page), status);
}

html::Html status_of(const web::Context& context, const Followed& followed) {
    const bool open = followed.the_case.state == cases::State::open;
    std::vector<govuk::SummaryRow> rows{
        {.key = {.text = context.say("website.status")},
         .value = {.html = govuk::tag({.text = context.say(open ? "website.state_open" : "website.state_closed"),
                                       .classes = open ? "govuk-tag--blue" : "govuk-tag--green"})}},
        {.key = {.text = context.say("website.received")}, .value = {.text = shown_time(followed.request.received_at)}}};
    if (open) {
        rows.push_back({.key = {.text = context.say("website.next")}, .value = {.text = followed.service->promise}});
    } else {
        rows.push_back({.key = {.text = context.say("website.outcome")},
                        .value = {.text = cases::outcome_shown(*followed.service, followed.the_case.outcome)}});
        rows.push_back({.key = {.text = context.say("website.closed")}, .value = {.text = shown_time(*followed.the_case.closed_at)}});
    }
    return govuk::summary_list({.rows = std::move(rows)});
}

/// What the resident told us, as we understood it.
html::Html told(const web::Context& context, const Followed& followed) {
    std::vector<govuk::SummaryRow> rows;
    const auto add = [&](std::string key, std::string value) {
        if (!value.empty()) rows.push_back({.key = {.text = std::move(key)}, .value = {.text = std::move(value)}});
    };
    add(followed.service->location_label, followed.place);
    for (const auto& answer : followed.request.answers)
        if (const auto* question = followed.service->form.find(answer.question))
            add(question->label, forms::shown(*question, answer.value));
    html::Html out;
    if (rows.empty()) return out;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.told") << "</h2>"_html
        << govuk::summary_list({.rows = std::move(rows)});
    return out;
}

}  // namespace

Result<web::Response> show_sent(const Site& site, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    const auto followed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return follow(tx, reference); }));
    html::Page page{.title = context.say("website.sent_title"), .hide_from_search = true};
    html::Html panel;
    panel << context.say("website.sent_reference") << "<br><strong>"_html << reference.spoken() << "</strong>"_html;
    page.main << "<div class=\"gh-reading\">"_html
              << govuk::panel({.title_text = context.say("website.sent_title"), .html = std::move(panel)})
              << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.sent_next") << "</h2>"_html
              << html::steps({.items = {{.title = context.say(followed.written_to ? "website.sent_email" : "website.sent_keep"),
                                         .text = context.say(followed.written_to ? "website.sent_email_text" : "website.sent_keep_text")},
                                        {.title = followed.service->promise},
                                        {.title = context.say("website.sent_done"),
                                         .text = context.say(followed.written_to ? "website.sent_done_email" : "website.sent_done_look")}}})
              << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    page.main.url("href", "/requests/" + reference.text());
    page.main << ">"_html << context.say("website.sent_follow") << "</a></p></div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> ask_reference(const Site& site, web::Request& request, web::Context& context) {
    const auto typed = std::string(request.query.text("reference"));
    std::vector<Problem> problems;
    if (request.query.has("reference")) {
        if (const auto reference = Reference::parse(typed)) return web::see_other("/requests/" + reference->text());
        problems.push_back({"reference", context.say("website.reference_wrong")});
    }
    html::Page page{.title = context.say("website.track"), .has_errors = !problems.empty()};
    page.main << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
              << "<h1 class=\"govuk-heading-l\">"_html << context.say("website.track")
              << "</h1><form method=\"get\" action=\"/requests\" novalidate>"_html
              << govuk::input({.id = "reference",
                               .name = "reference",
                               .value = typed,
                               .label = {.text = context.say("website.reference"), .classes = "govuk-label--m"},
                               .hint = {.text = context.say("website.reference_hint")},
                               .error_message = html::problem_at(problems, "reference"),
                               .classes = "govuk-input--width-20",
                               .autocomplete = "off",
                               .spellcheck = false,
                               .autocapitalize = "characters"})
              << govuk::button({.text = context.say("website.continue")}) << "</form></div>"_html;
    return site.page(request, context, std::move(page), problems.empty() ? 200 : 422);
}

Result<web::Response> ask_contact_check(const Site& site, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    return contact_check_page(site, request, context, reference, {}, 200);
}

Result<web::Response> show_request(const Site& site, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    const auto typed = std::string(request.form.text("contact"));
    // The same answer for a wrong reference and a wrong contact detail, so that neither can be guessed apart.
    const auto followed = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<Followed> {
        auto found = TRY(follow(tx, reference));
        if (!people::answers_contact_check(tx, found.request.person, typed))
            return refuse(Kind::not_found, "cases.no_such_request");
        people::note_read(tx, found.request.person);
        return found;
    });
    if (!followed) {
        if (followed.error().kind != Kind::not_found) return std::unexpected(followed.error());
        const Problem problem{"contact", context.say("website.follow_wrong")};
        return contact_check_page(site, request, context, reference, {&problem, 1}, 422);
    }
    html::Page page{.title = followed->service->name, .hide_from_search = true};
    page.main << "<div class=\"gh-reading\"><span class=\"govuk-caption-l\">"_html << reference.spoken() << "</span><h1 class=\"govuk-heading-l\">"_html
              << followed->service->name << "</h1>"_html << status_of(context, *followed) << told(context, *followed) << "</div>"_html;
    return site.page(request, context, std::move(page));
}

}  // namespace website
