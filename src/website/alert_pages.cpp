// E-mails somebody asks for: the wish, the confirmation, and the page on which they are changed and ended.

#include "website/held_up.h"
#include "website/pages.h"

#include "alerts/alerts.h"
#include "base/text.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/view.h"
#include "rounds/rounds.h"

#include <charconv>

namespace website {
namespace {

namespace govuk = html::govuk;

/// What the form shows besides what was typed.
struct Offer {
    std::vector<places::Ward> wards;
    std::vector<places::Address> addresses;  // to choose from, where what was typed fits several
    std::optional<places::Address> address;  // the one that is known
    bool has_rounds = false;
};

std::string typed_in(const web::Request& request, std::string_view name) {
    const auto& from = request.form.has(name) ? request.form : request.query;
    return std::string(base::first_characters(base::tidy_line(from.text(name).substr(0, 2000)), 300));
}

Offer read_offer(db::Tx& tx, const web::Request& request) {
    constexpr int most = 15;
    Offer offer{.wards = places::all_wards(tx), .addresses = {}, .address = {}, .has_rounds = rounds::has_rounds(tx)};
    if (const auto uprn = typed_in(request, "uprn"); !uprn.empty()) offer.address = places::find_address(tx, uprn);
    if (offer.address) return offer;
    const auto typed = typed_in(request, "address");
    if (!typed.empty()) offer.addresses = places::find_addresses(tx, typed, most);
    if (offer.addresses.size() == 1) {
        offer.address = offer.addresses.front();
        offer.addresses.clear();
    }
    return offer;
}

int radius_in(const web::Request& request) {
    const auto text = request.form.text("radius");
    int radius = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), radius);
    return error == std::errc{} && end == text.data() + text.size() ? radius : 0;
}

std::string chosen_about(const web::Request& request) {
    const auto about = typed_in(request, "about");
    if (!about.empty()) return about;
    return request.query.text("ward").empty() ? "bins" : "ward";
}

void put_address(html::Html& out, const web::Request& request, const web::Context& context, const Offer& offer, std::span<const Problem> problems) {
    if (!offer.addresses.empty()) {
        std::vector<govuk::RadioItem> items;
        for (const auto& address : offer.addresses) items.push_back({.value = address.uprn, .text = address.line});
        govuk::radios(out, {.fieldset = {.legend = {.text = context.say("website.bins_which"), .classes = "govuk-fieldset__legend--s"}},
                            .error_message = html::problem_at(problems, "uprn"),
                            .name = "uprn",
                            .items = std::move(items)});
        return;
    }
    html::Html field = "<input type=\"hidden\" name=\"uprn\""_html;
    field.attribute("value", offer.address ? offer.address->uprn : std::string()) << ">"_html;
    govuk::input(field, {.id = "address",
                         .name = "address",
                         .value = offer.address ? offer.address->line : typed_in(request, "address"),
                         .label = {.text = context.say("website.alert_address"), .classes = "govuk-label--s"},
                         .hint = {.text = context.say("website.bins_address_hint")},
                         .error_message = html::problem_at(problems, "uprn"),
                         .autocomplete = "off"});
    out << places::address_finder(field, context.language);
}

html::Html ward_choice(const web::Request& request, const web::Context& context, const Offer& offer, std::span<const Problem> problems) {
    std::vector<govuk::SelectItem> items{{.value = "", .text = context.say("website.alert_ward_choose")}};
    for (const auto& ward : offer.wards) items.push_back({.value = ward.code, .text = ward.name});
    return govuk::select({.id = "ward",
                          .name = "ward",
                          .items = std::move(items),
                          .value = typed_in(request, "ward"),
                          .label = {.text = context.say("website.alert_ward")},
                          .error_message = html::problem_at(problems, "ward")});
}

html::Html radius_choice(const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    std::vector<govuk::SelectItem> items;
    for (const int radius : alerts::radii()) items.push_back({.value = std::to_string(radius), .text = context.say("website.alert_metres", {{"metres", std::to_string(radius)}})});
    const auto chosen = typed_in(request, "radius");
    return govuk::select({.id = "radius",
                          .name = "radius",
                          .items = std::move(items),
                          .value = chosen.empty() ? "500" : chosen,
                          .label = {.text = context.say("website.alert_radius")},
                          .error_message = html::problem_at(problems, "radius")});
}

