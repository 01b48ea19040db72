// The page of one task: what is to be done, where, what was told and decided before, and its end.

#include "base/text.h"
#include "casework/casework.h"
#include "casework/photos.h"
#include "desk/case_page.h"
#include "desk/promise.h"
#include "desk/task_page.h"
#include "forms/view.h"
#include "forms/worked_out.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/file_answer.h"

#include <algorithm>

namespace desk {

std::string task_address(const casework::Task& task, std::string_view rest) { return "/staff/tasks/" + to_string(task.id) + std::string(rest); }

void open_task_form(html::Html& out, const web::Context& context, const casework::Task& task, std::string_view action) {
    out << "<form method=\"post\" novalidate enctype=\"multipart/form-data\" data-module=\"gh-keep-words\""_html;
    out.url("action", task_address(task, action)).attribute("data-kept-said", context.say("desk.kept_back"));
    out << ">"_html << keeping_fields(context) << "<input type=\"hidden\" name=\"changes\""_html;
    out.attribute("value", std::to_string(task.changes)) << ">"_html;
}

namespace {

namespace govuk = html::govuk;
using access::Permission;

bool may(const web::Context& context, Permission permission, const casework::Task& task) {
    return access::require(actor_of(context), permission, task.owned()).has_value();
}

void put_button_form(html::Html& out, const web::Context& context, const casework::Task& task, std::string_view action, const char* words, bool primary) {
    open_task_form(out, context, task, action);
    govuk::button(out, {.text = context.say(words), .prevent_double_click = true, .classes = primary ? "" : "govuk-button--secondary"});
    out << "</form>"_html;
}

std::string name_in(const TaskShown& shown, access::StaffId id) {
    const auto found = shown.names.find(id);
    return found == shown.names.end() ? std::string() : found->second;
}

/// Pages on which it goes to others.
void put_ways_on(html::Html& out, const web::Context& context, const casework::Task& task) {
    using casework::Doing;
    const struct {
        Doing doing;
        const char *rest, *words;
    } ways[] = {{Doing::handing_over, "/handover", "desk.hand_over"}, {Doing::giving_back, "/return", "desk.task_return"}};
    for (const auto& way : ways) {
        if (!casework::could_do(actor_of(context), task, way.doing)) continue;
        out << "<p class=\"gh-top__fact\"><a class=\"govuk-link\""_html;
        out.url("href", task_address(task, way.rest)) << ">"_html << context.say(way.words) << "</a></p>"_html;
    }
}

void put_top(html::Html& out, const web::Context& context, const TaskShown& shown) {
    const auto& task = shown.task;
    const auto& who = actor_of(context);
    const auto place = shown.places.find(shown.request().location);
    out << "<div class=\"gh-top\"><section class=\"gh-top__box\"><h2 class=\"gh-top__title\">"_html << context.say("desk.place") << "</h2><p class=\"gh-top__name\">"_html
        << (place == shown.places.end() ? context.say("desk.task_no_place") : place->second.text) << "</p>"_html;
    if (shown.sees_case) {
        out << "<p class=\"gh-top__fact\"><a class=\"govuk-link\""_html;
        out.url("href", "/staff/cases/" + to_string(task.case_id)) << ">"_html << context.say("desk.task_case") << "</a></p>"_html;
    }
    out << "</section><section class=\"gh-top__box\"><h2 class=\"gh-top__title\">"_html << context.say("desk.work_due") << "</h2>"_html;
    const auto promise = promise_for(context, task.due_at);
    const bool open = task.state == casework::TaskState::open;
    out << (open && promise.late ? "<p class=\"gh-top__name gh-top__name--late\">"_html : "<p class=\"gh-top__name\">"_html)
        << (open ? promise.text : context.say("desk.task_is_" + std::string(casework::code_of(task.state)))) << "</p><p class=\"gh-top__fact\">"_html
        << shown_day(context, open ? task.due_at : task.done_at.value_or(task.due_at)) << "</p></section>"_html;
    out << "<section class=\"gh-top__box\"><h2 class=\"gh-top__title\">"_html << context.say("desk.owner") << "</h2><p class=\"gh-top__name\">"_html;
    if (!task.owner)
        out << context.say("desk.next_nobody");
    else
        out << (task.owner == who.staff() ? context.say("desk.next_yours") : context.say("desk.next_theirs", {{"name", name_in(shown, task.owner)}}));
    out << "</p><p class=\"gh-top__fact\">"_html << shown.team << "</p>"_html;
    if (shown.instead)
        out << "<p class=\"gh-top__fact\">"_html
            << context.say(shown.instead->holds_at(context.now) ? "desk.task_instead" : "desk.task_instead_over",
                           {{"name", name_in(shown, shown.instead->staff)}, {"day", shown_day(context, shown.instead->over_at.value_or(shown.instead->until))}})
            << "</p>"_html;
    if (!shown.skill.empty()) out << "<p class=\"gh-top__fact\">"_html << context.say("desk.task_wants", {{"skill", shown.skill}}) << "</p>"_html;
    if (open && who.staff() && may(context, Permission::work_case, task)) {
        if (task.owner != who.staff() && !shown.lacks_skill) put_button_form(out, context, task, "/owner", task.owner ? "desk.take_over" : "desk.take", !task.owner);
        put_ways_on(out, context, task);
    }
    out << "</section></div>"_html;
}

void put_answers(html::Html& out, const web::Context& context, const char* title, const forms::Form& form, const forms::Answers& answers) {
    std::vector<govuk::SummaryRow> rows;
    for (const auto& answer : answers) {
        const auto* question = form.find(answer.question);
        rows.push_back({.key = {.text = question ? question->label : answer.question},
                        .value = {.text = forms::shown_to_staff(form, answer, answers), .classes = "gh-lines"}});
    }
    if (rows.empty()) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say(title) << "</h2>"_html << govuk::summary_list({.rows = std::move(rows)});
}

void put_photo(html::Html& out, const casework::Task& task, const files::File& file) {
    const auto address = task_address(task, "/photos/" + std::to_string(file.number));
    out << "<li><a class=\"govuk-link\""_html;
    out.url("href", address) << "><img alt=\"\" loading=\"lazy\" width=\"120\""_html;
    out.url("src", address) << "> "_html << file.name << "</a></li>"_html;
}

}  // namespace

void put_handing(html::Html& out, const web::Context& context, const TaskShown& shown) {
    if (!shown.handing) return;
    const auto& handing = *shown.handing;
    const auto put = [&](const char* words, access::StaffId by, Instant at, const std::string& text) {
        out << "<p class=\"govuk-body\">"_html << context.say(words, {{"name", name_in(shown, by)}, {"time", website::shown_time(context, at)}})
            << "</p><div class=\"govuk-inset-text gh-lines\">"_html << text << "</div>"_html;
    };
    if (handing.given_by) put("desk.task_given_by", handing.given_by, handing.given_at, handing.note);
    if (handing.returned_by) put("desk.task_returned_by", handing.returned_by, handing.returned_at, handing.why);
}

namespace {

void put_record(html::Html& out, const web::Context& context, const TaskShown& shown) {
    auto answers = shown.request().answers;
    if (!shown.sees_case)  // contact details are for who may see the case
        std::erase_if(answers, [&](const forms::Answer& answer) {
            const auto* question = shown.service->form.find(answer.question);
            return question == nullptr || forms::is_contact_detail(question->type);
        });
    put_answers(out, context, "desk.asked", shown.service->form, answers);
    if (!shown.files.empty() && shown.sees_case) {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.files") << "</h2><ul class=\"gh-photos\">"_html;
        for (const auto& file : shown.files) put_file(out, context, shown.the_case.id, file);
        out << "</ul>"_html;
    }
    if (!shown.place_map.empty()) out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.where") << "</h2>"_html << shown.place_map;
    if (!shown.own_files.empty()) {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.task_photos") << "</h2><ul class=\"gh-photos\">"_html;
        for (const auto& file : shown.own_files) put_photo(out, shown.task, file);
        out << "</ul>"_html;
    }
    if (shown.task.state == casework::TaskState::done)
        if (const auto* form = shown.form()) put_answers(out, context, "desk.task_said", *form, shown.task.answers);
    for (const auto& before : shown.before) {
        if (before.id == shown.task.id) continue;
        out << "<h2 class=\"govuk-heading-m\">"_html << before.name << "</h2><p class=\"govuk-body\">"_html
            << context.say("desk.task_done_by", {{"name", name_in(shown, before.done_by)}, {"time", website::shown_time(context, before.done_at.value_or(before.due_at))}})
            << " <a class=\"govuk-link\" href=\"/staff/tasks/"_html << before.id.value << "\">"_html << context.say("desk.task_look") << "</a></p>"_html;
        if (const auto* form = shown.behind->task_form(before.form)) put_answers(out, context, "desk.task_said", *form, before.answers);
    }
    put_decisions(out, context, *shown.service, shown.decisions);
    if (shown.progress) put_drawing(out, context, *shown.progress);
}

void put_ending(html::Html& out, const web::Request& request, const web::Context& context, const TaskShown& shown, std::span<const Problem> problems) {
    const auto& task = shown.task;
    if (task.state != casework::TaskState::open || !may(context, Permission::work_case, task)) return;
    const auto typed = [&](std::string_view field) { return std::string(request.form.text(field)); };
    if (shown.lacks_skill) {
        out << "<section class=\"gh-panel\"><p class=\"govuk-body\">"_html << context.say("desk.task_wants_other", {{"skill", shown.skill}}) << "</p></section>"_html;
        if (problems.empty()) return;  // what was typed when it was refused stays to be copied
    }
    if (shown.closes) {
        out << "<section class=\"gh-panel\"><p class=\"govuk-body\">"_html << context.say("casework.close_instead") << "</p>"_html
            << govuk::button({.text = context.say("desk.task_to_case"), .href = "/staff/cases/" + to_string(task.case_id)}) << "</section>"_html;
        return;
    }
    out << "<section class=\"gh-panel\">"_html;
    open_task_form(out, context, task, "/photos");
    out << govuk::file_upload({.id = "photo",
                               .name = "photo",
                               .label = {.text = context.say("desk.task_photo")},
                               .hint = {.text = context.say("desk.task_photo_hint")},
                               .error_message = html::problem_at(problems, "photo"),
                               .attributes = {{"accept", "image/*"}, {"multiple"}}});
    govuk::button(out, {.text = context.say("desk.task_photo_add"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form></section><section class=\"gh-panel\" data-key=\"e\">"_html;
    open_task_form(out, context, task, "/completion");
    if (const auto* form = shown.form()) forms::put_questions(out, *form, forms::typed_by(request.form, *form), problems);
    govuk::textarea(out, {.id = "text",
                          .name = "text",
                          .rows = 3,
                          .value = typed("text"),
                          .label = {.text = context.say("desk.note_optional")},
                          .hint = {.text = context.say("desk.note_hint")},
                          .error_message = html::problem_at(problems, "text")});
    govuk::button(out, {.text = context.say("desk.task_finish"), .prevent_double_click = true});
    out << "</form></section>"_html;
}

web::Response task_page(const Site& site, const web::Request& request, const web::Context& context, const TaskShown& shown,
                        std::span<const Problem> problems, int status) {
    html::Page page{.title = shown.task.name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.work"), .href = "/staff/work"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(shown.task.name, shown.service->name + " " + shown.request().reference.spoken());
    out << "<div id=\"task\""_html;
    if (shown.sees_case) {  // who may not see it cannot follow it
        out << " data-module=\"gh-live\" data-notice=\"true\""_html;
        out.attribute("data-topics", "case." + to_string(shown.task.case_id)).attribute("data-after", std::to_string(shown.position));
        out.attribute("data-said", context.say("desk.case_changed")).attribute("data-link", context.say("desk.case_reload"));
    }
    out << ">"_html;
    put_top(out, context, shown);
    out << "<div class=\"gh-split\"><div>"_html;
    if (shown.task.state == casework::TaskState::open) put_handing(out, context, shown);
    put_record(out, context, shown);
    out << "</div><div class=\"gh-split__side\">"_html;
    put_ending(out, request, context, shown, problems);
    out << "</div></div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<web::Response> show_again(const Site& site, web::Request& request, web::Context& context, casework::TaskId id, const Refusal& refusal) {
    const bool about_input = refusal.kind == Kind::invalid || refusal.kind == Kind::conflict || casework::is_for_somebody_else(refusal);
    if (!about_input) return show_unsaved(site, request, context, refusal);
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({"task", context.say(refusal.key)});
    const auto shown = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_task(tx, context, id); });
    if (!shown) return show_unsaved(site, request, context, shown.error());
    return task_page(site, request, context, *shown, problems, refusal.kind == Kind::invalid ? 422 : 409);
}

/// Runs a verb once under the form's operation.
template <class Verb>
Result<web::Response> change_task(const Site& site, web::Request& request, web::Context& context, const std::string& after, Verb verb) {
    const auto id = TRY(task_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto changed = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(verb(tx, actor_of(context), id));
        return std::string("done");
    });
    if (!changed) return show_again(site, request, context, id, changed.error());
    return web::see_other(after.empty() ? "/staff/tasks/" + to_string(id) : after);
}

}  // namespace

Result<web::Response> show_task(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(task_id_of(request));
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_task(tx, context, id); }));
    return task_page(site, request, context, shown, {}, 200);
}

