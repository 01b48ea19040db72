// Publishing: what is still wrong, what changes, for whom, and why. And what a published service goes through later.

#include "designer/pages.h"

#include "base/text.h"
#include "designer/differences.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/gazetteer.h"

#include <charconv>

namespace designer {

void put_faults(html::Html& out, const web::Context& context, const Workshop& shop);  // service_page.cpp

namespace {

namespace govuk = html::govuk;

struct PublicationShown {
    Workshop shop;
    std::vector<std::string> changed;
    std::vector<places::Ward> wards;
    std::vector<access::Team> teams;
    std::int64_t began_from = 0;
};

Result<PublicationShown> read_publication(db::Tx& tx, const Parts& parts, const web::Request& request) {
    auto shop = TRY(open_workshop(tx, parts, request, true));
    PublicationShown shown{.shop = std::move(shop), .changed = {}, .wards = places::all_wards(tx), .teams = access::all_teams(tx)};
    const auto& state = shown.shop.state;
    if (!state.draft) return refuse(Kind::not_found, "catalogue.no_such_draft");
    shown.began_from = state.draft->based_on;
    if (state.live == 0) return shown;
    const auto live = TRY(catalogue::texts_of(tx, state.code, state.live));
    shown.changed = differences(live, shown.shop.files);
    return shown;
}

void put_changes(html::Html& out, const web::Context& context, const PublicationShown& shown) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.what_changes") << "</h2>"_html;
    if (shown.shop.state.live == 0) {
        out << "<p class=\"govuk-body\">"_html << context.say("designer.is_new") << "</p>"_html;
        return;
    }
    if (shown.changed.empty()) out << "<p class=\"govuk-body\">"_html << context.say("designer.nothing_changes") << "</p>"_html;
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& line : shown.changed) out << "<li>"_html << line << "</li>"_html;
    out << "</ul>"_html;
    if (shown.began_from != shown.shop.state.live)
        out << govuk::warning_text({.text = context.say("designer.moved_on", {{"began", std::to_string(shown.began_from)}, {"live", std::to_string(shown.shop.state.live)}})});
}

template <class Items>
html::Html boxes(const web::Request& request, const char* field, const Items& items, std::string legend) {
    govuk::Checkboxes all{.fieldset = {.legend = {.text = std::move(legend), .classes = "govuk-fieldset__legend--s"}}, .id_prefix = field, .name = field, .items = {}, .values = {}, .classes = "govuk-checkboxes--small"};
    for (const auto& [value, name] : items) all.items.push_back({.value = value, .text = name});
    for (const auto value : request.form.all(field)) all.values.emplace_back(value);
    return govuk::checkboxes(all);
}

void put_publication_form(html::Html& out, const web::Request& request, const web::Context& context, const PublicationShown& shown, std::span<const Problem> problems) {
    std::vector<std::pair<std::string, std::string>> wards, teams;
    for (const auto& ward : shown.wards) wards.emplace_back(ward.code, ward.name);
    for (const auto& team : shown.teams) teams.emplace_back(to_string(team.id), team.name);
    open_form(out, context);
    out << "<input type=\"hidden\" name=\"edition\""_html;
    out.attribute("value", std::to_string(shown.shop.edition)) << ">"_html;
    govuk::Radios whom{.fieldset = {.legend = {.text = context.say("designer.whom"), .classes = "govuk-fieldset__legend--m"}}, .error_message = html::problem_at(problems, "whom"), .name = "whom", .items = {{.value = "everybody", .text = context.say("designer.whom_everybody")}}, .value = std::string(request.form.text("whom"))};
    if (!wards.empty() && shown.shop.definition && shown.shop.definition->has_place())
        whom.items.push_back({.value = "wards", .text = context.say("designer.whom_wards"), .hint = {.text = context.say("designer.whom_wards_hint")}, .conditional = {.html = boxes(request, "wards", wards, context.say("designer.wards"))}});
    if (!teams.empty())
        whom.items.push_back({.value = "teams", .text = context.say("designer.whom_teams"), .hint = {.text = context.say("designer.whom_teams_hint")}, .conditional = {.html = boxes(request, "teams", teams, context.say("designer.teams"))}});
    govuk::radios(out, whom);
    govuk::textarea(out, {.id = "why", .name = "why", .rows = 3, .value = std::string(request.form.text("why")), .label = {.text = context.say("designer.why"), .classes = "govuk-label--m"}, .hint = {.text = context.say("designer.why_hint")}, .error_message = html::problem_at(problems, "why")});
    govuk::button(out, {.text = context.say("designer.publish_now"), .prevent_double_click = true});
    out << "</form>"_html;
}

Result<web::Response> publication_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_publication(tx, parts, request); }));
    auto page = page_about(context, shown.shop, context.say("designer.publish"), problems);
    page.main << "<div class=\"gh-reading\">"_html;
    put_faults(page.main, context, shown.shop);
    put_changes(page.main, context, shown);
    if (shown.shop.faults.empty())
        put_publication_form(page.main, request, context, shown, problems);
    else
        page.main << "<p class=\"govuk-body\">"_html << context.say("designer.faults_first") << "</p>"_html;
    page.main << "</div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

Result<catalogue::Audience> audience_typed(const web::Request& request) {
    const auto whom = request.form.text("whom");
    catalogue::Audience audience;
    if (whom == "wards")
        for (const auto ward : request.form.all("wards")) audience.wards.emplace_back(ward);
    if (whom == "teams")
        for (const auto team : request.form.all("teams"))
            if (const auto id = parse_id<access::TeamId>(team)) audience.teams.push_back(*id);
    if (whom == "wards" && audience.wards.empty()) return refuse_fields("forms.problems", {{"whom", base::say("designer.whom_no_ward")}});
    if (whom == "teams" && audience.teams.empty()) return refuse_fields("forms.problems", {{"whom", base::say("designer.whom_no_team")}});
    if (whom != "wards" && whom != "teams" && whom != "everybody") return refuse_fields("forms.problems", {{"whom", base::say("designer.whom_missing")}});
    return audience;
}

}  // namespace

Result<web::Response> show_publication(const Parts& parts, web::Request& request, web::Context& context) { return publication_page(parts, request, context, {}, 200); }

Result<web::Response> publish(const Parts& parts, web::Request& request, web::Context& context) {
    std::int64_t edition = 0;
    const auto typed = request.form.text("edition");
    std::from_chars(typed.data(), typed.data() + typed.size(), edition);
    return write_once(request, context, [&](db::Tx& tx) -> Result<void> {
        const auto audience = TRY(audience_typed(request));
        TRY(catalogue::publish_draft(tx, access::actor_of(context), {.code = std::string(request.param("code")), .seen_edition = edition, .audience = audience, .why = std::string(request.form.text("why"))}, parts.checks));
        return {};
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return publication_page(parts, request, context, problems, status); });
}

}  // namespace designer