void put_about(html::Html& out, const web::Request& request, const web::Context& context, const Offer& offer, std::span<const Problem> problems) {
    std::vector<govuk::RadioItem> items;
    if (offer.has_rounds) items.push_back({.value = "bins", .text = context.say("website.alert_bins"), .hint = {.text = context.say("website.alert_bins_hint")}});
    items.push_back({.value = "around", .text = context.say("website.alert_around"), .conditional = {.html = radius_choice(request, context, problems)}});
    if (!offer.wards.empty()) items.push_back({.value = "ward", .text = context.say("website.alert_in_ward"), .conditional = {.html = ward_choice(request, context, offer, problems)}});
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("website.alert_about"), .classes = "govuk-fieldset__legend--s"}},
                        .error_message = html::problem_at(problems, "about"),
                        .name = "about",
                        .items = std::move(items),
                        .value = chosen_about(request)});
}

html::Html often_choice(const web::Context& context, alerts::Often chosen) {
    std::vector<govuk::RadioItem> items;
    for (const auto often : {alerts::Often::daily, alerts::Often::at_once})
        items.push_back({.value = std::string(alerts::code_of(often)), .text = context.say("website.alert_" + std::string(alerts::code_of(often)))});
    return govuk::radios({.fieldset = {.legend = {.text = context.say("website.alert_often"), .classes = "govuk-fieldset__legend--s"}},
                          .name = "often",
                          .items = std::move(items),
                          .value = std::string(alerts::code_of(chosen)),
                          .classes = "govuk-radios--small"});
}

/// For who reads feeds instead of e-mails.
void put_feeds(html::Html& out, const web::Context& context, const std::vector<places::Ward>& wards) {
    if (wards.empty()) return;
    html::Html list = "<ul class=\"govuk-list\">"_html;
    for (const auto& ward : wards) {
        list << "<li><a class=\"govuk-link\""_html;
        list.url("href", "/wards/" + ward.code + "/feed") << ">"_html << ward.name << "</a></li>"_html;
    }
    list << "</ul>"_html;
    govuk::details(out, {.summary_text = context.say("website.alert_feeds"), .html = std::move(list)});
}

web::Response wish_page(const Site& site, const web::Request& request, const web::Context& context, const Offer& offer, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("website.alert_title"), .has_errors = !problems.empty(), .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = offer.address ? "/bin-days/" + offer.address->uprn : "/"});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html << page.title
        << "</h1><p class=\"govuk-body\">"_html << context.say("website.alert_intro") << "</p><form method=\"post\" action=\"/alerts/new\" novalidate>"_html << seal_fields(context);
    put_about(out, request, context, offer, problems);
    put_address(out, request, context, offer, problems);
    out << often_choice(context, alerts::find_often(request.form.text("often")).value_or(alerts::Often::daily));
    govuk::input(out, {.id = "email",
                       .name = "email",
                       .type = "email",
                       .value = typed_in(request, "email"),
                       .label = {.text = context.say("website.alert_email"), .classes = "govuk-label--s"},
                       .hint = {.text = context.say("website.alert_email_hint")},
                       .error_message = html::problem_at(problems, "email"),
                       .autocomplete = "email",
                       .spellcheck = false});
    out << govuk::button({.text = context.say("website.alert_send"), .prevent_double_click = true}) << "</form>"_html;
    put_feeds(out, context, offer.wards);
    out << "</div>"_html;
    return site.page(request, context, std::move(page), status);
}

web::Response asked_page(const Site& site, const web::Request& request, const web::Context& context) {
    html::Page page{.title = context.say("website.alert_asked"), .hide_from_search = true};
    page.main << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html << context.say("website.alert_asked_text")
              << "</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">"_html << context.say("website.to_home") << "</a></p></div>"_html;
    return site.page(request, context, std::move(page));
}

std::string address_of(const web::Request& request, std::string_view rest = {}) { return "/alerts/" + std::string(request.param("token")) + std::string(rest); }

void put_form(html::Html& out, const web::Request& request, const web::Context& context, const char* rest, const html::Html& fields, const govuk::Button& button) {
    out << "<form method=\"post\""_html;
    out.url("action", address_of(request, rest)) << ">"_html << seal_fields(context) << fields << govuk::button(button) << "</form>"_html;
}

}  // namespace

