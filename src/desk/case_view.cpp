// The page of a case, as it is read.

#include "desk/case_page.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "forms/worked_out.h"
#include "html/govuk.h"
#include "people/contact_details.h"

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

void open_box(html::Html& out, const web::Context& context, const char* title) {
    out << "<section class=\"gh-top__box\"><h2 class=\"gh-top__title\">"_html << context.say(title) << "</h2>"_html;
}

void put_fact(html::Html& out, std::string_view text, const std::string& href = {}) {
    if (text.empty()) return;
    out << "<p class=\"gh-top__fact\">"_html;
    if (!href.empty()) {
        out << "<a class=\"govuk-link\""_html;
        out.url("href", href) << ">"_html << text << "</a></p>"_html;
    } else
        out << text << "</p>"_html;
}

void put_resident(html::Html& out, const web::Context& context, const CaseShown& shown) {
    const auto& request = shown.request();
    const auto person = shown.person_of(request);
    open_box(out, context, "desk.top_resident");
    out << "<p class=\"gh-top__name\">"_html << (person.name.empty() ? context.say("desk.unnamed") : person.name) << "</p>"_html;
    put_fact(out, people::shown_phone(person.phone), "tel:" + person.phone);
    put_fact(out, person.email, "mailto:" + person.email);
    if (person.write == "post") put_fact(out, way_to_write(context, person));
    put_fact(out, shown.place());
    put_fact(out, context.say("contact.channel." + request.channel) + ", " + website::shown_time(context, request.received_at));
    if (request.person && shown.persons.contains(request.person))
        put_fact(out, context.say("desk.top_told_before"), "/staff/people/" + to_string(request.person));
    out << "</section>"_html;
}

void put_promised(html::Html& out, const web::Context& context, const CaseShown& shown) {
    const auto promise = promise_of(context, shown.the_case);
    open_box(out, context, "desk.top_promise");
    out << (promise.late ? "<p class=\"gh-top__name gh-top__name--late\">"_html : "<p class=\"gh-top__name\">"_html) << promise.text << "</p>"_html;
    if (shown.the_case.state == cases::State::closed) {
        put_fact(out, cases::outcome_shown(*shown.service, shown.the_case.outcome));
        if (shown.the_case.closed_at) put_fact(out, website::shown_time(context, *shown.the_case.closed_at));
    } else {
        put_fact(out, due_day(context, shown.the_case));
        put_fact(out, shown.service->promise);
    }
    if (!shown.flags.empty()) out << html::badge({.text = context.say("desk.flagged"), .kind = "alert"}) << " "_html;
    if (shown.the_case.objections > 0)
        out << html::badge({.text = context.say("desk.row_not_fixed"), .kind = "alert"});
    out << "</section>"_html;
}

void put_reach(html::Html& out, const web::Context& context, const std::string& phone, const std::string& web) {
    put_fact(out, phone.empty() ? std::string() : context.say("desk.body_phone", {{"phone", phone}}));
    put_fact(out, web, web);
}

