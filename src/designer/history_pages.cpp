// Every version that ever was: who published it, when, why, and what changed with it; and a way back.

#include "designer/pages.h"

#include "base/text.h"
#include "designer/differences.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <charconv>
#include <fmt/format.h>

namespace designer {
namespace {

namespace govuk = html::govuk;

std::int64_t version_of(const web::Request& request) {
    std::int64_t version = 0;
    const auto named = request.param("version");
    std::from_chars(named.data(), named.data() + named.size(), version);
    return version;
}

struct HistoryShown {
    catalogue::ServiceState state;
    std::vector<catalogue::StageStep> steps;
    std::vector<std::string> by, where;
};

Result<HistoryShown> read_history(db::Tx& tx, const web::Request& request, const web::Context& context) {
    auto state = TRY(catalogue::state_of(tx, request.param("code")));
    HistoryShown shown{.state = std::move(state), .steps = catalogue::history_of(tx, request.param("code")), .by = {}, .where = {}};
    for (const auto& step : shown.steps) {
        shown.by.push_back(step.by_whom.starts_with("system:") ? context.say("designer.by_program") : access::name_of_actor(tx, step.by_whom));
        shown.where.push_back(step.audience.is_everybody() ? std::string() : audience_in_words(tx, context, step.audience));
    }
    return shown;
}

void put_steps(html::Html& out, const web::Context& context, const HistoryShown& shown) {
    html::Timeline timeline{.heading_level = 2, .language = context.language};
    for (std::size_t i = 0; i < shown.steps.size(); ++i) {
        const auto& step = shown.steps[i];
        html::Html more;
        if (!step.why.empty()) more << "<p class=\"govuk-body\">"_html << step.why << "</p>"_html;
        if (step.version != 0) {
            more << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
            more.url("href", fmt::format("/staff/services/{}/versions/{}", shown.state.code, step.version)) << ">"_html
                << context.say("designer.version_link", {{"version", std::to_string(step.version)}}) << "</a></p>"_html;
        }
        timeline.items.push_back({.title = context.say("designer.step_" + step.step, {{"version", std::to_string(step.version)}, {"where", shown.where[i]}}),
                                  .by = shown.by[i],
                                  .time = website::shown_time(context, step.at),
                                  .datetime = base::to_iso(step.at),
                                  .html = std::move(more)});
    }
    out << html::timeline(timeline);
}

/// What can be done with the service as it stands, each with its reason.
void put_stage_forms(html::Html& out, const web::Request& request, const web::Context& context, const catalogue::ServiceState& state, std::span<const Problem> problems, std::string_view refused) {
    const auto form = [&](const char* act, const char* classes) {
        const bool again = refused == act;
        html::Html inner;
        open_form(inner, context, fmt::format("/staff/services/{}/{}", state.code, act));
        inner << "<p class=\"govuk-body\">"_html << context.say(std::string("designer.act_") + act + "_text") << "</p>"_html;
        const auto id = std::string("why-") + act;
        govuk::textarea(inner, {.id = id, .name = "why", .rows = 2, .value = again ? std::string(request.form.text("why")) : std::string(), .label = {.text = context.say("designer.why")}, .error_message = again ? html::problem_at(problems, id, context.language) : govuk::ErrorMessage{}});
        govuk::button(inner, {.text = context.say(std::string("designer.act_") + act), .prevent_double_click = true, .classes = classes});
        inner << "</form>"_html;
        govuk::details(out, {.summary_text = context.say(std::string("designer.act_") + act), .html = std::move(inner), .open = again});
    };
    out << "<section class=\"gh-panel\" id=\"stage\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.stage_link") << "</h2>"_html;
    if (state.pilot != 0) {
        form("widening", "");
        form("pilot-end", "govuk-button--secondary");
    }
    if (state.retired_at)
        form("offering", "");
    else
        form("retirement", "govuk-button--warning");
    out << "</section>"_html;
}

Result<web::Response> history_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status, std::string_view refused = {}) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_history(tx, request, context); }));
    const auto title = context.say("designer.history");
    html::Page page{.title = title + " – " + shown.state.name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = shown.state.name, .href = "/staff/services/" + shown.state.code});
    page.main << html::problem_summary(problems, context.language);
    put_heading(page.main, title, shown.state.name);
    page.main << "<div class=\"gh-split\"><div>"_html;
    if (shown.steps.empty()) page.main << html::empty_state({.text = context.say("designer.history_none")});
    put_steps(page.main, context, shown);
    page.main << "</div><div class=\"gh-split__side\">"_html;
    if (access::actor_of(context).may(access::Permission::publish_service) && shown.state.newest != 0) put_stage_forms(page.main, request, context, shown.state, problems, refused);
    page.main << "</div></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

