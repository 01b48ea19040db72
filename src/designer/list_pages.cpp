// All services, and a new one.

#include "base/text.h"
#include "designer/pages.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/times.h"
#include "web/packing.h"

#include <fmt/format.h>

namespace designer {
namespace {

namespace govuk = html::govuk;

struct Listed {
    catalogue::ServiceState state;
    std::size_t faults = 0;
    std::string tried_out;  // where
};

Result<std::vector<Listed>> read_listed(db::Tx& tx, const Parts& parts, const web::Context& context) {
    std::vector<Listed> all;
    auto states = TRY(catalogue::all_states(tx));
    const auto around = TRY(catalogue::surroundings_of(tx, parts.checks));
    for (auto& state : states) {
        Listed listed{.state = std::move(state), .tried_out = {}};
        if (listed.state.draft) {
            const auto draft = TRY(catalogue::find_draft(tx, listed.state.code));
            listed.faults = catalogue::faults_of(catalogue::as_texts(draft.texts), around, parts.checks).size();
        }
        if (listed.state.pilot != 0) listed.tried_out = audience_in_words(tx, context, listed.state.audience);
        all.push_back(std::move(listed));
    }
    return all;
}

html::Html name_cell(const web::Context& context, const Listed& listed) {
    html::Html out = "<a class=\"govuk-link\""_html;
    out.url("href", "/staff/services/" + listed.state.code) << ">"_html << listed.state.name << "</a>"_html;
    if (listed.state.brought) out << "<br><span class=\"gh-quiet\">"_html << context.say("designer.brought_short") << "</span>"_html;
    return out;
}

html::Html draft_cell(const web::Context& context, const Listed& listed) {
    if (!listed.state.draft) return {};
    html::Html out;
    if (listed.faults == 0)
        out << html::badge({.text = context.say("designer.draft_sound"), .kind = "good"});
    else
        out << html::badge({.text = context.say(listed.faults == 1 ? "designer.draft_one_fault" : "designer.draft_faults", {{"number", std::to_string(listed.faults)}}), .kind = "alert"});
    return out;
}

html::Html stage_cell(const web::Context& context, const Listed& listed) {
    html::Html out = govuk::tag(stage_tag(context, listed.state));
    if (!listed.tried_out.empty()) out << "<br><span class=\"gh-quiet\">"_html << listed.tried_out << "</span>"_html;
    return out;
}

void put_table(html::Html& out, const web::Context& context, const std::vector<Listed>& all) {
    govuk::Table table{.head = {{.text = context.say("designer.col_service")}, {.text = context.say("designer.col_stage")}, {.text = context.say("designer.col_version")},
                                {.text = context.say("designer.col_draft")}, {.text = context.say("designer.col_review")}},
                       .caption = context.say("designer.services"),
                       .caption_classes = "govuk-visually-hidden",
                       .first_cell_is_header = true,
                       .name_cells = true};
    const auto today = places::zone_of(context.tenant.time_zone).day(context.now);
    for (const auto& listed : all) {
        const auto& state = listed.state;
        const auto review = state.review_on ? places::shown_day(*state.review_on) + (state.needs_review(today) ? " (" + context.say("designer.review_due") + ")" : "") : std::string("–");
        const auto version = state.live != 0 ? std::to_string(state.live) : state.newest != 0 ? std::to_string(state.newest) : std::string("–");
        auto draft = draft_cell(context, listed);
        table.rows.push_back({{.html = name_cell(context, listed)}, {.html = stage_cell(context, listed)}, {.text = version},
                              draft.empty() ? govuk::Cell{.text = "–"} : govuk::Cell{.html = std::move(draft)}, {.text = review}});
    }
    out << html::wide_table(table);
}

/// A service that can be drafted on: everything it must have, and nothing to be ashamed of.
std::string empty_document(const web::Request& request) {
    Document document;
    document.set_text("code", typed_text(request, "code", 200));
    document.root()["lgsl"] = 0;
    document.set_number("lgsl", base::trim(request.form.text("lgsl")));
    document.set_text("group", "council");
    document.set_text("name", base::tidy_line(request.form.text("name").substr(0, 400)));
    document.set_text("team", request.form.text("team"));
    document.root()["promise"] = boost::json::object{{"working_days", 5}, {"text", "We will deal with this within 5 working days."}};
    document.root()["questions"] = boost::json::array();
    document.root()["outcomes"] = boost::json::array{boost::json::object{{"code", "done"}, {"label", "It is done"}}, boost::json::object{{"code", "no_action"}, {"label", "Nothing more to be done"}}};
    return document.text();
}

Result<web::Response> new_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto teams = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<std::vector<access::Team>> { return access::all_teams(tx); }));
    html::Page page{.title = context.say("designer.new"), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("designer.services"), .href = "/staff/services"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language);
    put_heading(out, page.title);
    out << "<div class=\"gh-reading\">"_html;
    open_form(out, context);
    const auto field = [&](const char* name, const char* classes) {
        govuk::input(out, {.id = name, .name = name, .value = std::string(request.form.text(name)), .label = {.text = context.say(std::string("designer.new_") + name)},
                           .hint = {.text = context.say(std::string("designer.new_") + name + "_hint")}, .error_message = html::problem_at(problems, name), .classes = classes});
    };
    field("name", "");
    field("code", "govuk-input--width-20");
    field("lgsl", "govuk-input--width-5");
    govuk::Select select{.id = "team", .name = "team", .items = {}, .value = std::string(request.form.text("team")), .label = {.text = context.say("designer.member.team")}};
    for (const auto& team : teams) select.items.push_back({.value = team.name, .text = team.name});
    govuk::select(out, select);
    govuk::button(out, {.text = context.say("designer.new_button"), .prevent_double_click = true});
    out << "</form></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_services(const Parts& parts, web::Request& request, web::Context& context) {
    const auto all = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_listed(tx, parts, context); }));
    html::Page page{.title = context.say("designer.services")};
    auto& out = page.main;
    out.reserve(48 * 1024);
    put_heading(out, page.title);
    out << "<p class=\"govuk-body\">"_html << context.say("designer.intro") << "</p>"_html;
    if (access::actor_of(context).may(access::Permission::design_service)) {
        out << "<div class=\"govuk-button-group\">"_html;
        govuk::button(out, {.text = context.say("designer.new"), .href = "/staff/services/new"});
        govuk::button(out, {.text = context.say("designer.take_file"), .href = "/staff/services/file", .classes = "govuk-button--secondary"});
        out << "</div>"_html;
    }
    put_table(out, context, all);
    // What every designer sees alike, and nobody's words: it may be packed.
    return web::packed(parts.site.staff_page(request, context, std::move(page)), request);
}

Result<web::Response> show_new_service(const Parts& parts, web::Request& request, web::Context& context) { return new_page(parts, request, context, {}, 200); }

Result<web::Response> add_service(const Parts& parts, web::Request& request, web::Context& context) {
    const auto name = base::tidy_line(request.form.text("name").substr(0, 400));
    if (base::trim(request.form.text("code")).empty() && !name.empty()) request.form.add("code", code_from(name, '-'));
    std::string code;
    for (const auto each : request.form.all("code"))
        if (!base::trim(each).empty()) code = base::trim(each);
    const auto again = [&](std::span<const Problem> problems, int status) { return new_page(parts, request, context, problems, status); };
    if (name.empty()) return again(std::vector<Problem>{{"name", "designer.new_name_missing"}}, 422);
    return write_once(request, context, [&](db::Tx& tx) -> Result<void> {
        auto document = TRY(Document::read(empty_document(request)));
        document.set_text("code", code);
        TRY(catalogue::begin_service(tx, access::actor_of(context), {{std::string(catalogue::document_file), document.text()}, {std::string(catalogue::article_file), "# " + name + "\n"}}));
        return {};
    }, "/staff/services/" + code, again);
}

}  // namespace designer