/// Whose the place is, where it is not the council's.
void put_body(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (!shown.passed && !shown.body) return;
    open_box(out, context, "desk.top_body");
    if (const auto& passed = shown.passed) {
        out << "<p class=\"gh-top__name\">"_html << passed->body << "</p>"_html;
        put_fact(out, context.say("desk.body_passed", {{"time", website::shown_time(context, passed->at)}}));
        put_reach(out, context, passed->phone, passed->web);
    } else {
        out << "<p class=\"gh-top__name\">"_html << shown.body->name << "</p>"_html;
        put_reach(out, context, shown.body->phone, shown.body->web);
        if (!shown.body->email.empty() && access::require(actor_of(context), Permission::work_case, shown.the_case.owned())) {
            open_case_form(out, context, shown, "/passing-on");
            govuk::button(out, {.text = context.say("desk.body_pass_on"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
            out << "</form>"_html;
        }
    }
    out << "</section>"_html;
}

void put_owner_button(html::Html& out, const web::Context& context, const CaseShown& shown, std::string_view action, const char* words, bool primary) {
    open_case_form(out, context, shown, action);
    govuk::button(out, {.text = context.say(words), .prevent_double_click = true, .classes = primary ? "" : "govuk-button--secondary"});
    out << "</form>"_html;
}

void put_next(html::Html& out, const web::Context& context, const CaseShown& shown) {
    const auto& who = actor_of(context);
    const auto& c = shown.the_case;
    const bool may_work = who.staff() && access::require(who, Permission::work_case, c.owned());
    open_box(out, context, "desk.top_next");
    if (c.state == cases::State::closed) {
        out << "<p class=\"gh-top__name\">"_html << context.say("desk.next_nothing") << "</p>"_html;
    } else if (!c.owner) {
        out << "<p class=\"gh-top__name\">"_html << context.say("desk.next_nobody") << "</p>"_html;
        if (may_work) put_owner_button(out, context, shown, "/owner", "desk.take", true);
    } else if (c.owner == who.staff()) {
        out << "<p class=\"gh-top__name\">"_html << context.say("desk.next_yours") << "</p>"_html;
        put_owner_button(out, context, shown, "/release", "desk.release", false);
    } else {
        out << "<p class=\"gh-top__name\">"_html << context.say("desk.next_theirs", {{"name", shown.owner}}) << "</p>"_html;
        if (may_work) put_owner_button(out, context, shown, "/owner", "desk.take_over", false);
    }
    put_fact(out, shown.team);
    for (const auto& step : shown.steps)
        if (const auto team = shown.teams.find(step.team); team != shown.teams.end() && step.team != c.team)
            put_fact(out, context.say("desk.next_step", {{"task", step.name}, {"team", team->second}}), "/staff/tasks/" + to_string(step.id));
    if (!shown.tasks.empty()) put_fact(out, context.say("desk.next_task"), "#tasks");
    out << "</section>"_html;
}

/// Where it is: on the map, and as what stands there by its number.
void put_where(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.place_map.empty()) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.where") << "</h2>"_html << shown.place_map;
    const auto place = shown.places.find(shown.request().location);
    if (place == shown.places.end()) return;
    const auto& [key, where] = *place;
    if (const auto slash = where.asset.find('/'); slash != std::string::npos)
        out << "<p class=\"govuk-body\">"_html << places::asset_kind_shown(where.asset.substr(0, slash)) << " "_html << where.asset.substr(slash + 1) << "</p>"_html;
}

void put_asked(html::Html& out, const web::Context& context, const CaseShown& shown) {
    std::vector<govuk::SummaryRow> rows;
    for (const auto& answer : shown.request().answers) {
        const auto* question = shown.service->form.find(answer.question);
        rows.push_back({.key = {.text = question ? question->label : answer.question},
                        .value = {.text = forms::shown_to_staff(shown.service->form, answer, shown.request().answers), .classes = "gh-lines"}});
    }
    if (rows.empty()) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.asked") << "</h2>"_html << govuk::summary_list({.rows = std::move(rows)});
}

/// Proof that questions asked for, each with what the virus scanner made of it. Nothing of it is shown inside the page but pictures we wrote ourselves.
void put_proof(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.proof.empty()) return;
    std::vector<govuk::SummaryRow> rows;
    for (const auto& file : shown.proof) {
        html::Html link = "<a class=\"govuk-link\""_html;
        link.url("href", "/staff/cases/" + to_string(shown.the_case.id) + "/proof/" + std::to_string(file.subject.id) + "/" + std::to_string(file.number)) << ">"_html << file.name << "</a>"_html;
        const bool leaves = files::may_leave(file.blob).has_value();
        rows.push_back({.key = {.text = leaves ? std::string() : file.name, .html = leaves ? std::move(link) : html::Html()},
                        .value = {.text = context.say("desk.proof_" + std::string(files::to_text(file.blob.state)))}});
    }
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.proof") << "</h2>"_html << govuk::summary_list({.rows = std::move(rows)});
}

void put_files(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.files.empty()) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.files") << "</h2><ul class=\"gh-photos\">"_html;
    for (const auto& file : shown.files) put_file(out, context, shown.the_case.id, file);
    out << "</ul>"_html;
}

/// What everybody can see of the requests, and where that is decided.
void put_public(html::Html& out, const web::Context& context, const CaseShown& shown) {
    const bool may = access::require(actor_of(context), Permission::publish_request, shown.the_case.owned()).has_value();
    if (shown.service->publish == catalogue::Publish::never) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.public") << "</h2>"_html;
    for (const auto& request : shown.requests) {
        const auto check = shown.checks.find(request.id);
        const bool at_once = shown.service->publish == catalogue::Publish::at_once;
        auto state = context.say(request.publication == cases::Publication::by_rule ? (at_once ? "desk.public_place" : "desk.public_nothing")
                                                                                    : "desk.public_" + std::string(cases::code_of(request.publication)));
        if (check != shown.checks.end() && !check->second.reason.empty()) state += ": " + context.say("cases.withheld_" + check->second.reason);
        if (check != shown.checks.end() && check->second.is_late(context.now)) state += " " + context.say("desk.check_late");
        out << "<p class=\"govuk-body\">"_html;
        if (shown.requests.size() > 1) out << "<span class=\"gh-code\">"_html << request.reference.spoken() << "</span> "_html;
        out << state;
        if (may) {
            out << " <a class=\"govuk-link\""_html;
            out.url("href", "/staff/checks/" + to_string(request.id)) << ">"_html << context.say("desk.public_decide") << "</a>"_html;
        }
        out << "</p>"_html;
    }
}

