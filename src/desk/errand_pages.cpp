// One errand to a back office with its whole history, and what a person can decide about it.

#include "connectors/decisions.h"
#include "desk/connector_page.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <set>

namespace desk {
namespace {

namespace govuk = html::govuk;

Result<connectors::ErrandId> errand_id_of(const web::Request& request) {
    const auto id = parse_id<connectors::ErrandId>(request.param("errand"));
    if (!id) return refuse(Kind::not_found, "connectors.no_such_errand");
    return *id;
}

struct Shown {
    connectors::WholeErrand whole;
    std::optional<connectors::Destination> destination;
    std::map<std::string, std::string> names;  // of who acted, by how the journal names them
};

Result<Shown> read_errand(const web::Context& context, connectors::ErrandId id) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Shown> {
        auto whole = TRY(connectors::whole_errand(tx, actor_of(context), id));
        Shown shown{.whole = std::move(whole), .destination = {}, .names = {}};
        shown.destination = connectors::find_destination(tx, shown.whole.errand.destination);
        for (const auto& entry : shown.whole.history)
            if (auto& name = shown.names[entry.actor]; name.empty()) name = access::name_of_actor(tx, entry.actor);
        return shown;
    });
}

void put_facts(html::Html& out, const web::Context& context, const Shown& shown) {
    const auto& errand = shown.whole.errand;
    govuk::SummaryList list;
    const auto row = [&](const char* key, const std::string& value) {
        if (!value.empty()) list.rows.push_back({.key = {.text = context.say(key)}, .value = {.text = value}});
    };
    list.rows.push_back({.key = {.text = context.say("desk.state")}, .value = {.html = state_of(context, errand)}});
    if (errand.subject.kind == "case") {
        html::Html link;
        link << "<a class=\"govuk-link\""_html;
        link.url("href", "/staff/cases/" + std::to_string(errand.subject.id)) << ">"_html << context.say("desk.errand_case") << "</a>"_html;
        list.rows.push_back({.key = {.text = context.say("desk.contact_about")}, .value = {.html = std::move(link)}});
    }
    row("desk.link_name", shown.destination ? shown.destination->name : errand.destination);
    row("desk.errand_number", std::to_string(errand.place));
    row("desk.errand_handed_over", website::shown_time(context, errand.handed_over));
    row("desk.errand_reply_by", errand.reply_by ? website::shown_time(context, *errand.reply_by) : "");
    row("desk.errand_reference", errand.external_reference);
    row("desk.errand_status", errand.external_status);
    row("desk.errand_outcome", errand.outcome);
    row("desk.errand_wire_name", connectors::wire_name(errand.id));
    out << govuk::summary_list(list);
}

std::string said(const connectors::Entry& entry) {
    std::string text = entry.detail;
    if (entry.code != 0) text += (text.empty() ? "" : ", ") + ("HTTP " + std::to_string(entry.code));
    if (!entry.words.empty()) text += (text.empty() ? "" : "\n") + entry.words;
    return text;
}

void put_history(html::Html& out, const web::Context& context, const Shown& shown) {
    html::Timeline timeline{.language = context.language};
    for (const auto& entry : shown.whole.history)
        timeline.items.push_back({.title = context.say("desk.errand_did_" + entry.what), .by = shown.names.at(entry.actor), .time = website::shown_time(context, entry.at),
                                  .datetime = base::to_iso(entry.at), .text = said(entry)});
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.history") << "</h2>"_html << html::timeline(timeline);
    if (shown.whole.messages.empty()) return;
    govuk::Table table{.caption = context.say("desk.errand_messages"), .caption_classes = "govuk-table__caption--m", .name_cells = true};
    for (const auto* column : {"desk.received", "desk.link_said", "desk.errand_taken_as", "desk.errand_repeats"}) table.head.push_back({.text = context.say(column)});
    for (const auto& message : shown.whole.messages)
        table.rows.push_back({{.text = website::shown_time(context, message.received)}, {.text = message.status + (message.words.empty() ? "" : ": " + message.words)},
                              {.text = context.say("desk.errand_did_" + message.verdict)}, {.text = std::to_string(message.repeats)}});
    out << html::wide_table(table);
}

