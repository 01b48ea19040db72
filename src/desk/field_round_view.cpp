// A round as a phone shows it: how far it is, the map, one stop below the other, and the forms that a stop's button opens.

#include "desk/field_round.h"
#include "desk/promise.h"
#include "forms/view.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "places/drawing.h"
#include "casework/photos.h"

#include <fmt/format.h>

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

std::string counted_words(const web::Context& context, std::size_t count, const char* one, const char* many) {
    return context.say(count == 1 ? one : many, {{"count", std::to_string(count)}});
}

void put_progress(html::Html& out, const web::Context& context, const RoundShown& shown) {
    out << "<p class=\"gh-round__progress\"><strong>"_html
        << context.say("desk.field_progress", {{"done", std::to_string(shown.done.size())}, {"all", std::to_string(shown.all())}}) << "</strong>"_html;
    const auto late = static_cast<std::size_t>(std::ranges::count_if(shown.stops, [&](const Stop& stop) { return stop.is_late(context.now); }));
    if (late > 0) out << " "_html << html::badge({.text = counted_words(context, late, "desk.field_late_one", "desk.field_late"), .kind = "alert"});
    if (!shown.tried.empty()) out << " <span>"_html << counted_words(context, shown.tried.size(), "desk.field_tried_one", "desk.field_tried_many") << "</span>"_html;
    out << "<progress aria-hidden=\"true\""_html;
    out.attribute("value", std::to_string(shown.done.size())).attribute("max", std::to_string(std::max<std::size_t>(shown.all(), 1))) << "></progress></p>"_html;
}

std::string pin_name(const web::Context& context, const Stop& stop, std::size_t number) {
    return context.say("desk.field_pin", {{"number", std::to_string(number)}, {"task", stop.task.name}, {"due", promise_for(context, stop.task.due_at).text}});
}

std::string stop_id(const Stop& stop) { return "stop-" + to_string(stop.task.id); }

void put_round_map(html::Html& out, const web::Context& context, const RoundShown& shown) {
    if (shown.map.empty()) return;
    places::Box box;
    std::vector<places::Pin> pins;
    for (std::size_t i = 0; i < shown.stops.size(); ++i) {
        const auto& stop = shown.stops[i];
        if (!stop.point) continue;
        box.hold(*stop.point);
        pins.push_back({.point = *stop.point, .label = std::to_string(i + 1), .href = "#" + stop_id(stop), .name = pin_name(context, stop, i + 1)});
    }
    if (pins.empty()) return;
    for (const auto& stop : shown.done)
        if (stop.point && box.holds(*stop.point)) pins.push_back({.point = *stop.point, .label = "✓", .look = places::Pin::Look::done});
    constexpr int width = 360, height = 300, edge = 30;  // a pin is as high
    auto view = places::view_of(box, width - 2 * edge, height - 2 * edge, 16);
    view.width = width;
    view.height = height;
    out << "<div class=\"gh-map gh-map--small gh-round__map\">"_html
        << places::drawn(shown.map, {.view = view, .pins = std::move(pins), .name = context.say("desk.field_map")}, context.language) << "</div>"_html;
}

void put_told(html::Html& out, const web::Context& context, const RoundShown& shown, const Stop& stop) {
    const bool tried = std::ranges::any_of(shown.attempts, [&](const casework::Attempt& attempt) { return attempt.task == stop.task.id; });
    if (stop.told.empty() && !tried) return;
    out << "<dl class=\"gh-round__told\">"_html;
    for (const auto& [question, answer] : stop.told) out << "<div><dt>"_html << question << "</dt><dd>"_html << answer << "</dd></div>"_html;
    for (const auto& attempt : shown.attempts) {
        if (attempt.task != stop.task.id) continue;
        const auto name = shown.names.find(attempt.by);
        out << "<div><dt>"_html
            << context.say("desk.field_tried", {{"name", name == shown.names.end() ? std::string() : name->second}, {"time", website::shown_time(context, attempt.at)}})
            << "</dt><dd>"_html << context.say("casework.hindrance_" + std::string(casework::code_of(attempt.why))) << "</dd></div>"_html;
    }
    out << "</dl>"_html;
}

/// Which reasons its form does not have as an answer, parted by blanks.
std::string reasons_at(const Stop& stop) {
    std::string reasons;
    for (const auto hindrance : casework::hindrances_beside(stop.form)) reasons += (reasons.empty() ? "" : " ") + std::string(casework::code_of(hindrance));
    return reasons;
}

