// What can be done with a case now.

#include "desk/case_page.h"
#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <functional>

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

constexpr std::size_t usual_form = 3 * 1024;  // bytes

/// The forms of one page: what was typed stays in the form it was typed in, and only there.
struct Forms {
    html::Html& out;
    const web::Request& request;
    const web::Context& context;
    const CaseShown& shown;
    std::span<const Problem> problems;

    bool was_sent(std::string_view action) const { return posted_action(request) == action; }
    bool may(Permission permission) const { return access::require(actor_of(context), permission, shown.the_case.owned()).has_value(); }

    /// What stands in a form below its hidden fields. As long as nothing was sent it is the same on every case. `name` says what it depends on.
    void put_body(html::Html& form, const std::string& name, const std::function<void(html::Html&)>& put) const {
        if (request.method == web::Method::get)
            put_prepared(form, context, name, put);
        else
            put(form);
    }

    void put_words(html::Html& form, std::string_view action, const char* label, const char* hint, int rows = 3, bool typed_here = false) const {
        const auto id = words_id(action);
        const bool here = typed_here || was_sent(action);
        govuk::textarea(form, {.id = id,
                               .name = "text",
                               .rows = rows,
                               .value = here ? std::string(request.form.text("text")) : std::string(),
                               .label = {.text = context.say(label)},
                               .hint = {.text = *hint == '\0' ? std::string() : context.say(hint)},
                               .error_message = here ? html::problem_at(problems, id) : govuk::ErrorMessage{}});
    }

    void put_folded(const char* title, const char* key, html::Html form, bool open) const {
        govuk::details(out, {.summary_text = context.say(title), .html = std::move(form), .open = open, .classes = "gh-do", .attributes = {{"data-key", key}}});
    }

    void put_reply() const {
        if (!may(Permission::send_message)) return;
        html::Html form;
        form.reserve(usual_form);
        open_case_form(form, context, shown, "/reply");
        put_body(form, "reply", [&](html::Html& body) {
            put_words(body, "reply", "desk.reply_label", "desk.reply_hint", 5);
            govuk::button(body, {.text = context.say("desk.reply_button"), .prevent_double_click = true});
        });
        form << "</form>"_html;
        put_folded("desk.reply", "w", std::move(form), was_sent("reply"));
    }

    void put_note() const {
        if (!may(Permission::note_case)) return;
        // A colleague was quicker: what was typed for a form that is gone can still be kept as a note.
        const bool open = shown.the_case.state == cases::State::open;
        const auto action = posted_action(request);
        const bool homeless = !request.form.text("text").empty() &&
                              ((open && action == "reopening") || (!open && (action == "closure" || action == "promise")));
        html::Html form;
        form.reserve(usual_form);
        open_case_form(form, context, shown, "/notes");
        put_body(form, "notes", [&](html::Html& body) {
            put_words(body, "notes", "desk.note_label", "desk.note_hint", 3, homeless);
            govuk::button(body, {.text = context.say("desk.note_button"), .classes = "govuk-button--secondary"});
        });
        form << "</form>"_html;
        put_folded("desk.note_add", "n", std::move(form), was_sent("notes") || homeless);
    }

    void put_later() const {
        if (!may(Permission::work_case)) return;
        html::Html form;
        form.reserve(usual_form);
        open_case_form(form, context, shown, "/promise");
        put_body(form, "promise", [&](html::Html& body) {
            govuk::input(body, {.id = "due",
                                .name = "due",
                                .type = "date",
                                .value = std::string(request.form.text("due")),
                                .label = {.text = context.say("desk.later_day")},
                                .error_message = html::problem_at(problems, "due"),
                                .classes = "govuk-input--width-10"});
            put_words(body, "promise", "desk.later_why", "desk.reply_hint");
            govuk::button(body, {.text = context.say("desk.later_button"), .classes = "govuk-button--secondary"});
        });
        form << "</form>"_html;
        put_folded("desk.later", "p", std::move(form), was_sent("promise"));
    }

