#include "website/held_up.h"

#include "abuse/challenge.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "places/places.h"
#include "website/offline.h"
#include "website/report_photos.h"
#include "website/report_steps.h"

#include <algorithm>

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr const char *token_field = "challenge", *proof_field = "proof", *answer_field = "challenge-answer";

/// How to reach the council without this site, as far as it says so.
void put_other_ways(html::Html& out, const Site& site, const web::Context& context) {
    const auto council = site.council(context);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.refused_other_ways") << "</h2><ul class=\"govuk-list govuk-list--bullet\">"_html;
    if (!council->phone.empty()) out << "<li>"_html << context.say("website.refused_by_phone", {{"phone", council->phone}}) << "</li>"_html;
    if (!council->address.empty()) out << "<li>"_html << context.say("website.refused_by_visit", {{"address", council->address}}) << "</li>"_html;
    out << "<li><a class=\"govuk-link\" href=\"/contact\">"_html << context.say("website.refused_contact") << "</a></li><li>"_html
        << context.say("website.refused_emergency") << "</li></ul>"_html;
}

/// What was typed, so that nobody must write it again elsewhere.
void put_typed(html::Html& out, const web::Request& request, const web::Context& context) {
    static constexpr std::string_view ours[] = {"csrf", "operation", "at", "from", "go", "again", "uprn", token_field, proof_field, answer_field,
                                                photo_token, photo_remove, join_field, point_field, asset_field, chosen_for_field};
    std::string typed;
    for (const auto& [name, value] : request.form)
        if (!value.empty() && std::ranges::find(ours, name) == std::end(ours)) (typed += typed.empty() ? "" : "\n") += value;
    if (typed.empty()) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.refused_typed") << "</h2>"_html << govuk::inset_text({.text = typed, .classes = "gh-lines"});
}

std::string why_refused(const web::Context& context, const abuse::Ban& ban) {
    return context.say("website.refused_why", {{"detail", context.say("abuse.detail_" + std::string(abuse::code_of(ban.detail)))},
                                               {"reason", context.say("abuse.reason_" + ban.reason)}});
}

std::string refused_until(const web::Context& context, const abuse::Ban& ban) {
    const auto until = places::shown_time(places::zone_of(context.tenant.time_zone), ban.until, context.language);
    return context.say("website.refused_until", {{"time", until}});
}

}  // namespace

Result<html::Html> challenge_block(const Site& site, const web::Request&, const web::Context& context, std::string_view operation, std::span<const Problem> problems) {
    const auto challenges = TRY(abuse::Challenges::of(context));
    const auto asked = challenges.ask(operation, context.now, context.random, context.language);
    html::Html out;
    out << "<div class=\"gh-challenge\" data-module=\"gh-proof\""_html;
    out.attribute("data-token", asked.token).attribute("data-bits", std::to_string(asked.bits)).attribute("data-worker", site.asset("proof-worker.js"));
    out.attribute("data-working", context.say("website.challenge_working")).attribute("data-done", context.say("website.challenge_done")) << "><input type=\"hidden\""_html;
    out.attribute("name", token_field).attribute("value", asked.token) << "><input type=\"hidden\" value=\"\""_html;
    out.attribute("name", proof_field) << "><h2 class=\"govuk-heading-m\">"_html << context.say("website.challenge_title") << "</h2><p class=\"govuk-body\">"_html
        << context.say("website.challenge_why") << "</p>"_html;
    govuk::input(out, {.id = answer_field,
                       .name = answer_field,
                       .label = {.text = asked.question, .classes = "govuk-label--s"},
                       .hint = {.text = context.say("website.challenge_hint")},
                       .error_message = html::problem_at(problems, answer_field),
                       .classes = "govuk-input--width-10",
                       .autocomplete = "off",
                       .spellcheck = false,
                       .autocapitalize = "none"});
    return out << "</div>"_html;
}

Result<bool> meets_challenge(const Site& site, const web::Request& request, const web::Context& context, std::string_view operation) {
    if (request.form.text(token_field).empty() || !site.manners().may_answer(operation, context)) return false;
    const auto challenges = TRY(abuse::Challenges::of(context));
    return challenges.is_solved(operation, context.now,
                                {.token = request.form.text(token_field), .proof = request.form.text(proof_field), .answer = request.form.text(answer_field)});
}

Problem wait_problem(const Site& site, const web::Context& context, std::chrono::seconds wait) {
    const auto minutes = std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::minutes>(wait).count());
    auto text = context.say(minutes == 1 ? "website.wait_minute" : "website.wait_minutes", {{"minutes", std::to_string(minutes)}});
    if (const auto phone = site.council(context)->phone; !phone.empty()) text += " " + context.say("website.wait_or_ring", {{"phone", phone}});
    return {"", std::move(text)};
}

Result<std::optional<HeldUp>> held_up(const Site& site, const web::Request& request, const web::Context& context, const std::string& operation) {
    const auto waits = [&](std::chrono::seconds wait) { return HeldUp{wait_problem(site, context, wait), 429, wait}; };
    if (const auto wait = site.manners().too_much(Manners::Sent::report, request, context)) return waits(*wait);
    if (site.manners().must_ask(request, context)) {
        const auto meets = TRY(meets_challenge(site, request, context, operation));
        const bool answered = !request.form.text("challenge").empty();
        if (!meets) return HeldUp{{"challenge-answer", context.say(answered ? "website.challenge_wrong" : "website.challenge_needed")}, 422, {}, true};
    }
    if (const auto wait = site.manners().too_much_from(request.form.text("email"), request.form.text("phone"), context)) return waits(*wait);
    return std::optional<HeldUp>();
}

web::Response told_to_wait(web::Response page, std::chrono::seconds wait) {
    page.set("Retry-After", std::to_string(wait.count()));
    return page;
}

web::Response refused_sender(const Site& site, const web::Request& request, const web::Context& context, const abuse::Ban& ban) {
    (void)abuse::note_refusal(context, ban);
    html::Page page{.title = context.say("website.refused_title"), .hide_from_search = true, .body_attributes = {{"data-refused"}}};
    auto& out = page.main;
    out << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html
        << why_refused(context, ban) << "</p><p class=\"govuk-body\">"_html << refused_until(context, ban) << "</p>"_html;
    if (ban.detail == abuse::Detail::connection) out << "<p class=\"govuk-body\">"_html << context.say("website.refused_shared") << "</p>"_html;
    put_other_ways(out, site, context);
    out << "<p class=\"govuk-body\">"_html << context.say("website.refused_wrong", {{"reference", ban.reference.spoken()}}) << "</p>"_html;
    put_typed(out, request, context);
    out << "</div>"_html;
    return site.page(request, context, std::move(page), 403);
}

web::Response refused_as_json(const web::Context& context, const abuse::Ban& ban) {
    (void)abuse::note_refusal(context, ban);
    const Problem problem{"", why_refused(context, ban) + " " + refused_until(context, ban)};
    return problems_as_json({&problem, 1}, 422);
}

}  // namespace website
