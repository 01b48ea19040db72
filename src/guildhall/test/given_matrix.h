#pragma once
// For tests: somebody else's case with secrets planted in it, guests of every role, and every way there is to look.

#include "guildhall/test/given_house.h"

#include <set>

namespace given {

/// The forms in which things are shown.
enum class Shown { page, list, search, count, live, api, file };
inline constexpr Shown all_shown[] = {Shown::page, Shown::list, Shown::search, Shown::count, Shown::live, Shown::api, Shown::file};
inline const char* name_of(Shown form) {
    constexpr const char* names[] = {"page", "list", "search", "count", "live", "api", "file"};
    return names[static_cast<int>(form)];
}

/// In which form an address shows something.
inline Shown form_of(std::string_view path, bool has_words) {
    if (path.starts_with("/api/") || path.starts_with("/open311/")) return Shown::api;
    if (path == "/live") return Shown::live;
    if (path.find("/photos/") != std::string_view::npos || path.find("/files/") != std::string_view::npos || path.find("/proof/") != std::string_view::npos) return Shown::file;
    if (has_words) return Shown::search;
    return std::ranges::any_of(path, [](char c) { return c >= '0' && c <= '9'; }) ? Shown::page : Shown::list;
}

/// Lets the actor do everything with everything: as if nobody had asked whose it is.
inline void widen(access::Actor& actor) {
    const auto sort = actor.sort;
    const auto id = actor.id;
    const auto edition = actor.edition;
    actor = access::Actor::house("lie");
    actor.sort = sort;
    actor.id = id;
    actor.edition = edition;
}

/// Takes out a check: for one form, what an actor may do is everything; or no route asks for its permission.
class LyingGate final : public web::Gate {
public:
    explicit LyingGate(web::Gate& honest) : honest_(honest) {}
    std::optional<Shown> lies_about;
    bool forgets_permissions = false;

    Result<web::Actor> admit(const web::Request& request, const web::Context& context, web::Permission permission) override {
        auto admitted = TRY(honest_.admit(request, context, forgets_permissions ? web::Permission("public") : permission));
        const auto* actor = admitted.as<access::Actor>();
        if (actor != nullptr && lies_about && *lies_about == form_of(request.path, request.query.find("q") != nullptr)) {
            auto lying = *actor;
            widen(lying);
            admitted.is = lying;
        }
        return admitted;
    }
    bool may_follow(const web::Request& request, const web::Context& context, std::string_view topic) override {
        return lies_about == Shown::live || honest_.may_follow(request, context, topic);
    }

private:
    web::Gate& honest_;
};

/// Somebody at the door, with what the Gate knows of them.
struct Guest {
    std::string name;
    access::Actor actor;
    std::string cookies, csrf;
};

class Matrix {
public:
    static constexpr const char *name = "Xanthippe Quill", *email = "xq@example.com", *place = "77 Hidden Row", *words = "velvet umbrella",
                                *note = "crimson teapot", *more = "silver thimble", *bytes = "%PDF-1.4 glass marble",
                                *staffs_words = "Samaritans";  // of an article for staff alone

    explicit Matrix(House& house) : house_(house), gate_(house.doors->gate()) {
        house.gate_instead = &gate_;
        house.open();
        plant();
        invite();
        facts_ = count_facts();
    }

    const std::vector<Guest>& guests() const { return guests_; }
    Guest guest(const std::string& who) {
        const auto found = std::ranges::find(guests_, who, &Guest::name);
        if (found != guests_.end()) return *found;
        return sign_in(who, access::Actor::visitor());
    }
    Guest visitor() {
        Browser browser(house_.url);
        browser.get("/requests");
        return {"a visitor", access::Actor::visitor(), browser.cookie_line(), browser.csrf()};
    }
    /// Somebody who knows a contact detail given with the foreign request: for them, no check stands before its files.
    Guest confidant() {
        Browser browser(house_.url);
        browser.fill("/requests/" + foreign_.reference.text(), {{"contact", email}});
        return {"a confidant", access::Actor::visitor(), browser.cookie_line(), browser.csrf()};
    }
    void take_out_check_of(Shown form) { gate_.lies_about = form; }
    void take_out_permissions() { gate_.forgets_permissions = true; }

