// Which interactions of which service are had by electronic means, as a table and as a file.

#include "casework/case_map.h"
#include "catalogue/interactions.h"
#include "desk/pages.h"
#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "web/packing.h"

#include <fmt/format.h>

namespace desk {
namespace {

namespace govuk = html::govuk;

Result<std::vector<catalogue::Interaction>> read_interactions(db::Tx& tx) {
    std::vector<catalogue::Interaction> all;
    const auto services = TRY(catalogue::live_services(tx));
    for (const auto& service : services) {
        bool at_the_desk = true;  // without a map whoever takes it has it
        if (!service->process.empty()) {
            const auto map = casework::CaseMap::of(*service);
            at_the_desk = map && (*map)->begins_at_the_desk();
        }
        for (auto& each : catalogue::interactions_of(*service, at_the_desk)) all.push_back(std::move(each));
    }
    return all;
}

std::string kind_of(const web::Context& context, std::int64_t lgil) {
    using namespace catalogue;
    for (const auto& [number, words] : {std::pair(applying, "desk.interaction_applying"), {paying, "desk.interaction_paying"}, {informing, "desk.interaction_informing"}, {reporting, "desk.interaction_reporting"}})
        if (lgil == number) return context.say(words);
    return std::to_string(lgil);
}

std::string channels_of(const web::Context& context, const catalogue::Interaction& each) {
    std::string all;
    for (const auto& [has, words] : {std::pair(each.web, "desk.interaction_web"), {each.open311, "desk.interaction_open311"}, {each.telephone, "desk.interaction_telephone"}, {each.counter, "desk.interaction_counter"}})
        if (has) all += (all.empty() ? "" : ", ") + context.say(words);
    return all.empty() ? context.say("desk.interaction_none") : all;
}

}  // namespace

Result<web::Response> show_interactions(const Site& site, web::Request& request, web::Context& context) {
    const auto all = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return read_interactions(tx); }));
    const auto figures = catalogue::count(all);
    html::Page page{.title = context.say("desk.interactions")};
    auto& out = page.main;
    out << "<h1 class=\"govuk-heading-l\">"_html << context.say("desk.interactions") << "</h1><p class=\"govuk-body\">"_html
        << context.say("desk.interactions_figures", {{"had", std::to_string(figures.had)}, {"permitted", std::to_string(figures.permitted)},
                                                     {"share", fmt::format("{}.{}", figures.per_mille() / 10, figures.per_mille() % 10)}})
        << "</p><p class=\"govuk-body\">"_html << context.say("desk.interactions_how") << "</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/staff/services/interactions.csv\">"_html
        << context.say("desk.interactions_file") << "</a></p>"_html;
    govuk::Table table{.head = {{.text = context.say("desk.interaction_service")}, {.text = context.say("desk.interaction_lgsl")}, {.text = context.say("desk.interaction_kind")}, {.text = context.say("desk.interaction_permitted")},
                                {.text = context.say("desk.interaction_channels")}},
                       .caption = context.say("desk.interactions_table"),
                       .caption_classes = "govuk-visually-hidden",
                       .first_cell_is_header = true,
                       .name_cells = true};
    for (const auto& each : all)
        table.rows.push_back({{.text = each.name}, {.text = std::to_string(each.lgsl)}, {.text = kind_of(context, each.lgil)},
                              {.text = each.permitted ? context.say("desk.interaction_yes") : context.say("desk.interaction_no", {{"reason", each.reason}})}, {.text = channels_of(context, each)}});
    out << html::wide_table(table);
    return web::packed(site.staff_page(request, context, std::move(page)), request);  // the same for everybody
}

Result<web::Response> send_interactions(const Site&, web::Request&, web::Context& context) {
    const auto all = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return read_interactions(tx); }));
    return web::bytes(catalogue::to_csv(all), "text/csv; charset=utf-8").with("Cache-Control", "no-store").with("Content-Disposition", "attachment; filename=\"interactions.csv\"");
}

}  // namespace desk
