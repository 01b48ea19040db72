// How the links to back offices stand: every destination, and what lies there. Nothing is lost silently.

#include "connectors/decisions.h"
#include "desk/connector_page.h"
#include "desk/parts.h"
#include "html/patterns.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

std::string time_or_never(const web::Context& context, const std::optional<Instant>& at) {
    return at ? website::shown_time(context, *at) : context.say("desk.link_never");
}

std::string failure_of(const web::Context& context, const connectors::Destination& destination) {
    if (!destination.failed_at) return context.say("desk.link_never");
    return website::shown_time(context, *destination.failed_at) + ": " + destination.failed_words;
}

html::Html links_table(const web::Context& context, const std::vector<connectors::LinkStatus>& links) {
    govuk::Table table{.caption = context.say("desk.connectors"), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    for (const auto* column : {"desk.link_name", "desk.state", "desk.link_waiting", "desk.link_oldest", "desk.link_awaited", "desk.link_stuck", "desk.link_success", "desk.link_failure"})
        table.head.push_back({.text = context.say(column)});
    for (const auto& link : links) {
        html::Html name;
        name << "<a class=\"govuk-link\""_html;
        name.url("href", address_of_link(link.destination.code)) << ">"_html << link.destination.name << "</a>"_html;
        table.rows.push_back({{.html = std::move(name)},
                              {.html = state_of(context, link.destination)},
                              {.text = std::to_string(link.waiting)},
                              {.text = link.oldest_waiting ? website::shown_time(context, *link.oldest_waiting) : ""},
                              {.text = std::to_string(link.unanswered)},
                              {.text = std::to_string(link.stuck)},
                              {.text = time_or_never(context, link.destination.succeeded_at)},
                              {.text = failure_of(context, link.destination)}});
    }
    return html::wide_table(table);
}

/// What the other side told us about something we do not know: somebody has to look into it.
void put_unknown(html::Html& out, const web::Context& context, const std::vector<connectors::UnknownMessage>& messages) {
    if (messages.empty()) return;
    govuk::Table table{.caption = context.say("desk.link_unknown"), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    for (const auto* column : {"desk.link_name", "desk.received", "desk.link_unknown_named", "desk.link_said"}) table.head.push_back({.text = context.say(column)});
    for (const auto& message : messages)
        table.rows.push_back({{.text = message.destination}, {.text = website::shown_time(context, message.received)}, {.text = message.named},
                              {.text = message.status + (message.words.empty() ? "" : ": " + message.words)}});
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.link_unknown") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.link_unknown_why")
        << "</p>"_html << html::wide_table(table);
}

govuk::SummaryRow fact(const web::Context& context, const char* key, std::string value) { return {.key = {.text = context.say(key)}, .value = {.text = std::move(value)}}; }

void put_link_facts(html::Html& out, const web::Context& context, const connectors::LinkStatus& link) {
    const auto& d = link.destination;
    govuk::SummaryList list;
    list.rows.push_back({.key = {.text = context.say("desk.state")}, .value = {.html = state_of(context, d)}});
    list.rows.push_back(fact(context, "desk.link_way", context.say("desk.link_way_" + std::string(connectors::code_of(d.way)))));
    list.rows.push_back(fact(context, "desk.link_address", d.address));
    list.rows.push_back(fact(context, "desk.link_success", time_or_never(context, d.succeeded_at)));
    list.rows.push_back(fact(context, "desk.link_failure", failure_of(context, d)));
    if (d.circuit.is_down() && d.circuit.open_at) list.rows.push_back(fact(context, "desk.link_next_try", website::shown_time(context, *d.circuit.open_at)));
    out << govuk::summary_list(list);
}

void put_link_actions(html::Html& out, const web::Context& context, const connectors::Destination& d) {
    const auto address = address_of_link(d.code);
    out << "<div class=\"govuk-button-group\">"_html;
    put_button(out, context, address + "/trial", "desk.link_try");
    put_button(out, context, address + (d.paused ? "/going-on" : "/pause"), d.paused ? "desk.link_resume" : "desk.link_pause");
    if (actor_of(context).may(access::Permission::change_settings)) {
        out << "<a class=\"govuk-link\""_html;
        out.url("href", address + "/settings") << ">"_html << context.say("desk.link_settings") << "</a>"_html;
    }
    out << "</div>"_html;
}

Result<std::string> code_of_link(const web::Request& request) { return std::string(request.param("destination")); }

}  // namespace

Result<web::Response> show_connectors(const Site& site, web::Request& request, web::Context& context) {
    const auto status = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return connectors::status(tx, actor_of(context)); }));
    html::Page page{.title = context.say("desk.connectors")};
    auto& out = page.main;
    out << heading(context.say("desk.background")) << background_tabs(context, "/staff/connectors");
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "connectors", keys);
    if (actor_of(context).may(access::Permission::change_settings)) out << govuk::button({.text = context.say("desk.link_new"), .href = "/staff/connectors/new"});
    out << (status.links.empty() ? html::empty_state({.text = context.say("desk.link_none")}) : links_table(context, status.links));
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.errands_stuck") << "</h2>"_html;
    if (status.stuck.empty())
        out << html::empty_state({.text = context.say("desk.errands_none_stuck")});
    else
        put_errands(out, context, status.stuck, context.say("desk.errands_stuck"), true);
    put_unknown(out, context, status.unknown);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_connector(const Site& site, web::Request& request, web::Context& context) {
    const auto code = TRY(code_of_link(request));
    const auto one = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return connectors::link_status(tx, actor_of(context), code); }));
    html::Page page{.title = one.link.destination.name};
    page.before_main = govuk::back_link({.text = context.say("desk.connectors"), .href = "/staff/connectors"});
    auto& out = page.main;
    out << heading(one.link.destination.name, context.say("desk.connectors"));
    put_link_facts(out, context, one.link);
    put_link_actions(out, context, one.link.destination);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.errands_waiting", {{"count", std::to_string(one.link.waiting)}}) << "</h2>"_html;
    if (one.waiting.empty())
        out << html::empty_state({.text = context.say("desk.errands_none_waiting")});
    else
        put_errands(out, context, one.waiting, context.say("desk.link_waiting"), false);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.errands_recent") << "</h2>"_html;
    if (one.recent.empty())
        out << html::empty_state({.text = context.say("desk.errands_none_yet")});
    else
        put_errands(out, context, one.recent, context.say("desk.errands_recent"), false);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> pause_connector(const Site&, web::Request& request, web::Context& context) {
    const auto code = TRY(code_of_link(request));
    return decide(request, context, [&](db::Tx& tx) { return connectors::pause(tx, actor_of(context), code); }, address_of_link(code));
}

Result<web::Response> resume_connector(const Site&, web::Request& request, web::Context& context) {
    const auto code = TRY(code_of_link(request));
    return decide(request, context, [&](db::Tx& tx) { return connectors::resume(tx, actor_of(context), code); }, address_of_link(code));
}

Result<web::Response> try_connector(const Site&, web::Request& request, web::Context& context) {
    const auto code = TRY(code_of_link(request));
    return decide(request, context, [&](db::Tx& tx) { return connectors::try_now(tx, actor_of(context), code); }, address_of_link(code));
}

}  // namespace desk