    /// Nothing was changed by anybody who tried.
    bool is_untouched() const { return count_facts() == facts_; }

    /// Every way of looking in that form; what was wrong.
    std::vector<std::string> try_all(const Guest& guest, Shown form) {
        findings_.clear();
        if (form == Shown::count) try_counts(guest);
        if (form == Shown::live) try_topics(guest);
        for (const auto& route : house_.doors->router().routes()) {
            if (route->kind == web::RouteKind::asset || route->pattern == "/staff/sign-out") continue;
            for (const auto& path : addresses_of(*route))
                if (form_of(path.substr(0, path.find('?')), path.find("?q=") != std::string::npos) == form) try_route(guest, *route, path);
        }
        return findings_;
    }

private:
    void plant() {
        foreign_ = house_.request({{"bin", "general"}, {"name", name}, {"details", words}, {"email", email}}, place);
        auto* const store = house_.household->tenant().files().value();
        auto intake = files::Delivery(*store).begin("marble.pdf", "application/pdf").value();
        REQUIRE(intake.write(std::string_view(bytes)));
        const auto kept = intake.finish().value();
        REQUIRE(house_.write([&](db::Tx& tx) -> Result<bool> {
            TRY(cases::add_note(tx, access::Actor::house("test"), foreign_.case_id, note));
            TRY(cases::add_word(tx, foreign_.reference, more));
            TRY(cases::add_photo(tx, foreign_.reference, kept, "marble.pdf"));
            TRY(cases::add_proof(tx, foreign_.reference, kept, "marble.pdf"));
            const auto request = TRY(cases::find_request(tx, foreign_.reference));
            person_ = request.person;
            return true;
        }));
    }

    /// Members of staff of another team in every role that reaches no farther than that, and one of each that does.
    void invite() {
        std::vector<access::Role> roles;
        REQUIRE(house_.read([&](db::Tx& tx) -> Result<bool> {
            roles = access::all_roles(tx);
            return true;
        }));
        for (const auto& role : roles) {
            house_.staff(role.code, role.code, {house_.parks});
            if (role.reach == access::Reach::own_teams) guests_.push_back(sign_in(role.code, load(role.code)));
        }
        invite_limited();
    }
    /// The farthest-reaching role, limited so that the foreign case is outside.
    void invite_limited();

    access::Actor load(const std::string& who) const {
        return house_.read([&](db::Tx& tx) { return access::load_staff_actor(tx, access::find_staff_by_email(tx, who + "@example.com")->id); }).value();
    }
    Guest sign_in(const std::string& who, access::Actor actor) const {
        Browser browser(house_.url);
        browser.sign_in(who);
        browser.get("/staff/account");
        if (!actor.is_known()) actor = load(who);
        return {who, std::move(actor), browser.cookie_line(), browser.csrf()};
    }

    std::int64_t count_facts() const {
        return house_.count("journal_fact WHERE subject = " + to_string(foreign_.case_id)) + house_.count("cases_note");
    }

