// What became of a request: the thanks, and following it by reference and one contact check.

#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/pages.h"
#include "website/own_request.h"

namespace website {
namespace {

namespace govuk = html::govuk;

web::Response contact_check_page(const Site& site, const web::Request& request, const web::Context& context,
                                 const Reference& reference, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("website.follow_title"), .has_errors = !problems.empty(), .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = "/requests"});
    page.main << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
              << "<span class=\"govuk-caption-l\">"_html << context.say("website.follow_reference", {{"reference", reference.spoken()}})
              << "</span><h1 class=\"govuk-heading-l\">"_html << context.say("website.follow_title")
              << "</h1><form method=\"post\" novalidate>"_html << seal_fields(context)
              << govuk::input({.id = "contact",
                               .name = "contact",
                               .value = std::string(request.form.text("contact")),
                               .label = {.text = context.say("website.follow_contact"), .classes = "govuk-label--m"},
                               .hint = {.text = context.say("website.follow_contact_hint")},
                               .error_message = html::problem_at(problems, "contact"),
                               .spellcheck = false,
                               .autocapitalize = "none"})
              << govuk::button({.text = context.say("website.follow_show")}) << "</form></div>"_html;
    return site.page(request, context, std::move(page), status);
}

web::Response refuse_guess(const Site& site, const web::Request& request, const web::Context& context,
                           const Reference& reference, const char* words, int status) {
    const Problem problem{"contact", context.say(words)};
    return contact_check_page(site, request, context, reference, {&problem, 1}, status);
}

}  // namespace

Result<web::Response> show_sent(const Site& site, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    const auto following = TRY(Following::of(request, context));
    if (!following.knows(reference.text())) return web::see_other("/requests/" + reference.text());
    const auto followed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return follow(tx, reference); }));
    return site.page(request, context,
                     sent_page(context, followed, !followed.has_contact ? following.code_of(reference.text()).spoken() : std::string()));
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
              << "<h1 class=\"govuk-heading-l\">"_html << context.say("website.track") << "</h1><p class=\"govuk-body\">"_html
              << context.say("website.track_intro") << "</p><form method=\"get\" action=\"/requests\" novalidate>"_html
              << govuk::input({.id = "reference",
                               .name = "reference",
                               .value = typed,
                               .label = {.text = context.say("website.reference"), .classes = "govuk-label--m"},
                               .hint = {.text = context.say("website.reference_hint")},
                               .error_message = html::problem_at(problems, "reference"),
                               .classes = "govuk-input--width-20 gh-reference",
                               .autocomplete = "off",
                               .spellcheck = false,
                               .autocapitalize = "characters"})
              << govuk::button({.text = context.say("website.continue")})
              << "</form>"_html << govuk::details({.summary_text = context.say("website.reference_lost"),
                                                   .text = context.say("website.reference_lost_text")}) << "</div>"_html;
    return site.page(request, context, std::move(page), problems.empty() ? 200 : 422);
}

Result<web::Response> show_request(const Site& site, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    const auto following = TRY(Following::of(request, context));
    if (!following.knows(reference.text())) return contact_check_page(site, request, context, reference, {}, 200);
    const auto followed = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<Followed> {
        auto found = TRY(follow(tx, reference));
        if (found.request.person) people::note_read(tx, found.request.person);
        return found;
    }));
    const auto done = "website.done_" + std::string(request.query.text("done").substr(0, 20));
    const bool known = done != "website.done_" && base::has_words(done);
    return site.page(request, context, request_page(context, followed, known ? done : std::string())).with(following.with(reference.text()));
}

Result<web::Response> check_contact(const Site& site, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    if (!site.may_guess(request, context, reference)) return refuse_guess(site, request, context, reference, "website.follow_too_often", 429);
    const auto following = TRY(Following::of(request, context));
    const auto typed = request.form.text("contact");
    // The same answer for a wrong reference and a wrong contact detail, so that neither can be guessed apart.
    const auto theirs = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        const auto found = cases::find_request(tx, reference);
        const auto person = found ? found->person : people::PersonId{};
        return following.is_theirs(tx, reference.text(), person, typed) && found.has_value();
    }));
    if (!theirs) return refuse_guess(site, request, context, reference, "website.follow_wrong", 422);
    return web::see_other("/requests/" + reference.text()).with(following.with(reference.text()));
}

Result<web::Response> stop_following(const Site&, web::Request&, web::Context&) {
    return web::see_other("/requests").with(Following::ended());
}

}  // namespace website