using Verb = Result<void> (*)(db::Tx&, const access::Actor&, std::string_view, std::string_view);

Result<web::Response> take_stage_step(const Parts& parts, const web::Request& request, const web::Context& context, Verb verb, const char* act) {
    const auto code = std::string(request.param("code"));
    return write_once(request, context, [&](db::Tx& tx) { return verb(tx, access::actor_of(context), code, request.form.text("why")); }, "/staff/services/" + code,
                      [&](std::span<const Problem> problems, int status) {
                          std::vector<Problem> named(problems.begin(), problems.end());
                          for (auto& problem : named)
                              if (problem.field == "why") problem.field = std::string("why-") + act;
                          return history_page(parts, request, context, named, status, act);
                      });
}

struct OldVersion {
    catalogue::ServiceState state;
    std::vector<std::string> since, with;  // what differs from the one before; what would change by going back to it
    bool has_before = false;
};

Result<web::Response> version_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto version = version_of(request);
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<OldVersion> {
        auto state = TRY(catalogue::state_of(tx, request.param("code")));
        OldVersion read{.state = std::move(state), .since = {}, .with = {}};
        const auto files = TRY(catalogue::texts_of(tx, read.state.code, version));
        if (const auto before = catalogue::texts_of(tx, read.state.code, version - 1)) {
            read.has_before = true;
            read.since = differences(*before, files);
        }
        if (read.state.live != 0 && read.state.live != version) {
            const auto live = TRY(catalogue::texts_of(tx, read.state.code, read.state.live));
            read.with = differences(live, files);
        }
        return read;
    }));
    const auto title = context.say("designer.version_link", {{"version", std::to_string(version)}});
    html::Page page{.title = title + " – " + shown.state.name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("designer.history"), .href = "/staff/services/" + shown.state.code + "/history"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language);
    put_heading(out, title, shown.state.name);
    const auto put = [&](const std::vector<std::string>& lines) {
        if (lines.empty()) out << "<p class=\"govuk-body\">"_html << context.say("designer.nothing_changes") << "</p>"_html;
        out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const auto& line : lines) out << "<li>"_html << line << "</li>"_html;
        out << "</ul>"_html;
    };
    out << "<div class=\"gh-reading\"><h2 class=\"govuk-heading-m\">"_html << context.say("designer.changed_with") << "</h2>"_html;
    if (shown.has_before)
        put(shown.since);
    else
        out << "<p class=\"govuk-body\">"_html << context.say("designer.first_version") << "</p>"_html;
    if (shown.state.live != version && access::actor_of(context).may(access::Permission::publish_service)) {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.roll_back") << "</h2><p class=\"govuk-body\">"_html << context.say("designer.roll_back_text", {{"live", std::to_string(shown.state.live)}}) << "</p>"_html;
        put(shown.with);
        open_form(out, context, fmt::format("/staff/services/{}/versions/{}/publication", shown.state.code, version));
        govuk::textarea(out, {.id = "why", .name = "why", .rows = 2, .value = std::string(request.form.text("why")), .label = {.text = context.say("designer.why")}, .error_message = html::problem_at(problems, "why")});
        govuk::button(out, {.text = context.say("designer.roll_back"), .prevent_double_click = true, .classes = "govuk-button--warning"});
        out << "</form>"_html;
    }
    out << "</div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_history(const Parts& parts, web::Request& request, web::Context& context) { return history_page(parts, request, context, {}, 200); }
Result<web::Response> widen(const Parts& parts, web::Request& request, web::Context& context) { return take_stage_step(parts, request, context, catalogue::widen_pilot, "widening"); }
Result<web::Response> stop_pilot(const Parts& parts, web::Request& request, web::Context& context) { return take_stage_step(parts, request, context, catalogue::end_pilot, "pilot-end"); }
Result<web::Response> retire(const Parts& parts, web::Request& request, web::Context& context) { return take_stage_step(parts, request, context, catalogue::retire_service, "retirement"); }
Result<web::Response> offer(const Parts& parts, web::Request& request, web::Context& context) { return take_stage_step(parts, request, context, catalogue::offer_again, "offering"); }

Result<web::Response> show_old_version(const Parts& parts, web::Request& request, web::Context& context) { return version_page(parts, request, context, {}, 200); }

Result<web::Response> publish_old_version(const Parts& parts, web::Request& request, web::Context& context) {
    const auto code = std::string(request.param("code"));
    return write_once(request, context, [&](db::Tx& tx) -> Result<void> {
        TRY(catalogue::publish_again(tx, access::actor_of(context), code, version_of(request), request.form.text("why"), parts.checks));
        return {};
    }, "/staff/services/" + code, [&](std::span<const Problem> problems, int status) { return version_page(parts, request, context, problems, status); });
}

}  // namespace designer
