// The map of a service in its draft: drawn with bpmn.io's editor, or step by step and as text without script.

#include "bpmn/draw.h"
#include "bpmn/outline.h"
#include "bpmn/read.h"
#include "casework/case_map.h"
#include "desk/map_editor.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <fmt/format.h>

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

/// 0 where it is no number.
std::int64_t edition_in(std::string_view text) {
    std::int64_t edition = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), edition);
    return error == std::errc{} && end == text.data() + text.size() ? edition : 0;
}

std::string map_address(std::string_view code, std::string_view rest = {}) { return fmt::format("/staff/services/{}/map{}", code, rest); }

void put_field(html::Html& out, const web::Context& context, const DrawnMap& map, const Saying& saying, const std::string& value, const std::string& id, const html::govuk::Attributes& attributes) {
    using Sort = Saying::Sort;
    const govuk::Label label{.text = context.say(saying.words)};
    if (saying.sort == Sort::flag) {
        out << govuk::checkboxes({.id_prefix = id, .name = saying.name, .items = {{.value = "true", .text = context.say(saying.words), .checked = value == "true", .attributes = attributes}}, .classes = "govuk-checkboxes--small"});
        return;
    }
    if (saying.sort == Sort::text || saying.sort == Sort::long_text || saying.sort == Sort::number) {
        govuk::input(out, {.id = id, .name = saying.name, .inputmode = saying.sort == Sort::number ? "numeric" : "", .value = value, .label = label,
                           .classes = saying.sort == Sort::number ? "govuk-input--width-4" : "", .attributes = attributes});
        return;
    }
    std::vector<govuk::SelectItem> items{{.value = "", .text = context.say("desk.map_said_nothing")}};
    bool known = value.empty();
    for (auto& [code, name] : choices_for(map, saying.sort)) {
        known = known || code == value;
        items.push_back({.value = code, .text = name});
    }
    if (!known) items.push_back({.value = value, .text = value});
    govuk::select(out, {.id = id, .name = saying.name, .items = std::move(items), .value = value, .label = label, .attributes = attributes});
}

void open_map_form(html::Html& out, const web::Context& context, const DrawnMap& map, std::string_view rest) {
    out << "<form method=\"post\" novalidate"_html;
    out.url("action", map_address(map.code, rest)) << ">"_html << website::seal_fields(context) << "<input type=\"hidden\" name=\"edition\""_html;
    out.attribute("value", std::to_string(map.edition)) << ">"_html;
}

void put_faults(html::Html& out, const web::Context& context, const DrawnMap& map) {
    if (map.faults.empty()) {
        out << "<p class=\"govuk-body\">"_html << context.say("desk.map_no_faults") << "</p>"_html;
        return;
    }
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.map_faults") << "</h2><ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& fault : map.faults) {
        out << "<li"_html;
        out.attribute("data-fault", fault.element).attribute("data-show", context.say("desk.map_fault_show")) << ">"_html << fault.element << ": "_html << fault.text << "</li>"_html;
    }
    out << "</ul>"_html;
}

void put_panel(html::Html& out, const web::Context& context, const DrawnMap& map) {
    out << "<aside class=\"gh-map-editor__panel\" data-panel hidden"_html;
    out.attribute("aria-label", context.say("desk.map_panel")) << "><h2 class=\"govuk-heading-s\">"_html << context.say("desk.map_panel") << "</h2><p class=\"govuk-body\" data-nothing>"_html
        << context.say("desk.map_panel_nothing") << "</p>"_html;
    for (const auto& saying : sayings())
        put_field(out, context, map, saying, "", std::string("said-") + saying.name, {{"data-said", saying.name}, {"data-at", saying.at}});
    out << "</aside>"_html;
}

void put_text(html::Html& out, const web::Context& context, const DrawnMap& map) {
    html::Html inside = govuk::textarea({.id = "xml", .name = "xml", .spellcheck = false, .rows = 20, .value = map.process, .label = {.text = context.say("desk.map_text")}, .classes = "gh-code"});
    open_map_form(out, context, map, "");
    out << "<div data-as-text>"_html << govuk::details({.summary_text = context.say("desk.map_as_text"), .html = std::move(inside)}) << "</div>"_html
        << govuk::button({.text = context.say("desk.map_save"), .prevent_double_click = true}) << "</form>"_html;
}