void put_buttons(html::Html& out, const web::Context& context, const Stop& stop) {
    if (!access::require(actor_of(context), access::Permission::work_case, stop.task.owned())) return;
    out << "<div class=\"gh-round__buttons\">"_html;
    govuk::button(out, {.text = context.say("desk.field_finish"), .href = "/staff/tasks/" + to_string(stop.task.id), .attributes = {{"data-finish"}}});
    if (!reasons_at(stop).empty())
        govuk::button(out, {.text = context.say("desk.field_cannot"),
                            .href = round_address_of(stop.task.id, "/attempt"),
                            .classes = "govuk-button--secondary",
                            .attributes = {{"data-cannot", reasons_at(stop)}}});
    out << "</div>"_html;
}

void put_ways(html::Html& out, const web::Context& context, const Stop& stop) {
    out << "<p class=\"gh-round__ways\">"_html;
    if (stop.point) {
        const auto point = fmt::format("{:.6f},{:.6f}", stop.point->latitude, stop.point->longitude);
        out << "<a class=\"govuk-link\""_html;
        out.url("href", "geo:" + point + "?q=" + point) << ">"_html << context.say("desk.field_way") << "<span class=\"govuk-visually-hidden\"> "_html << stop.place << "</span></a>"_html;
    }
    out << "<a class=\"govuk-link\""_html;
    out.url("href", "/staff/tasks/" + to_string(stop.task.id)) << ">"_html << context.say("desk.field_page") << "<span class=\"govuk-visually-hidden\"> "_html << stop.task.name << ", "_html
                                                               << stop.place << "</span></a></p>"_html;
}

std::string place_of(const web::Context& context, const Stop& stop) { return stop.place.empty() ? context.say("desk.task_no_place") : stop.place; }

/// `number`: 0 where it is called at no more today.
void put_stop(html::Html& out, const web::Context& context, const RoundShown& shown, const Stop& stop, std::size_t number) {
    out << "<li class=\"gh-round__stop\" tabindex=\"-1\""_html;
    out.attribute("id", stop_id(stop)).attribute("data-task", to_string(stop.task.id)).attribute("data-name", stop.task.name).attribute("data-place", stop.place);
    if (!stop.closes) out.attribute("data-form", stop.form_name());
    out << "><h2 class=\"gh-round__place\">"_html;
    if (number > 0) out << "<span class=\"gh-round__number\">"_html << number << "</span> "_html;
    out << place_of(context, stop) << "</h2><p class=\"gh-round__what\"><strong>"_html << stop.task.name << "</strong> "_html << stop.service << " <span>"_html << stop.reference << "</span></p><p class=\"gh-round__due\">"_html;
    put_due(out, context, stop.task);
    if (stop.task.owner) out << " <span>"_html << context.say("desk.next_yours") << "</span>"_html;
    out << "</p>"_html;
    put_told(out, context, shown, stop);
    out << "<div data-state role=\"status\"></div>"_html;
    put_buttons(out, context, stop);
    put_ways(out, context, stop);
    out << "</li>"_html;
}

void put_photo_field(html::Html& out, const web::Context& context) {
    out << govuk::file_upload({.id = "photo",
                               .name = "photo",
                               .label = {.text = context.say("desk.field_photos")},
                               .hint = {.text = context.say("desk.task_photo_hint")},
                               .attributes = {{"accept", "image/*"}, {"multiple"}, {"data-most", std::to_string(casework::most_photos)}}});
    out << "<p class=\"govuk-error-message\" hidden data-too-many>"_html << context.say("desk.field_many_photos", {{"most", std::to_string(casework::most_photos)}}) << "</p>"_html;
}

void put_note_field(html::Html& out, const web::Context& context) {
    out << govuk::textarea({.id = "text", .name = "text", .rows = 2, .label = {.text = context.say("desk.note_optional")}, .hint = {.text = context.say("desk.note_hint")}});
}

void put_form_end(html::Html& out, const web::Context& context, const char* words) {
    out << "<p class=\"govuk-error-message\" hidden data-cannot-keep tabindex=\"-1\">"_html << context.say("desk.field_cannot_keep") << "</p><div class=\"gh-round__buttons\">"_html
        << govuk::button({.text = context.say(words)}) << "<button type=\"button\" class=\"govuk-button govuk-button--secondary\" data-cancel>"_html << context.say("desk.field_not_now")
        << "</button></div></form></template>"_html;
}

void put_missing(html::Html& out, std::string_view question, const std::string& text) {
    out << "<p class=\"govuk-error-message\" hidden"_html;
    out.attribute("data-missing", question) << ">"_html << text << "</p>"_html;
}

