// Every route × every role × somebody else's things: who may not, may not; and nobody reads another team's resident.

#include "guildhall/test/given_house.h"

#include <algorithm>

using given::Browser;
using given::House;

namespace {

const std::string secret_name = "Xanthippe Quill", secret_place = "77 Hidden Row", secret_words = "velvet umbrella";
const std::string staffs_words = "Samaritans";  // of an article for staff alone, which the addresses aim at

/// A pattern with the foreign case's, request's and contact's own values in its places.
std::string aim(std::string pattern, const contact::Taken& foreign) {
    const std::pair<std::string, std::string> aims[] = {
        {"{service}", "missed-bin"},
        {"{reference}", foreign.reference.text()},
        {"{slug}", "difficult-calls"},
        {"{version}", "1"},
        {"{contact}", to_string(foreign.interaction)},
        {"{case}", to_string(foreign.case_id)},
        {"{id}", to_string(foreign.case_id)},
        {"{interaction}", to_string(foreign.interaction)},
    };
    for (const auto& [name, value] : aims)
        if (const auto at = pattern.find(name); at != std::string::npos) pattern.replace(at, name.size(), value);
    return pattern;
}

bool leaks(const given::Answer& answer) {
    for (const auto& secret : {secret_name, secret_place, secret_words})
        if (answer.body.find(secret) != std::string::npos || answer.head.find(secret) != std::string::npos) return true;
    return false;
}

bool is_refused(int status) { return status == 303 || status == 401 || status == 403; }

std::string request_line(const web::Route& route, const std::string& path) { return std::string(web::to_string(route.method)) + " " + path + " HTTP/1.1\r\nHost: demo\r\n"; }

given::Answer send(const std::string& url, const web::Route& route, const std::string& path, const std::string& headers, const std::string& csrf) {
    if (web::is_safe(route.method)) return given::Client(url).ask(request_line(route, path) + headers + "\r\n", route.method == web::Method::head);
    const bool api = route.kind == web::RouteKind::api;
    const std::string body = api ? "{}" : given::encoded({{"csrf", csrf}, {"operation", "0123456789abcdef0123456789abcdef"}, {"changes", "1"}, {"outcome", "collected"}, {"text", "mine"}});
    return given::Client(url).ask(request_line(route, path) + headers + "Sec-Fetch-Site: same-origin\r\nContent-Type: " +
                                  (api ? "application/json" : "application/x-www-form-urlencoded") + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

}  // namespace

TEST_CASE("a visitor reaches what is public, and nothing else") {
    given::in_each_house([](House& house) {
        house.open();
        const auto foreign = house.request({{"bin", "general"}, {"name", secret_name}, {"details", secret_words}, {"email", "x@example.com"}}, secret_place);
        Browser visitor(house.url);
        visitor.get("/services/missed-bin/report");
        for (const auto& route : house.doors->router().routes()) {
            if (route->kind == web::RouteKind::asset) continue;
            INFO(web::to_string(route->method), " ", route->pattern);
            const auto permission = access::find_permission(route->permission.name());
            const bool open = route->permission.is_public() || (permission && access::anybody_may(*permission));
            const auto answer = send(house.url, *route, aim(route->pattern, foreign), visitor.cookie_line(), visitor.csrf());
            CHECK(answer.status < 500);
            CHECK(answer.status > 0);
            if (!open) CHECK(is_refused(answer.status));
            CHECK_FALSE(leaks(answer));
            CHECK(answer.body.find(staffs_words) == std::string::npos);
        }
        CHECK(house.read([&](db::Tx& tx) { return cases::find_case(tx, access::Actor::house("test"), foreign.case_id); })->changes == 1);
    });
}

TEST_CASE("each role reaches what it may, and never another team's case, its resident or its words") {
    given::in_each_house([](House& house) {
        std::vector<std::string> roles;
        REQUIRE(house.read([&](db::Tx& tx) -> Result<bool> {
            for (const auto& role : access::all_roles(tx))
                if (role.reach == access::Reach::own_teams) roles.push_back(role.code);
            return true;
        }));
        REQUIRE(roles.size() >= 1);
        for (const auto& role : roles) house.staff(role, role, {house.parks});
        house.open();
        const auto foreign = house.request({{"bin", "general"}, {"name", secret_name}, {"details", secret_words}, {"email", "x@example.com"}}, secret_place);
        for (const auto& role : roles) {
            Browser browser(house.url);
            browser.sign_in(role);
            browser.get("/staff/account");
            const auto actor = house.read([&](db::Tx& tx) { return access::load_staff_actor(tx, access::find_staff_by_email(tx, role + "@example.com")->id); }).value();
            for (const auto& route : house.doors->router().routes()) {
                if (route->kind == web::RouteKind::asset || route->pattern == "/staff/sign-out") continue;
                INFO(role, " ", web::to_string(route->method), " ", route->pattern);
                const auto permission = access::find_permission(route->permission.name());
                const auto answer = send(house.url, *route, aim(route->pattern, foreign), browser.cookie_line(), browser.csrf());
                CHECK(answer.status < 500);
                if (permission && !actor.may(*permission)) CHECK(is_refused(answer.status));
                if (route->pattern.starts_with("/staff/cases/{id}")) CHECK((answer.status == 404 || answer.status == 403));
                // Contacts belong to the whole contact centre: who may read contacts and persons sees who called.
                const bool contact_centre = route->pattern.starts_with("/staff/contacts") || route->pattern.find("interactions") != std::string::npos;
                if (!contact_centre) CHECK_FALSE(leaks(answer));
            }
            for (const auto& words : {secret_name, secret_words, foreign.reference.text()}) {
                const auto found = browser.get("/staff/search?" + given::encoded({{"q", words}}));
                CHECK(found.body.find("/staff/cases/" + to_string(foreign.case_id)) == std::string::npos);
            }
        }
        CHECK(house.read([&](db::Tx& tx) { return cases::find_case(tx, access::Actor::house("test"), foreign.case_id); })->changes == 1);
        CHECK(house.count("cases_note") == 0);
    });
}