    /// The pattern with the foreign things' own values in its places; for lists also with words and filters behind it.
    std::vector<std::string> addresses_of(const web::Route& route) const {
        const auto path = aim(route.pattern);
        std::vector<std::string> addresses{path};
        if (route.method != web::Method::get || path != route.pattern) return addresses;
        for (const auto& word : {std::string(name), std::string(words), std::string(note), std::string(place), foreign_.reference.text()})
            addresses.push_back(path + "?" + encoded({{"q", word}}));
        for (const auto* filter : {"?whose=everybody&state=all&service=missed-bin", "?whose=unowned", "?state=open&order=due&limit=200"})
            addresses.push_back(path + filter);
        return addresses;
    }
    std::string aim(std::string pattern) const {
        const auto number = to_string(foreign_.case_id);
        const std::map<std::string, std::string> aims{
            {"{service}", "missed-bin"}, {"{code}", "missed-bin"}, {"{part}", "about"}, {"{question}", "bin"}, {"{row}", "name"}, {"{file}", "triage"}, {"{slug}", "difficult-calls"}, {"{version}", "1"},
            {"{reference}", foreign_.reference.text()}, {"{contact}", to_string(foreign_.interaction)}, {"{call}", to_string(foreign_.interaction)},
            {"{interaction}", to_string(foreign_.interaction)}, {"{person}", to_string(person_)}, {"{case}", number}, {"{id}", number}, {"{other}", number},
            {"{task}", "1"}, {"{away}", "1"}, {"{move}", "1"}, {"{ban}", "1"}, {"{plan}", "1"}, {"{number}", "1"}, {"{photo}", "x"}, {"{step}", "1"}, {"{crest}", "x"}, {"{notice}", "1"}, {"{staff}", "1"}, {"{skill}", "enforcement-evidence"}, {"{element}", "work"}, {"{team}", to_string(house_.waste)},
            {"{role}", "officer"}, {"{session}", "1"}, {"{subscriber}", "cases.told"}, {"{position}", "1"}, {"{uprn}", "100090000001"}, {"{round}", "MON-general"},
            {"{late}", "1"}, {"{letter}", "1"}, {"{form}", "0000000"}, {"{batch}", "1"}, {"{destination}", "waste-rounds"}, {"{errand}", "1"}, {"{payment}", "1"}, {"{refund}", "1"}, {"{event}", "moving-home"}, {"{token}", "0123456789abcdef0123456789abcdef"}, {"{ward}", "E05990001"}, {"{request}", to_string(foreign_.request)}, {"{rest...}", "x"}};
        for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{')) {
            const auto parameter = pattern.substr(at, pattern.find('}') - at + 1);
            if (!aims.contains(parameter)) FAIL("nobody told the matrix what to put in the place of ", parameter);
            pattern.replace(at, parameter.size(), aims.at(parameter));
        }
        return pattern;
    }

    void found(const Guest& guest, const std::string& where, const std::string& what) { findings_.push_back(guest.name + ": " + where + ": " + what); }

    void try_route(const Guest& guest, const web::Route& route, const std::string& path) {
        const auto where = std::string(web::to_string(route.method)) + ' ' + path;
        const auto answer = send(guest, route, path);
        if (answer.status == 0 || answer.status >= 500) found(guest, where, "answered " + std::to_string(answer.status));
        const auto permission = access::find_permission(route.permission.name());
        const bool may = route.permission.is_public() || (permission && (guest.actor.may(*permission) || access::anybody_may(*permission)));
        if (!may && answer.status != 303 && answer.status != 401 && answer.status != 403) found(guest, where, "not refused");
        const bool of_case = path.starts_with("/staff/cases/") || path.starts_with("/api/v1/cases/");
        if (of_case && answer.status < 300) found(guest, where, "let in");
        if (!guest.actor.is_known() && answer.body.find(staffs_words) != std::string::npos) found(guest, where, "shows an article for staff");
        for (const auto& secret : secrets_in(route, path))
            if (answer.body.find(secret) != std::string::npos || answer.head.find(secret) != std::string::npos) found(guest, where, "shows " + secret);
    }
    /// What was searched for stands in the search field again, and a reference in its own address.
    std::vector<std::string> secrets_in(const web::Route& route, const std::string& path) const {
        std::vector<std::string> secrets{name, email, place, words, note, more, bytes, "/staff/cases/" + to_string(foreign_.case_id)};
        if (route.pattern.find("{reference}") == std::string::npos) secrets.push_back(foreign_.reference.text());
        std::erase_if(secrets, [&](const std::string& secret) { return path.ends_with(encoded({{"q", secret}})); });
        if (route.pattern.starts_with("/staff/cases/")) secrets.erase(std::ranges::find(secrets, "/staff/cases/" + to_string(foreign_.case_id)));
        return secrets;
    }