void put_messages(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.messages.empty()) return;
    govuk::Table table{.head = {{.text = context.say("desk.message")}, {.text = context.say("desk.queued")}, {.text = context.say("desk.state")}},
                       .caption = context.say("desk.messages"),
                       .caption_classes = "govuk-table__caption--m",
                       .name_cells = true};
    for (const auto& message : shown.messages) {
        auto state = context.say("notifications.state_" + std::string(notifications::to_string(message.state)));
        if (const auto letter = shown.letters.find(message.id); letter != shown.letters.end())
            state = context.say("notifications.letter_" + std::string(notifications::to_string(letter->second)));
        if (!message.reason.empty()) state += ". " + context.say("notifications.reason_" + message.reason);
        table.rows.push_back({{.text = context.say("desk.wording." + message.wording)},
                              {.text = website::shown_time(context, message.queued)},
                              {.text = std::move(state)}});
    }
    out << html::wide_table(table);
}

void put_other_requests(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.requests.size() < 2) return;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.other_requests") << "</h2><ul class=\"gh-found\">"_html;
    for (std::size_t i = 1; i < shown.requests.size(); ++i) {
        const auto& request = shown.requests[i];
        const auto person = shown.person_of(request);
        out << "<li><span class=\"gh-code\">"_html << request.reference.spoken() << "</span> "_html
            << (person.name.empty() ? context.say("desk.unnamed") : person.name) << " <span>"_html << website::shown_time(context, request.received_at)
            << (request.withdrawn_at ? ", " + context.say("cases.withdrawn") : std::string()) << "</span></li>"_html;
    }
    out << "</ul>"_html;
}

/// Cases whose requests came here, each with the way to part it again.
void put_joined(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.joined.empty()) return;
    const bool may_work = access::require(actor_of(context), Permission::work_case, shown.the_case.owned()).has_value();
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.joined") << "</h2>"_html;
    for (const auto& joined : shown.joined) {
        out << "<p class=\"govuk-body\">"_html;
        for (const auto& request : shown.requests)
            if (request.home == joined.id) out << "<span class=\"gh-code\">"_html << request.reference.spoken() << "</span> "_html;
        out << context.say("desk.joined_at", {{"time", website::shown_time(context, joined.at)}}) << "</p>"_html;
        if (!may_work) continue;
        open_case_form(out, context, shown, "/parting/" + to_string(joined.id));
        govuk::button(out, {.text = context.say("desk.part_button"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
        out << "</form>"_html;
    }
}

/// Cases tied to this one by a split, each with the way to put the two together again.
void put_splits(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.splits.empty()) return;
    const bool may_work = access::require(actor_of(context), Permission::work_case, shown.the_case.owned()).has_value();
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.splits") << "</h2>"_html;
    for (const auto& split : shown.splits) {
        const auto id = to_string(split.line.the_case.id);
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
        out.url("href", "/staff/cases/" + id) << ">"_html << split.line.request.reference.spoken() << "</a> "_html
            << context.say(split.is_origin ? "desk.split_from" : "desk.split_into", {{"time", website::shown_time(context, split.at)}}) << "</p>"_html;
        if (!may_work || !split.can_go_back) continue;
        open_case_form(out, context, shown, "/joining/" + id);
        out << "<input type=\"hidden\" name=\"sure\" value=\"yes\">"_html;
        govuk::button(out, {.text = context.say("desk.split_undo"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
        out << "</form>"_html;
    }
}

/// Others near by that may be about the same, with the reasons, and the way to join them.
void put_near(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.near.empty()) return;
    const bool may_work = access::require(actor_of(context), Permission::work_case, shown.the_case.owned()).has_value();
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.near") << "</h2>"_html;
    for (const auto& near : shown.near) {
        const auto id = to_string(near.the_case.id);
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
        out.url("href", "/staff/cases/" + id) << ">"_html << near.reference.spoken() << "</a> "_html << cases::explained(near, true) << " ("_html
            << context.say("desk.near_score", {{"score", std::to_string(static_cast<int>(near.score * 100 + 0.5))}}) << ")</p>"_html;
        if (!may_work) continue;
        open_case_form(out, context, shown, "/joining/" + id);
        govuk::checkboxes(out, {.id_prefix = "sure-" + id, .name = "sure", .items = {{.value = "yes", .text = context.say("desk.join_sure", {{"reference", near.reference.spoken()}})}}, .classes = "govuk-checkboxes--small"});
        govuk::button(out, {.text = context.say("desk.join_button"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
        out << "</form>"_html;
    }
}

}  // namespace

void put_top(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.plan) put_plan(out, context, *shown.plan);
    out << "<div class=\"gh-top\">"_html;
    put_resident(out, context, shown);
    put_promised(out, context, shown);
    put_next(out, context, shown);
    put_body(out, context, shown);
    out << "</div>"_html;
}

void put_record(html::Html& out, const web::Context& context, const CaseShown& shown) {
    put_asked(out, context, shown);
    put_where(out, context, shown);
    put_files(out, context, shown);
    put_proof(out, context, shown);
    put_public(out, context, shown);
    put_messages(out, context, shown);
    put_other_requests(out, context, shown);
    put_joined(out, context, shown);
    put_splits(out, context, shown);
    put_near(out, context, shown);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.history") << "</h2>"_html
        << html::timeline({.items = shown.history, .language = context.language});
}

}  // namespace desk
