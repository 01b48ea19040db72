// The boxes on the home page: how much each service is used, what is pinned, and what came and went and why.

#include "catalogue/shortcuts.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <fmt/format.h>

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr int most_swaps = 50;

struct Shown {
    std::vector<catalogue::DefinitionPtr> services;
    std::vector<catalogue::Standing> standings;
    std::vector<catalogue::Pin> pins;
    std::vector<catalogue::PastSwap> swaps;

    std::string name_of(const std::string& code) const {
        const auto found = std::ranges::find(services, code, [](const auto& service) { return service->code; });
        return found == services.end() ? code : (*found)->name;
    }
};

Result<Shown> read_shown(db::Tx& tx) {
    Shown shown{.services = {}, .standings = catalogue::standings(tx), .pins = catalogue::pins(tx), .swaps = catalogue::swaps(tx, most_swaps)};
    auto services = TRY(catalogue::live_services(tx));
    shown.services = std::move(services);
    return shown;
}

/// What is to be said of a service beside its bar.
std::string remark_on(const web::Context& context, const Shown& shown, const catalogue::Standing& standing) {
    const auto pin = std::ranges::find(shown.pins, standing.service, &catalogue::Pin::service);
    if (pin != shown.pins.end()) return context.say("desk.shortcut_pinned", {{"time", website::shown_time(context, pin->until)}});
    if (standing.waiting_since) return context.say("desk.shortcut_waiting", {{"time", website::shown_time(context, *standing.waiting_since)}});
    return {};
}

/// Bars as long as the use, each with its number: a chart that is a list.
void put_chart(html::Html& out, const web::Context& context, const Shown& shown) {
    double most = 1;
    for (const auto& standing : shown.standings) most = std::max(most, standing.score.score);
    out << "<ol class=\"gh-bars\">"_html;
    constexpr std::size_t most_bars = 30;
    std::size_t bars = 0;
    for (const auto& standing : shown.standings) {
        if (++bars > most_bars && !standing.box) continue;  // hardly ever asked for
        const auto part = std::clamp(static_cast<int>(standing.score.score / most * 20 + 0.5), 0, 20);
        out << (standing.box ? "<li class=\"gh-bars__row gh-bars__row--shown\">"_html : "<li class=\"gh-bars__row\">"_html) << "<span class=\"gh-bars__name\">"_html
            << shown.name_of(standing.service) << "</span><span class=\"gh-bars__line\"><span class=\"gh-bars__bar gh-bars__bar--"_html;
        out << std::to_string(part) << "\"></span> <span class=\"gh-bars__number\">"_html
            << context.say("desk.shortcut_weekly", {{"number", fmt::format("{:.1f}", standing.score.score)}}) << "</span></span>"_html;
        if (const auto remark = remark_on(context, shown, standing); !remark.empty()) out << "<span class=\"gh-bars__remark\">"_html << remark << "</span>"_html;
        out << "</li>"_html;
    }
    out << "</ol>"_html;
}

void put_pin_form(html::Html& out, const web::Request& request, const web::Context& context, const Shown& shown, std::span<const Problem> problems) {
    out << "<form method=\"post\" action=\"/staff/shortcuts/pins\" class=\"gh-panel\" novalidate><h2 class=\"govuk-heading-s\">"_html
        << context.say("desk.pin") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.pin_text") << "</p>"_html << website::seal_fields(context);
    govuk::Select select{.id = "service",
                         .name = "service",
                         .items = {{.value = "", .text = context.say("desk.pin_choose")}},
                         .value = std::string(request.form.text("service")),
                         .label = {.text = context.say("desk.pin_service")},
                         .error_message = html::problem_at(problems, "service")};
    for (const auto& service : shown.services) select.items.push_back({.value = service->code, .text = service->name});
    govuk::select(out, select);
    govuk::input(out, {.id = "until", .name = "until", .type = "date", .value = std::string(request.form.text("until")),
                       .label = {.text = context.say("desk.pin_until")}, .error_message = html::problem_at(problems, "until"), .classes = "govuk-input--width-10"});
    govuk::button(out, {.text = context.say("desk.pin_button"), .prevent_double_click = true});
    out << "</form>"_html;
}

