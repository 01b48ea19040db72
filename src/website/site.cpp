#include "website/site.h"

#include "access/access.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "places/places.h"

namespace website {
namespace {

namespace govuk = html::govuk;

/// What this member of staff may open.
std::vector<govuk::NavigationItem> staff_navigation(const web::Context& context, const access::Actor& who) {
    using enum access::Permission;
    std::vector<govuk::NavigationItem> items;
    const auto add = [&](access::Permission needed, const char* words, const char* href) {
        if (who.may(needed)) items.push_back({.text = context.say(words), .href = href});
    };
    add(read_case, "website.staff_work", "/staff/work");
    add(read_case, "website.staff_board", "/staff/board");
    add(read_case, "website.staff_worklist", "/staff/worklist");
    if (who.may(publish_request))
        add(publish_request, "website.staff_checks", "/staff/checks");
    else
        add(read_plan, "website.staff_plans", "/staff/plans");
    add(read_contact, "website.staff_contacts", "/staff/contacts");
    add(print_letter, "website.staff_post", "/staff/post");
    add(read_case, "website.staff_search", "/staff/search");
    add(tell_late_round, "website.staff_rounds", "/staff/rounds");
    add(read_payment, "website.staff_payments", "/staff/payments");
    add(read_article, "website.staff_knowledge", "/staff/knowledge");
    add(write_notice, "website.staff_website", "/staff/notices");
    add(design_service, "website.staff_services", "/staff/services");
    if (who.may(manage_staff))
        add(manage_staff, "website.staff_admin", "/staff/admin");
    else
        add(manage_tokens, "website.staff_admin", "/staff/admin/tokens");
    if (who.may(tend_jobs))
        add(tend_jobs, "website.staff_jobs", "/staff/jobs");
    else
        add(publish_service, "website.staff_jobs", "/staff/maps");
    return items;
}

std::vector<govuk::NavigationItem> public_navigation(const web::Context& context) {
    return {{.text = context.say("website.services"), .href = "/services"},
            {.text = context.say("website.help"), .href = "/help"},
            {.text = context.say("website.problems"), .href = "/problems"},
            {.text = context.say("website.track"), .href = "/requests"},
            {.text = context.say("website.contact"), .href = "/contact"}};
}

std::vector<govuk::FooterLink> public_footer(const web::Context& context) {
    return {{.text = context.say("website.contact"), .href = "/contact"},
            {.text = context.say("website.accessibility"), .href = "/accessibility"},
            {.text = context.say("website.cookies"), .href = "/cookies"},
            {.text = context.say("website.privacy"), .href = "/privacy"},
            {.text = context.say("website.for_programs"), .href = "/api"}};
}

/// At the right of the header: find anything, take a call, who is signed in.
html::Html staff_aside(const web::Context& context, const access::Actor& who) {
    html::Html out;
    if (who.may(access::Permission::read_case)) {
        out << "<form class=\"gh-header__search\" role=\"search\" method=\"get\" action=\"/staff/search\" data-module=\"gh-keys\">"
               "<label class=\"govuk-visually-hidden\" for=\"find-anything\">"_html
            << context.say("website.staff_find") << "</label><input type=\"search\" id=\"find-anything\" name=\"q\" autocomplete=\"off\""_html;
        out.attribute("placeholder", context.say("website.staff_find_hint")) << "><button>"_html << context.say("website.staff_search")
                                                                             << "</button></form>"_html;
    }
    if (who.may(access::Permission::log_contact) && who.staff())
        out << "<form method=\"post\" action=\"/staff/calls\">"_html << seal_fields(context)
            << "<button class=\"gh-header__button\" data-key=\"c\">"_html << context.say("website.staff_new_call") << "</button></form>"_html;
    if (const auto practise = context.tenant.settings.text("training_url", ""); !practise.empty() && !context.tenant.training) {
        out << "<a"_html;
        out.url("href", practise) << ">"_html << context.say("website.staff_practise") << "</a>"_html;
    }
    out << "<a href=\"/staff/account\">"_html << who.name << "</a><form method=\"post\" action=\"/staff/sign-out\" data-forgets>"_html
        << seal_fields(context) << "<button class=\"gh-header__button\">"_html << context.say("website.sign_out") << "</button></form>"_html;
    return out;
}

/// What a page declares is what it says: Welsh once this room has Welsh words, whatever was asked for.
/// The page in the language of the whole; what stands in it in another says so.
void say_language(html::Page& page, base::Language spoken) {
    const bool differs = page.language != base::Language::english && page.language != spoken;
    page.language = spoken;
    if (!differs) return;
    for (auto* part : {&page.before_main, &page.main}) {
        html::Html said = "<div lang=\"cy\">"_html;
        said << *part << "</div>"_html;
        *part = std::move(said);
    }
}

base::Language language_spoken(const web::Context& context) {
    return base::has_words("website.services", context.language) ? context.language : base::Language::english;
}

web::Response finish(const html::Dress& dress, const web::Request& request, const web::Context& context,
                     html::Page page, int status) {
    say_language(page, language_spoken(context));
    page.nonce = context.nonce;
    page.path = request.path;
    if (context.tenant.training) page.title = context.say("website.training_title", {{"title", page.title}});
    return web::page(html::page(dress, page).str(), status);
}

}  // namespace

html::Dress Site::dress(const web::Context& context) const {
    const auto own = council(context);
    html::Dress dress{.name = own->name,
                      .colours = own->colours,
                      .stylesheet = assets_.url("guildhall.css"),
                      .script = assets_.url("guildhall.js"),
                      .icon = own->crest.empty() ? assets_.url("mark.svg") : own->crest_address};
    if (!own->crest.empty()) {
        dress.mark << "<img class=\"gh-header__crest\" alt=\"\""_html;
        dress.mark.url("src", own->crest_address) << ">"_html;
    }
    if (context.tenant.training) {  // never to be mistaken for the council's own pages
        dress.colours = {.brand = "#5b2a86", .accent = "#ffd43b"};
        dress.banner = context.say("website.training_banner");
    }
    return dress;
}

web::Response Site::page(const web::Request& request, const web::Context& context, html::Page page, int status) const {
    auto dressed = dress(context);
    dressed.navigation = public_navigation(context);
    dressed.footer_links = public_footer(context);
    dressed.footer_note = context.say("website.footer", {{"council", dressed.name}});
    page.scripts.insert(page.scripts.begin(), assets_.url("site.js"));
    page.body_attributes.push_back({"data-offline", assets_.url("offline.js")});
    return finish(dressed, request, context, std::move(page), status);
}

web::Response Site::staff_page(const web::Request& request, const web::Context& context, html::Page page,
                               int status) const {
    auto dressed = dress(context);
    dressed.home_url = "/staff/worklist";
    page.scripts.insert(page.scripts.begin(), assets_.url("desk.js"));
    page.hide_from_search = true;
    if (const auto* who = context.actor.as<access::Actor>(); who != nullptr && who->is_known()) {
        page.wide = true;
        dressed.navigation = staff_navigation(context, *who);
        page.header_aside = staff_aside(context, *who);
    }
    return finish(dressed, request, context, std::move(page), status);
}

std::shared_ptr<const Council> Site::council(const web::Context& context) const {
    return councils_.of(context.tenant, context.now);
}

html::Html Site::notice(const web::Context& context) const {
    const auto own = council(context);
    if (own->notice.empty()) return {};
    return govuk::notification_banner({.html = html::markdown(own->notice, 3), .title_text = context.say("website.notice")});
}

std::string Site::accessibility_checks() const { return asset_text("accessibility-checks.txt"); }

std::string Site::asset_text(std::string_view name) const {
    const auto found = assets_.serve(name, web::Request{});
    return found ? found->body() : std::string();
}

std::string Site::error_page(const web::ErrorPage& error, const web::Request& request, const web::Context& context) const {
    html::Page page{.title = error.title, .hide_from_search = true, .body_attributes = {{"data-refused"}}};
    page.main << "<h1 class=\"govuk-heading-l\">"_html << error.title << "</h1><p class=\"govuk-body\">"_html << error.text
              << "</p>"_html;
    if (error.status >= 500)  // what the reader can put right needs no number
        page.main << "<p class=\"govuk-body-s\">"_html
                  << context.say("website.error_number", {{"id", error.request_id}}) << "</p>"_html;
    const auto* who = context.actor.as<access::Actor>();
    const bool staff = who != nullptr && who->is_known();
    page.main << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    page.main.url("href", staff ? "/staff" : "/")
        << ">"_html << context.say(staff ? "website.to_worklist" : "website.to_home") << "</a></p>"_html;
    if (context.tenant.training) page.title = context.say("website.training_title", {{"title", page.title}});
    page.language = language_spoken(context);
    page.nonce = context.nonce;
    page.path = request.path;
    auto dressed = dress(context);
    dressed.navigation = staff ? staff_navigation(context, *who) : public_navigation(context);
    if (!staff) {
        dressed.footer_links = public_footer(context);
        dressed.footer_note = context.say("website.footer", {{"council", dressed.name}});
    }
    return html::page(dressed, page).str();
}

bool Site::may_ask_for_letters(const web::Request& request, const web::Context& context) const {
    return !letters_.spend(context.tenant.id + ' ' + request.client, context.now);
}

bool Site::may_guess(const web::Request& request, const web::Context& context, const Reference& reference) const {
    const bool by_client = !guesses_.spend(context.tenant.id + ":by:" + request.client, context.now);
    const bool at_all = !guesses_.spend(context.tenant.id + ":of:" + reference.text(), context.now);
    return by_client && at_all;
}

namespace {

html::Html fields_of(const web::Seal& seal, std::string_view operation) {
    html::Html out;
    out.reserve(240);
    out << "<input type=\"hidden\" name=\"csrf\""_html;
    out.attribute("value", seal.csrf);
    out << "><input type=\"hidden\" name=\"operation\""_html;
    out.attribute("value", operation);
    return out << ">"_html;
}

}  // namespace

html::Html seal_fields(const web::Context& context, std::string_view operation) { return fields_of(context.seal(), operation); }

html::Html seal_fields(const web::Context& context) {
    const auto seal = context.seal();
    return fields_of(seal, seal.operation);
}

std::string shown_time(const web::Context& context, Instant at) {
    return places::shown_time(places::zone_of(context.tenant.time_zone), at, context.language);
}

}  // namespace website
