// Parts that the pages about back offices share.

#include "desk/connector_page.h"
#include "html/patterns.h"
#include "jobs/jobs.h"

namespace desk {

namespace govuk = html::govuk;

void install_connectors(web::Router& router, const Site& site) {
    const auto with_site = [&site](auto handler) {
        return [&site, handler](web::Request& request, web::Context& context) { return handler(site, request, context); };
    };
    using enum web::Method;
    router.page(get, "/staff/connectors", "jobs.tend", with_site(show_connectors));
    router.page(get, "/staff/connectors/new", "settings.change", with_site(show_new_destination));
    router.page(post, "/staff/connectors/new", "settings.change", with_site(add_destination));
    router.page(get, "/staff/connectors/{destination}", "jobs.tend", with_site(show_connector));
    router.page(post, "/staff/connectors/{destination}/pause", "jobs.tend", with_site(pause_connector));
    router.page(post, "/staff/connectors/{destination}/going-on", "jobs.tend", with_site(resume_connector));
    router.page(post, "/staff/connectors/{destination}/trial", "jobs.tend", with_site(try_connector));
    router.page(get, "/staff/connectors/{destination}/settings", "settings.change", with_site(show_destination));
    router.page(post, "/staff/connectors/{destination}/settings", "settings.change", with_site(change_destination));
    router.page(post, "/staff/connectors/{destination}/secret", "settings.change", with_site(set_destination_secret));
    router.page(post, "/staff/connectors/{destination}/secret/former/removal", "settings.change", with_site(drop_destination_secret));
    router.page(get, "/staff/errands/{errand}", "jobs.tend", with_site(show_errand));
    router.page(post, "/staff/errands/{errand}/retry", "jobs.tend", with_site(retry_errand));
    router.page(post, "/staff/errands/{errand}/giving-up", "jobs.tend", with_site(give_up_errand));
    router.page(post, "/staff/errands/{errand}/answer", "jobs.tend", with_site(answer_errand));
}

html::Html background_tabs(const web::Context& context, std::string_view current) {
    html::TabLinks tabs{.items = {}, .label = context.say("desk.background")};
    const auto& who = actor_of(context);
    const auto add = [&](access::Permission wanted, const char* words, std::string_view address) {
        if (who.may(wanted)) tabs.items.push_back({.text = context.say(words), .href = std::string(address), .current = current == address});
    };
    add(access::Permission::tend_jobs, "desk.jobs", "/staff/jobs");
    add(access::Permission::tend_jobs, "desk.connectors", "/staff/connectors");
    add(access::Permission::publish_service, "desk.maps", "/staff/maps");
    return html::tab_links(tabs);
}

std::string address_of(connectors::ErrandId id) { return "/staff/errands/" + to_string(id); }
std::string address_of_link(std::string_view code) { return "/staff/connectors/" + std::string(code); }

html::Html state_of(const web::Context& context, const connectors::Destination& destination) {
    const char* state = destination.paused                ? "paused"
                        : destination.circuit.is_down()   ? "down"
                        : destination.circuit.failures > 0 ? "unsteady"
                        : destination.succeeded_at        ? "works"
                                                          : "unused";
    const std::string_view is = state;
    const char* kind = is == "down" ? "alert" : is == "paused" || is == "unsteady" ? "soon" : is == "works" ? "good" : "";
    return html::badge({.text = context.say(std::string("desk.link_is_") + state), .kind = kind});
}

html::Html state_of(const web::Context& context, const connectors::Kept& errand) {
    const auto code = std::string(connectors::code_of(errand.state));
    const bool awaited = errand.state == connectors::State::sent && errand.reply_by;
    const bool settled = errand.state == connectors::State::answered || (errand.state == connectors::State::sent && !awaited);
    auto text = context.say("desk.errand_is_" + (awaited ? std::string("awaited") : code));
    if (!errand.problem.empty()) text += ": " + context.say("desk.errand_why_" + errand.problem);
    return html::badge({.text = std::move(text), .kind = errand.state == connectors::State::stuck ? "alert" : settled ? "good" : ""});
}

void put_errands(html::Html& out, const web::Context& context, const std::vector<connectors::Kept>& errands, const std::string& caption, bool with_destination) {
    govuk::Table table{.caption = caption, .caption_classes = "govuk-visually-hidden", .name_cells = true};
    table.head.push_back({.text = context.say("desk.errand")});
    if (with_destination) table.head.push_back({.text = context.say("desk.link_name")});
    for (const auto* column : {"desk.state", "desk.errand_handed_over", "desk.errand_attempts", "desk.errand_reference"}) table.head.push_back({.text = context.say(column)});
    for (const auto& errand : errands) {
        html::Html link;
        link << "<a class=\"govuk-link\""_html;
        link.url("href", address_of(errand.id)) << ">"_html << context.say("desk.errand_of", {{"kind", errand.kind}, {"subject", errand.subject.kind + " " + std::to_string(errand.subject.id)}})
                                                << "</a>"_html;
        table.rows.push_back({{.html = std::move(link)}});
        auto& row = table.rows.back();
        if (with_destination) row.push_back({.text = errand.destination});
        row.push_back({.html = state_of(context, errand)});
        row.push_back({.text = website::shown_time(context, errand.handed_over)});
        row.push_back({.text = std::to_string(errand.attempts)});
        row.push_back({.text = errand.external_reference});
    }
    out << html::wide_table(table);
}

void put_button(html::Html& out, const web::Context& context, const std::string& action, const char* words, const char* classes) {
    out << "<form method=\"post\""_html;
    out.url("action", action) << ">"_html << website::seal_fields(context)
                              << govuk::button({.text = context.say(words), .prevent_double_click = true, .classes = classes}) << "</form>"_html;
}

Result<web::Response> decide(web::Request& request, web::Context& context, const std::function<Result<void>(db::Tx&)>& change, const std::string& back) {
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(change(tx));
        return std::string("decided");
    }));
    jobs::wake(context.tenant.db);
    return web::see_other(back);
}

}  // namespace desk