void put_pins(html::Html& out, const web::Context& context, const Shown& shown) {
    if (shown.pins.empty()) return;
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("desk.pins") << "</h2><ul class=\"govuk-list govuk-list--spaced\">"_html;
    for (const auto& pin : shown.pins) {
        out << "<li>"_html << shown.name_of(pin.service) << "<br><span class=\"gh-quiet\">"_html
            << context.say("desk.pin_lasts", {{"time", website::shown_time(context, pin.until)}}) << "</span><form method=\"post\""_html;
        out.url("action", "/staff/shortcuts/pins/" + pin.service + "/removal") << ">"_html << website::seal_fields(context)
            << "<button class=\"gh-link-button\">"_html << context.say("desk.pin_remove") << "<span class=\"govuk-visually-hidden\">: "_html
            << shown.name_of(pin.service) << "</span></button></form></li>"_html;
    }
    out << "</ul></section>"_html;
}

void put_log(html::Html& out, const web::Context& context, const Shown& shown) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.swaps") << "</h2>"_html;
    html::Timeline timeline{.language = context.language};
    const auto told = [&](const catalogue::PastSwap& swap) {
        const auto key = swap.came.empty() ? "desk.swap_went" : swap.went.empty() ? "desk.swap_came" : "desk.swap";
        return context.say(key, {{"came", shown.name_of(swap.came)}, {"went", shown.name_of(swap.went)}});
    };
    for (const auto& swap : shown.swaps)
        timeline.items.push_back({.title = told(swap),
                                  .time = website::shown_time(context, swap.at),
                                  .datetime = base::to_iso(swap.at),
                                  .text = context.say("desk.swap_why_" + swap.why, {{"came", fmt::format("{:.1f}", swap.came_score)},
                                                                                  {"went", fmt::format("{:.1f}", swap.went_score)}})});
    if (timeline.items.empty())
        out << html::empty_state({.text = context.say("desk.swaps_none")});
    else
        out << html::timeline(timeline);
}

Result<web::Response> shortcuts_page(const Site& site, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), read_shown));
    html::Page page{.title = context.say("desk.shortcuts"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(context.say("desk.website")) << html::tab_links(website_tabs(request, context))
        << "<div class=\"gh-split\"><div><h2 class=\"govuk-heading-m\">"_html << context.say("desk.shortcuts_use") << "</h2><p class=\"govuk-body\">"_html
        << context.say("desk.shortcuts_text") << "</p>"_html;
    if (shown.standings.empty())
        out << html::empty_state({.text = context.say("desk.shortcuts_none")});
    else
        put_chart(out, context, shown);
    put_log(out, context, shown);
    out << "</div><div>"_html;
    if (actor_of(context).may(access::Permission::publish_service)) {
        put_pin_form(out, request, context, shown, problems);
        put_pins(out, context, shown);
    }
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<web::Response> change(const Site& site, const web::Request& request, const web::Context& context, const std::function<Result<void>(db::Tx&)>& verb) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto done = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(verb(tx));
        return std::string("done");
    });
    if (done) return web::see_other("/staff/shortcuts");
    if (done.error().kind != Kind::invalid || done.error().fields.empty()) return std::unexpected(done.error());
    return shortcuts_page(site, request, context, done.error().fields, 422);
}

}  // namespace

Result<web::Response> show_shortcuts(const Site& site, web::Request& request, web::Context& context) {
    return shortcuts_page(site, request, context, {}, 200);
}

Result<web::Response> pin_shortcut(const Site& site, web::Request& request, web::Context& context) {
    return change(site, request, context, [&](db::Tx& tx) {
        return catalogue::pin_service(tx, actor_of(context), request.form.text("service"), end_of_day(context, request.form.text("until")).value_or(Instant{}));
    });
}

Result<web::Response> unpin_shortcut(const Site& site, web::Request& request, web::Context& context) {
    return change(site, request, context, [&](db::Tx& tx) { return catalogue::unpin_service(tx, actor_of(context), request.param("service")); });
}

}  // namespace desk