/// Without script: each step that people do, with a form of its own.
void put_steps(html::Html& out, const web::Context& context, const DrawnMap& map) {
    const auto model = bpmn::read(map.process);
    if (!model) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.map_steps") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.map_steps_how") << "</p><ol class=\"govuk-list\">"_html;
    for (const auto* process : bpmn::processes(*model))
        for (const auto& step : bpmn::outline(*process)) {
            out << "<li><strong>"_html << fmt::format("{}. {}", step.number, step.name.empty() ? step.kind : step.name) << "</strong> ("_html << step.kind << ")"_html;
            for (const auto& then : step.then) out << " "_html << then;
            if (step.element->is(bpmn::Type::user_task)) {
                html::Html form;
                open_map_form(form, context, map, "/steps/" + step.element->id());
                for (const auto& saying : sayings()) {
                    if (!saying.in_list) continue;
                    const auto value = std::string_view(saying.name) == "name" ? step.element->name() : step.element->attribute_of(casework::own_attributes, saying.name);
                    put_field(form, context, map, saying, value, fmt::format("{}-{}", step.element->id(), saying.name), {});
                }
                form << govuk::button({.text = context.say("desk.map_save_step"), .prevent_double_click = true, .classes = "govuk-button--secondary"}) << "</form>"_html;
                govuk::details(out, {.summary_text = context.say("desk.map_change_step", {{"name", step.name}}), .html = std::move(form)});
            }
            out << "</li>"_html;
        }
    out << "</ol>"_html;
}

Result<web::Response> shown_again(const Site& site, const web::Request& request, const web::Context& context, std::span<const Problem> problems, const std::string* typed, int status) {
    auto map = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_drawn_map(tx, request.param("code")); }));
    if (typed != nullptr) map.process = *typed;
    return site.staff_page(request, context, map_editor_page(site, context, map, problems), status);
}

/// Into the draft, which is begun where there is none; back to the page, or the page with what was wrong and what was typed.
Result<web::Response> save_in_draft(const Site& site, const web::Request& request, const web::Context& context, const std::function<Result<std::string>(std::string_view before)>& make, const std::string* typed) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto code = std::string(request.param("code"));
    const auto done = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto& who = actor_of(context);
        TRY(access::confirm(tx, who));
        const auto draft = TRY(catalogue::begin_draft(tx, who, code));
        const auto text = TRY(make(draft.text("process.bpmn")));
        const auto seen = edition_in(request.form.text("edition"));
        TRY(catalogue::change_draft(tx, who, code, "process.bpmn", text, seen == 0 ? 1 : seen));
        return std::string("saved");
    });
    if (done) return web::see_other(map_address(code));
    if (done.error().kind == Kind::conflict) return shown_again(site, request, context, std::vector<Problem>{{"xml", "desk.map_changed_meanwhile"}}, typed, 409);
    if (done.error().kind != Kind::invalid) return std::unexpected(done.error());
    const std::vector<Problem> unreadable{{"xml", "desk.map_unreadable"}};
    return shown_again(site, request, context, done.error().fields.empty() || done.error().fields.front().field == "line" ? std::span(unreadable) : std::span(done.error().fields), typed, 422);
}

}  // namespace

html::Page map_editor_page(const Site& site, const web::Context& context, const DrawnMap& map, std::span<const Problem> problems) {
    html::Page page{.title = context.say("desk.map_editor", {{"service", map.name}}), .has_errors = !problems.empty(), .scripts = {site.asset("map-editor.js")}};
    auto& out = page.main;
    out << "<link rel=\"stylesheet\""_html;
    out.url("href", site.asset("map-editor.css")) << ">"_html << html::problem_summary(problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html
        << context.say(map.edition == 0 ? "desk.map_of_version" : "desk.map_of_draft", {{"edition", std::to_string(map.edition)}}) << "</p>"_html;
    put_faults(out, context, map);
    out << "<div data-map-editor><div class=\"gh-map-editor\"><div class=\"gh-map-editor__canvas\" data-canvas hidden tabindex=\"-1\"></div>"_html;
    put_panel(out, context, map);
    out << "</div><p class=\"govuk-body\" data-undrawn hidden>"_html << context.say("desk.map_undrawn") << "</p>"_html;
    put_text(out, context, map);
    out << "</div>"_html;
    if (const auto model = bpmn::read(map.process)) {
        out << "<noscript><div class=\"gh-map-drawing\" tabindex=\"0\" role=\"region\""_html;
        out.attribute("aria-label", context.say("desk.map_drawing")) << ">"_html << bpmn::draw(*model) << "</div></noscript>"_html;
    }
    put_steps(out, context, map);
    return page;
}

Result<web::Response> show_map_editor(const Site& site, web::Request& request, web::Context& context) {
    return shown_again(site, request, context, {}, nullptr, 200);
}

Result<web::Response> save_map(const Site& site, web::Request& request, web::Context& context) {
    const auto typed = std::string(request.form.text("xml"));
    return save_in_draft(site, request, context, [&](std::string_view) -> Result<std::string> {
        TRY(bpmn::read(typed));
        return typed;
    }, &typed);
}

Result<web::Response> save_map_step(const Site& site, web::Request& request, web::Context& context) {
    return save_in_draft(site, request, context, [&](std::string_view before) {
        return with_said(before, request.param("element"), [&](std::string_view name) -> std::optional<std::string> { return std::string(request.form.text(name)); });
    }, nullptr);
}

}  // namespace desk