Result<forms::Sent> sent_for(db::Tx& tx, const access::Actor& who, const web::Request& request, casework::TaskId id) {
    const auto task = TRY(casework::find_task(tx, who, id));
    const auto behind = TRY(casework::service_behind(tx, task));
    const auto* form = behind->task_form(task.form);
    return forms::sent_by(request.form, form == nullptr ? forms::Form{} : *form);
}

Result<web::Response> take_task(const Site& site, web::Request& request, web::Context& context) {
    return change_task(site, request, context, {}, [&](db::Tx& tx, const access::Actor& who, casework::TaskId id) {
        return casework::take_task(tx, who, id, seen_changes(request));
    });
}

Result<web::Response> complete_task(const Site& site, web::Request& request, web::Context& context) {
    return change_task(site, request, context, "/staff/work", [&](db::Tx& tx, const access::Actor& who, casework::TaskId id) -> Result<casework::Task> {
        const auto sent = TRY(sent_for(tx, who, request, id));
        return casework::finish_task(tx, who, id, seen_changes(request), sent, request.form.text("text"));
    });
}

Result<web::Response> add_task_photos(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(task_id_of(request));
    TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return casework::find_task(tx, actor_of(context), id); }));  // before anything is opened
    const auto photos = photos_sent(request, context);
    return change_task(site, request, context, {}, [&](db::Tx& tx, const access::Actor& who, casework::TaskId task) -> Result<void> {
        if (!photos) return refuse_fields("forms.problems", {{"photo", context.say(photos.error().key)}});
        if (photos->empty()) return refuse_fields("forms.problems", {{"photo", context.say("desk.task_photo_missing")}});
        for (const auto& [blob, name] : *photos) TRY(casework::add_photo(tx, who, task, blob, name));
        return {};
    });
}

Result<web::Response> show_task_photo(const Site&, web::Request& request, web::Context& context) {
    const auto id = TRY(task_id_of(request));
    const auto number = parse_id<files::FileId>(request.param("number"));
    if (!number) return refuse(Kind::not_found, "files.not_found");
    const auto file = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<files::File> {
        TRY(casework::find_task(tx, actor_of(context), id));
        return files::find_file(tx, casework::files_subject(id), static_cast<int>(number->value));
    }));
    return website::file_answer(context, file);
}

}  // namespace desk