    void put_closing() const {
        if (!may(Permission::close_case)) return;
        if (shown.is_for_others_to_close) {
            out << "<section class=\"gh-panel\"><p class=\"govuk-body\">"_html << context.say("casework.four_eyes_closing") << "</p></section>"_html;
            return;
        }
        out << "<section class=\"gh-panel\" data-key=\"e\">"_html;
        open_case_form(out, context, shown, "/closure");
        put_body(out, "closure." + shown.service->digest, [&](html::Html& body) {
            std::vector<govuk::RadioItem> items;
            for (const auto& outcome : shown.service->outcomes) items.push_back({.value = outcome.code, .text = outcome.label});
            govuk::radios(body, {.fieldset = {.legend = {.text = context.say("desk.close_legend"), .classes = "govuk-fieldset__legend--m"}},
                                 .error_message = html::problem_at(problems, "outcome"),
                                 .name = "outcome",
                                 .items = std::move(items),
                                 .value = std::string(request.form.text("outcome")),
                                 .classes = "govuk-radios--small"});
            put_words(body, "closure", "desk.note_optional", "desk.note_hint");
            govuk::button(body, {.text = context.say("desk.close_button"), .prevent_double_click = true});
        });
        out << "</form></section>"_html;
    }

    void put_reopening() const {
        if (!may(Permission::reopen_case)) return;
        out << "<section class=\"gh-panel\" data-key=\"e\">"_html;
        open_case_form(out, context, shown, "/reopening");
        put_body(out, "reopening", [&](html::Html& body) {
            std::vector<govuk::RadioItem> items;
            for (const auto reason : cases::reopening_reasons())
                items.push_back({.value = std::string(reason), .text = context.say("cases.reason_" + std::string(reason))});
            govuk::radios(body, {.fieldset = {.legend = {.text = context.say("desk.reopen_legend"), .classes = "govuk-fieldset__legend--m"}},
                                 .error_message = html::problem_at(problems, "reason"),
                                 .name = "reason",
                                 .items = std::move(items),
                                 .value = std::string(request.form.text("reason")),
                                 .classes = "govuk-radios--small"});
            put_words(body, "reopening", "desk.note_optional", "desk.note_hint");
            govuk::button(body, {.text = context.say("desk.reopen_button"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
        });
        out << "</form></section>"_html;
    }

    void put_abuse() const {
        if (!may(Permission::work_case)) return;
        html::Html form;
        form.reserve(usual_form);
        for (const auto& [id, flag] : shown.flags) put_flagged(form, id, flag);
        std::vector<govuk::SelectItem> unflagged;
        for (const auto& each : shown.requests)
            if (!shown.flags.contains(each.id)) unflagged.push_back({.value = to_string(each.id), .text = each.reference.spoken()});
        if (!unflagged.empty()) put_flagging(form, std::move(unflagged));
        put_folded("desk.flag", "a", std::move(form), was_sent("abuse"));
    }

    void put_flagged(html::Html& form, cases::RequestId id, const cases::Flag& flag) const {
        form << "<p class=\"govuk-body\">"_html << html::badge({.text = context.say("desk.flagged"), .kind = "alert"}) << " "_html
             << context.say("cases.abuse_" + flag.reason) << ", "_html << website::shown_time(context, flag.at) << "</p>"_html;
        if (actor_of(context).may(Permission::ban_sender)) {
            form << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
            form.url("href", "/staff/abuse?request=" + to_string(id)) << ">"_html << context.say("desk.ban_who_sent_it") << "</a></p>"_html;
        }
        open_case_form(form, context, shown, "/abuse/lifting");
        form << "<input type=\"hidden\" name=\"request\""_html;
        form.attribute("value", to_string(id)) << ">"_html;
        govuk::button(form, {.text = context.say("desk.flag_lift"), .classes = "govuk-button--secondary"});
        form << "</form>"_html;
    }

    void put_flagging(html::Html& form, std::vector<govuk::SelectItem> requests) const {
        open_case_form(form, context, shown, "/abuse");
        if (requests.size() == 1) {
            form << "<input type=\"hidden\" name=\"request\""_html;
            form.attribute("value", *requests.front().value) << ">"_html;
        } else
            govuk::select(form, {.id = "request", .name = "request", .items = std::move(requests), .value = std::string(request.form.text("request")),
                                 .label = {.text = context.say("desk.flag_which")}});
        put_body(form, "abuse", [&](html::Html& body) { put_flagging_body(body); });
        form << "</form>"_html;
    }

    void put_flagging_body(html::Html& form) const {
        std::vector<govuk::RadioItem> items;
        for (const auto reason : cases::abuse_reasons()) items.push_back({.value = std::string(reason), .text = context.say("cases.abuse_" + std::string(reason))});
        const bool here = was_sent("abuse");
        govuk::radios(form, {.fieldset = {.legend = {.text = context.say("desk.flag_legend"), .classes = "govuk-fieldset__legend--s"}},
                             .hint = {.text = context.say("desk.flag_hint")},
                             .error_message = here ? html::problem_at(problems, "abuse") : govuk::ErrorMessage{},
                             .id_prefix = "abuse",
                             .name = "abuse",
                             .items = std::move(items),
                             .value = here ? std::string(request.form.text("abuse")) : std::string(),
                             .classes = "govuk-radios--small"});
        put_words(form, "abuse", "desk.flag_words", "desk.note_hint");
        govuk::button(form, {.text = context.say("desk.flag_button"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    }

    void put_split_link() const {
        if (!may(Permission::work_case)) return;
        out << "<p class=\"govuk-body gh-do__link\"><a class=\"govuk-link\""_html;
        out.url("href", "/staff/cases/" + to_string(shown.the_case.id) + "/splitting") << ">"_html << context.say("desk.split_link") << "</a></p>"_html;
    }

    void put_hand_over_link() const {
        if (!may(Permission::assign_case)) return;
        out << "<p class=\"govuk-body gh-do__link\"><a class=\"govuk-link\" data-key=\"h\""_html;
        out.url("href", "/staff/cases/" + to_string(shown.the_case.id) + "/handover" + (shown.call ? "?call=" + to_string(shown.call) : std::string())) << ">"_html << context.say("desk.hand_over") << "</a></p>"_html;
    }
};

}  // namespace

void open_case_form(html::Html& out, const web::Context& context, const CaseShown& shown, std::string_view action) {
    out << "<form method=\"post\" novalidate data-module=\"gh-keep-words\""_html;
    out.url("action", "/staff/cases/" + to_string(shown.the_case.id) + std::string(action)).attribute("data-kept-said", context.say("desk.kept_back"));
    out << ">"_html << keeping_fields(context) << "<input type=\"hidden\" name=\"changes\""_html;
    out.attribute("value", std::to_string(shown.the_case.changes)) << ">"_html;
    if (!shown.call) return;
    out << "<input type=\"hidden\" name=\"call\""_html;
    out.attribute("value", to_string(shown.call)) << ">"_html;
}

std::string address_after(const web::Request& request, cases::CaseId id) {
    const auto call = call_behind(request);
    return call ? call_address(call, "?back") : "/staff/cases/" + to_string(id);
}

void put_actions(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown,
                 std::span<const Problem> problems) {
    const Forms forms{out, request, context, shown, problems};
    const bool open = shown.the_case.state == cases::State::open;
    if (open)
        forms.put_closing();
    else
        forms.put_reopening();
    forms.put_reply();
    forms.put_note();
    if (open) forms.put_later();
    forms.put_abuse();
    if (open) forms.put_hand_over_link();
    if (open) forms.put_split_link();
}

void put_tasks(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown,
               std::span<const Problem> problems) {
    if (shown.tasks.empty()) return;
    const bool may_work = access::require(actor_of(context), Permission::work_case, shown.the_case.owned()).has_value();
    out << "<section class=\"gh-tasks\" id=\"tasks\" aria-labelledby=\"tasks-title\"><h2 class=\"govuk-heading-m\" id=\"tasks-title\">"_html
        << context.say("desk.tasks") << "</h2>"_html;
    for (const auto& task : shown.tasks) {
        out << "<p class=\"govuk-body\"><strong>"_html << context.say("cases.task_" + task.kind) << "</strong>, "_html
            << website::shown_time(context, task.created) << "</p>"_html;
        if (!may_work) continue;
        const auto id = "task-" + to_string(task.id);
        const bool here = request.param("task") == to_string(task.id);
        open_case_form(out, context, shown, "/tasks/" + to_string(task.id) + "/completion");
        govuk::textarea(out, {.id = id,
                              .name = "text",
                              .rows = 2,
                              .value = here ? std::string(request.form.text("text")) : std::string(),
                              .label = {.text = context.say("desk.task_how")},
                              .error_message = here ? html::problem_at(problems, id) : govuk::ErrorMessage{}});
        govuk::button(out, {.text = context.say("desk.task_done"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
        out << "</form>"_html;
    }
    out << "</section>"_html;
}

}  // namespace desk
