#include "website/body_step.h"

#include "html/govuk.h"
#include "html/patterns.h"
#include "website/report_fields.h"
#include "website/site.h"

namespace website {

namespace govuk = html::govuk;

Result<std::optional<places::Body>> body_at(const web::Context& context, const catalogue::Definition& service, const web::Request& request) {
    if (service.concerns.empty()) return std::nullopt;
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::optional<places::Body>> {
        const auto place = places::check(tx, place_sent(request));
        return place ? places::responsible_for(tx, service.concerns, *place) : std::nullopt;
    });
}

html::Html ways_to_reach(const web::Context& context, const std::string& phone, const std::string& web) {
    html::Html out;
    if (phone.empty() && web.empty()) return out;
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    if (!phone.empty()) out << "<li>"_html << context.say("website.body_phone", {{"phone", phone}}) << "</li>"_html;
    if (!web.empty()) {
        out << "<li>"_html << context.say("website.body_web") << " <a class=\"govuk-link\" rel=\"noreferrer\""_html;
        out.url("href", web) << ">"_html << web << "</a></li>"_html;
    }
    return out << "</ul>"_html;
}

html::Page body_page(const Report& report, std::size_t place_step, const places::Body& body) {
    const auto& context = report.context;
    const auto heading = context.say("website.body_title", {{"body", body.name}});
    html::Page page{.title = heading + " – " + report.service.name, .hide_from_search = true};
    constexpr const char* form_id = "report";
    page.before_main = html::back_button({.text = context.say("website.back"),
                                          .form = form_id,
                                          .name = "go",
                                          .value = "back",
                                          .action = report.address() + "/step",
                                          .default_text = context.say("website.body_continue")});
    auto& out = page.main;
    const auto number = static_cast<int>(place_step) + 1, all = static_cast<int>(report.steps.size());
    out << "<div class=\"gh-reading\">"_html
        << html::progress({.text = context.say("website.progress", {{"number", std::to_string(number)}, {"all", std::to_string(all)}}),
                           .of = report.service.name,
                           .done = number,
                           .all = all})
        << "<h1 class=\"govuk-heading-l\">"_html << heading << "</h1><p class=\"govuk-body\">"_html
        << (report.typed("location").empty() ? context.say("website.body_text_here") : context.say("website.body_text", {{"place", report.typed("location")}})) << "</p>"_html << ways_to_reach(context, body.phone, body.web)
        << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.body_through_us") << "</h2><p class=\"govuk-body\">"_html
        << context.say(body.email.empty() ? "website.body_by_hand" : "website.body_passed", {{"body", body.name}}) << "</p><form method=\"post\" novalidate"_html;
    out.attribute("id", form_id).url("action", report.address() + "/step") << ">"_html << seal_fields(context, report.operation)
                                                                            << "<input type=\"hidden\" name=\"at\""_html;
    out.attribute("value", body_choice) << ">"_html;
    out << back_to_check(report) << carried(report.request, report.service, {}, report.elsewhere.get());
    govuk::button(out, {.text = context.say("website.body_continue")});
    out << "</form></div>"_html;
    return page;
}

}  // namespace website