void put_answer_form(html::Html& out, const web::Context& context, const web::Request& request, const Shown& shown, std::span<const Problem> problems) {
    std::vector<govuk::RadioItem> outcomes;
    std::set<std::string> known{"done"};
    if (shown.destination)
        for (const auto& [theirs, ours] : shown.destination->outcomes) known.insert(ours);
    for (const auto& outcome : known) outcomes.push_back({.value = outcome, .text = outcome});
    out << "<form method=\"post\" novalidate"_html;
    out.url("action", address_of(shown.whole.errand.id) + "/answer") << ">"_html << keeping_fields(context);
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.errand_answer_legend"), .classes = "govuk-fieldset__legend--s"}},
                        .error_message = html::problem_at(problems, "outcome"), .name = "outcome", .items = std::move(outcomes),
                        .value = std::string(request.form.text("outcome")), .classes = "govuk-radios--small"});
    govuk::input(out, {.id = "reference", .name = "reference", .value = std::string(request.form.text("reference")),
                       .label = {.text = context.say("desk.errand_reference_optional")}, .spellcheck = false});
    govuk::textarea(out, {.id = "answer-words", .name = "answer-words", .rows = 2, .value = std::string(request.form.text("answer-words")),
                          .label = {.text = context.say("desk.note_optional")}});
    out << govuk::button({.text = context.say("desk.errand_answer"), .prevent_double_click = true, .classes = "govuk-button--secondary"}) << "</form>"_html;
}

void put_decisions(html::Html& out, const web::Context& context, const web::Request& request, const Shown& shown, std::span<const Problem> problems) {
    const auto& errand = shown.whole.errand;
    const bool is_stuck = errand.state == connectors::State::stuck;
    if (!is_stuck && errand.state != connectors::State::sent) return;
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.errand_decide") << "</h2>"_html;
    if (is_stuck) {
        out << "<p class=\"govuk-body\">"_html << context.say("desk.errand_what_" + errand.problem) << "</p>"_html;
        put_button(out, context, address_of(errand.id) + "/retry", errand.sent_at ? "desk.errand_wait_on" : "desk.errand_retry", "");
    }
    put_answer_form(out, context, request, shown, problems);
    if (is_stuck) {
        out << "<form method=\"post\" novalidate"_html;
        out.url("action", address_of(errand.id) + "/giving-up") << ">"_html << keeping_fields(context);
        govuk::textarea(out, {.id = "words", .name = "words", .rows = 2, .value = std::string(request.form.text("words")), .label = {.text = context.say("desk.errand_give_up_why")},
                              .error_message = html::problem_at(problems, "words")});
        out << govuk::button({.text = context.say("desk.errand_give_up"), .prevent_double_click = true, .classes = "govuk-button--warning"}) << "</form>"_html;
    }
    out << "</section>"_html;
}

Result<web::Response> errand_page(const Site& site, const web::Request& request, const web::Context& context, connectors::ErrandId id, std::span<const Problem> problems,
                                  int status) {
    const auto shown = TRY(read_errand(context, id));
    const auto& errand = shown.whole.errand;
    const auto title = context.say("desk.errand_of", {{"kind", errand.kind}, {"subject", errand.subject.kind + " " + std::to_string(errand.subject.id)}});
    html::Page page{.title = title, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.connectors"), .href = "/staff/connectors"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(title, shown.destination ? shown.destination->name : errand.destination)
        << "<div class=\"gh-split\"><div>"_html;
    put_facts(out, context, shown);
    put_history(out, context, shown);
    out << "</div><div class=\"gh-split__side\">"_html;
    put_decisions(out, context, request, shown, problems);
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// Done, or the page again with what is wrong.
Result<web::Response> decide_here(const Site& site, web::Request& request, web::Context& context, connectors::ErrandId id, const std::function<Result<void>(db::Tx&)>& change) {
    auto decided = decide(request, context, change, address_of(id));
    if (decided) return decided;
    const auto& refusal = decided.error();
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return decided;
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({"", context.say(refusal.key)});
    return errand_page(site, request, context, id, problems, refusal.kind == Kind::conflict ? 409 : 422);
}

}  // namespace

Result<web::Response> show_errand(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(errand_id_of(request));
    return errand_page(site, request, context, id, {}, 200);
}

Result<web::Response> retry_errand(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(errand_id_of(request));
    return decide_here(site, request, context, id, [&](db::Tx& tx) { return connectors::try_again(tx, actor_of(context), id); });
}

Result<web::Response> give_up_errand(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(errand_id_of(request));
    return decide_here(site, request, context, id, [&](db::Tx& tx) { return connectors::give_up(tx, actor_of(context), id, request.form.text("words")); });
}

Result<web::Response> answer_errand(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(errand_id_of(request));
    const auto& form = request.form;
    return decide_here(site, request, context, id, [&](db::Tx& tx) {
        return connectors::answer_by_hand(tx, actor_of(context), id, form.text("outcome"), form.text("reference"), form.text("answer-words"));
    });
}

}  // namespace desk