/// Each form once, for the script to copy beside a stop; the server checks the answers as it does on the task's page.
void put_form_templates(html::Html& out, const web::Context& context, const RoundShown& shown) {
    const forms::Typed nothing = [](std::string_view) { return std::string(); };
    std::set<std::string> put;
    for (const auto* stops : {&shown.stops, &shown.tried})
        for (const auto& stop : *stops) {
            if (stop.closes || !put.insert(stop.form_name()).second) continue;
            out << "<template"_html;
            out.attribute("data-form-of", stop.form_name()) << "><form class=\"gh-round__form\" novalidate data-action=\"completion\">"_html;
            if (stop.form != nullptr) {
                forms::put_questions(out, *stop.form, nothing, {});
                for (const auto& question : stop.form->questions)
                    if (question.required) put_missing(out, forms::first_field(question), question.missing.empty() ? context.say("desk.field_missing", {{"question", question.label}}) : question.missing);
            }
            put_photo_field(out, context);
            put_note_field(out, context);
            put_form_end(out, context, "desk.field_send");
        }
    if (put.empty()) return;
    out << "<template data-form-of=\"attempt\"><form class=\"gh-round__form\" novalidate data-action=\"attempt\">"_html;
    std::vector<govuk::RadioItem> items;
    for (const auto hindrance : casework::all_hindrances)
        items.push_back({.value = std::string(casework::code_of(hindrance)), .text = context.say("casework.hindrance_" + std::string(casework::code_of(hindrance)))});
    out << govuk::radios({.fieldset = {.legend = {.text = context.say("desk.field_why"), .classes = "govuk-fieldset__legend--m"}}, .name = "why", .items = std::move(items)});
    put_missing(out, "why", context.say("casework.hindrance_missing"));
    put_photo_field(out, context);
    put_note_field(out, context);
    put_form_end(out, context, "desk.field_cannot_send");
}

void put_later(html::Html& out, const web::Context& context, const RoundShown& shown) {
    if (shown.later == 0 || !shown.team) return;
    const auto address = std::string(round_address) + "?team=" + to_string(shown.team->id);
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", shown.with_later ? address : address + "&later") << ">"_html
        << (shown.with_later ? context.say("desk.field_only_today") : counted_words(context, static_cast<std::size_t>(shown.later), "desk.field_later_one", "desk.field_later")) << "</a></p>"_html;
}

void put_over(html::Html& out, const web::Context& context, const RoundShown& shown) {
    if (!shown.tried.empty()) {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.field_tried_today") << "</h2><ul class=\"gh-round\">"_html;
        for (const auto& stop : shown.tried) put_stop(out, context, shown, stop, 0);
        out << "</ul>"_html;
    }
    if (shown.done.empty()) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.field_done_today") << "</h2><ul class=\"govuk-list govuk-list--spaced\">"_html;
    for (const auto& stop : shown.done) {
        out << "<li>"_html << html::badge({.text = context.say("desk.task_is_done"), .kind = "good"}) << " <a class=\"govuk-link\""_html;
        out.url("href", "/staff/tasks/" + to_string(stop.task.id)) << ">"_html << stop.task.name << ", "_html << place_of(context, stop) << "</a></li>"_html;
    }
    out << "</ul>"_html;
}

void put_team_tabs(html::Html& out, const web::Context& context, const RoundShown& shown) {
    if (shown.teams.size() < 2) return;
    html::TabLinks tabs{.items = {}, .label = context.say("desk.field_teams")};
    for (const auto& team : shown.teams)
        tabs.items.push_back({.text = team.name, .href = std::string(round_address) + "?team=" + to_string(team.id), .current = shown.team && shown.team->id == team.id});
    out << html::tab_links(tabs);
}

}  // namespace

void put_round(html::Html& out, const web::Request& request, const web::Context& context, const RoundShown& shown) {
    put_team_tabs(out, context, shown);
    put_progress(out, context, shown);
    out << "<p class=\"gh-round__kept\" data-kept hidden>"_html << context.say("desk.field_kept") << "</p>"_html;
    if (shown.stops.empty()) {
        const bool all_done = !shown.done.empty();
        out << html::empty_state({.text = context.say(!shown.team ? "desk.field_no_team" : all_done ? "desk.field_all_done" : "desk.field_none")});
        put_later(out, context, shown);
    } else {
        out << "<div class=\"gh-round__where\">"_html;
        put_round_map(out, context, shown);
        out << "<p class=\"govuk-hint\">"_html << context.say(request.query.has("from") ? "desk.field_order_from" : "desk.field_order")
            << " <button type=\"button\" class=\"gh-link-button\" hidden data-from-here>"_html << context.say("desk.field_from_here") << "</button></p></div><ol class=\"gh-round\">"_html;
        for (std::size_t i = 0; i < shown.stops.size(); ++i) put_stop(out, context, shown, shown.stops[i], i + 1);
        out << "</ol>"_html;
        if (shown.is_cut) out << "<p class=\"govuk-body\">"_html << context.say("desk.field_cut", {{"count", std::to_string(shown.stops.size())}}) << "</p>"_html;
        put_later(out, context, shown);
    }
    put_over(out, context, shown);
    put_form_templates(out, context, shown);
}

}  // namespace desk