    Answer send(const Guest& guest, const web::Route& route, const std::string& path) const {
        const auto line = std::string(web::to_string(route.method)) + ' ' + path + " HTTP/1.1\r\nHost: demo\r\n" + guest.cookies;
        if (web::is_safe(route.method)) return Client(house_.url).ask(line + "\r\n", route.method == web::Method::head);
        const bool api = route.kind == web::RouteKind::api;
        const auto body = api ? std::string(R"({"text": "mine", "outcome": "collected", "staff": null, "note": "mine"})")
                              : encoded({{"csrf", guest.csrf}, {"operation", "0123456789abcdef0123456789abcdef"}, {"changes", "1"},
                                         {"outcome", "collected"}, {"text", "mine"}, {"note", "mine"}, {"reason", "other"}});
        return Client(house_.url).ask(line + "Sec-Fetch-Site: same-origin\r\nContent-Type: " +
                                      (api ? "application/json" : "application/x-www-form-urlencoded") +
                                      "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }

    void try_counts(const Guest& guest) {
        auto actor = guest.actor;
        if (gate_.lies_about == Shown::count) widen(actor);
        const auto counts = house_.read([&](db::Tx& tx) -> Result<cases::Counts> { return cases::count(tx, actor); }).value();
        const auto open = house_.read([&](db::Tx& tx) -> Result<std::int64_t> { return cases::count_open(tx, actor); }).value();
        if (counts.all + counts.my_teams + counts.unowned + counts.late + counts.with_tasks + open > 0) found(guest, "cases::count", "counts it");
    }

    void try_topics(const Guest& guest) {
        for (const auto& topic : {std::string("cases"), "cases.team." + to_string(house_.waste), "case." + to_string(foreign_.case_id),
                                  std::string("cases.service.missed-bin"), std::string("people"), std::string("contact")}) {
            Client client(house_.url);
            const auto answer = client.ask("GET /live?topic=" + topic + " HTTP/1.1\r\nHost: demo\r\nOrigin: http://demo\r\nUpgrade: websocket\r\n"
                                           "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                           "Sec-WebSocket-Version: 13\r\n" + guest.cookies + "\r\n");
            if (answer.status == 101) found(guest, "/live " + topic, "may be followed");
        }
    }

    House& house_;
    LyingGate gate_;
    static Reference house_reference() {  // until the foreign request has its own
        base::SeededRandom random(1);
        return Reference::random(random);
    }
    contact::Taken foreign_{{}, {}, house_reference(), {}};
    people::PersonId person_;
    std::vector<Guest> guests_;
    std::vector<std::string> findings_;
    std::int64_t facts_ = 0;
};

inline void Matrix::invite_limited() {
    const std::pair<const char*, access::Limits> limited[] = {
        {"agent_of_a_team", {.team = house_.parks}},
        {"agent_of_a_service", {.services = {"graffiti"}}},
        {"agent_of_a_ward", {.areas = {"E05099999"}}},
        {"leader_of_a_service_in_a_ward", {.services = {"missed-bin"}, .areas = {"E05099999"}}},
    };
    for (const auto& [who, limits] : limited) {
        house_.staff(who, "officer", {});
        const auto* role = std::string_view(who).starts_with("agent") ? "agent" : "team_leader";
        REQUIRE(house_.write([&](db::Tx& tx) {
            return access::grant_role(tx, access::Actor::house("test"), access::find_staff_by_email(tx, std::string(who) + "@example.com")->id, role, limits);
        }));
        guests_.push_back(sign_in(who, load(who)));
    }
}

}  // namespace given