Result<web::Response> ask_for_alerts(const Site& site, web::Request& request, web::Context& context) {
    const auto offer = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Offer> { return read_offer(tx, request); }));
    return wish_page(site, request, context, offer, {}, 200);
}

Result<web::Response> take_wish_for_alerts(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto offer = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Offer> { return read_offer(tx, request); }));
    const auto about = alerts::find_about(request.form.text("about"));
    if (!about) {
        const Problem problem{"about", context.say("website.alert_about_missing")};
        return wish_page(site, request, context, offer, {&problem, 1}, 422);
    }
    if (*about != alerts::About::ward && !offer.address && !offer.addresses.empty()) {
        const Problem problem{"uprn", context.say("website.alert_address_choose")};
        return wish_page(site, request, context, offer, {&problem, 1}, 422);
    }
    if (!site.may_ask_for_letters(request, context)) {
        constexpr std::chrono::seconds wait{120};
        const auto problem = wait_problem(site, context, wait);
        return told_to_wait(wish_page(site, request, context, offer, {&problem, 1}, 429), wait);
    }
    const alerts::Target target{.about = *about, .uprn = offer.address ? offer.address->uprn : std::string(), .ward = typed_in(request, "ward"), .radius_m = radius_in(request)};
    const auto often = alerts::find_often(request.form.text("often")).value_or(alerts::Often::daily);
    const auto asked = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(alerts::ask(tx, context.random, request.form.text("email"), target, often, context.language));
        return std::string("asked");
    });
    if (asked) return asked_page(site, request, context);
    if (asked.error().fields.empty()) return std::unexpected(asked.error());
    return wish_page(site, request, context, offer, asked.error().fields, 422);
}

Result<web::Response> show_alert(const Site& site, web::Request& request, web::Context& context) {
    struct Shown {
        alerts::Subscription subscription;
        std::string what;
    };
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Shown> {
        auto found = TRY(alerts::find(tx, request.param("token")));
        auto what = alerts::described(tx, found.target, context.language);
        return Shown{std::move(found), std::move(what)};
    }));
    const auto& subscription = shown.subscription;
    html::Page page{.title = context.say("website.alert_yours"), .hide_from_search = true};
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html;
    if (request.query.text("done") == "changed") govuk::notification_banner(out, {.text = context.say("website.alert_changed"), .type = "success"});
    out << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html
        << context.say(subscription.confirmed ? "website.alert_is" : "website.alert_would_be", {{"what", shown.what}}) << "</p>"_html;
    if (!subscription.confirmed) put_form(out, request, context, "/confirmation", {}, {.text = context.say("website.alert_confirm"), .prevent_double_click = true});
    if (subscription.confirmed && subscription.target.about != alerts::About::bins)
        put_form(out, request, context, "", often_choice(context, subscription.often), {.text = context.say("website.alert_change"), .prevent_double_click = true});
    put_form(out, request, context, "/end", {}, {.text = context.say(subscription.confirmed ? "website.alert_end" : "website.alert_no"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> confirm_alert(const Site&, web::Request& request, web::Context& context) {
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return alerts::confirm(tx, request.param("token")); }));
    return web::see_other(address_of(request, "?done=changed"));
}

Result<web::Response> change_alert(const Site&, web::Request& request, web::Context& context) {
    const auto often = alerts::find_often(request.form.text("often")).value_or(alerts::Often::daily);
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        TRY(alerts::set_often(tx, request.param("token"), often));
        return true;
    }));
    return web::see_other(address_of(request, "?done=changed"));
}

Result<web::Response> end_alert(const Site& site, web::Request& request, web::Context& context) {
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        alerts::end(tx, request.param("token"));
        return true;
    }));
    html::Page page{.title = context.say("website.alert_ended"), .hide_from_search = true};
    page.main << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html << context.say("website.alert_ended_text")
              << "</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">"_html << context.say("website.to_home") << "</a></p></div>"_html;
    return site.page(request, context, std::move(page));
}

Result<web::Response> end_alert_at_once(const Site&, web::Request& request, web::Context& context) {
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        alerts::end(tx, request.param("token"));
        return true;
    }));
    return web::text(context.say("website.alert_ended_text") + "\n");
}

}  // namespace website
