// A case on its map: what is to be done by whom, what keeps it, the drawing, and the same in words.

#include "desk/case_page.h"
#include "desk/promise.h"
#include "desk/task_page.h"
#include "html/govuk.h"
#include "html/patterns.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

std::string in(const auto& map, const auto& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::string() : found->second;
}

void put_step(html::Html& out, const web::Context& context, const CaseShown& shown, const casework::Task& task) {
    out << "<li class=\"gh-map-step\"><a class=\"govuk-link\""_html;
    out.url("href", "/staff/tasks/" + to_string(task.id)) << ">"_html << task.name << "</a> "_html;
    put_due(out, context, task);
    const auto owner = in(shown.doers, task.owner);
    out << "<span class=\"gh-map-step__who\">"_html
        << (owner.empty() ? context.say("desk.map_nobody", {{"team", in(shown.teams, task.team)}}) : context.say("desk.map_who", {{"name", owner}, {"team", in(shown.teams, task.team)}}))
        << "</span></li>"_html;
}

/// What cannot go on until somebody looked at it.
void put_stuck(html::Html& out, const web::Context& context, const CaseShown& shown, const casework::Stage& stage) {
    out << "<li class=\"gh-map-step\">"_html << html::badge({.text = context.say("desk.map_stuck"), .kind = "alert"}) << " "_html << stage.name << " "_html
        << context.say(stage.problem);
    if (access::require(actor_of(context), access::Permission::work_case, shown.the_case.owned())) {
        open_case_form(out, context, shown, "/map/retry");
        out << "<input type=\"hidden\" name=\"element\""_html;
        out.attribute("value", stage.element) << ">"_html;
        govuk::button(out, {.text = context.say("desk.map_retry"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
        out << "</form>"_html;
    }
    out << "</li>"_html;
}

/// What the case waits for that is nobody's task: a back office, a day.
void put_waiting(html::Html& out, const web::Context& context, const casework::Stage& stage) {
    out << "<li class=\"gh-map-step\">"_html << context.say("desk.map_waits", {{"name", stage.name}, {"time", website::shown_time(context, stage.since)}}) << "</li>"_html;
}

/// Each with a way to what was answered and photographed.
void put_done(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.done.empty()) return;
    out << "<h3 class=\"govuk-heading-s\">"_html << context.say("desk.map_done") << "</h3><ul class=\"govuk-list\">"_html;
    for (const auto& task : shown.done) {
        out << "<li class=\"gh-map-step\"><a class=\"govuk-link\""_html;
        out.url("href", "/staff/tasks/" + to_string(task.id)) << ">"_html << task.name << "</a><span class=\"gh-map-step__who\">"_html
            << context.say("desk.map_done_by", {{"name", in(shown.doers, task.done_by)}, {"time", website::shown_time(context, task.done_at.value_or(task.due_at))}})
            << "</span></li>"_html;
    }
    out << "</ul>"_html;
}

}  // namespace

void put_drawing(html::Html& out, const web::Context& context, const casework::Progress& progress) {
    html::Html inside;
    inside << "<div class=\"gh-map-drawing\" tabindex=\"0\" role=\"region\""_html;
    inside.attribute("aria-label", context.say("desk.map_drawing")) << ">"_html << casework::draw(progress) << "</div>"_html;
    html::Html words;
    words << "<ul class=\"govuk-list\">"_html;
    for (const auto& line : casework::outline(progress)) words << "<li>"_html << line << "</li>"_html;
    words << "</ul>"_html;
    inside << govuk::details({.summary_text = context.say("desk.map_words"), .html = std::move(words)});
    govuk::details(out, {.summary_text = context.say("desk.map_show"), .html = std::move(inside)});
}

namespace {

/// Which version of the map it runs on, where that is not the newest, and for who may, the way to move cases to that.
void put_version(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (!shown.newest_map) return;
    const auto version = std::to_string(shown.progress->run.map_version);
    html::Html text;
    text << context.say("desk.map_is_old", {{"version", version}, {"newest", std::to_string(shown.newest_map)}});
    if (actor_of(context).may(access::Permission::publish_service)) {
        text << " <a class=\"govuk-link\""_html;
        text.url("href", "/staff/maps/" + shown.the_case.service + "/" + version) << ">"_html << context.say("desk.map_move") << "</a>"_html;
    }
    out << govuk::inset_text({.html = std::move(text)});
}

}  // namespace

void put_map(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (!shown.progress) return;
    const auto& progress = *shown.progress;
    put_version(out, context, shown);
    if (!shown.shows_map) return;
    out << "<section class=\"gh-map\" aria-labelledby=\"map-title\"><h2 class=\"govuk-heading-m\" id=\"map-title\">"_html << context.say("desk.map") << "</h2><ul class=\"govuk-list\">"_html;
    for (const auto& task : shown.steps) put_step(out, context, shown, task);
    for (const auto& stage : progress.stages) {
        const bool is_task = std::ranges::any_of(shown.steps, [&](const casework::Task& task) { return task.element == stage.element; });
        if (!stage.problem.empty())
            put_stuck(out, context, shown, stage);
        else if (stage.is_here() && !is_task && !stage.name.empty())
            put_waiting(out, context, stage);
    }
    out << "</ul>"_html;
    put_done(out, context, shown);
    put_decisions(out, context, *shown.service, shown.decisions);
    put_drawing(out, context, progress);
    out << "</section>"_html;
}

}  // namespace desk
