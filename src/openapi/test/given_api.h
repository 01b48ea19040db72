#pragma once
// For tests: a tenant with two teams and a service each, served with its API, on each database; and a client.

#include "access/access.h"
#include "access/gate.h"
#include "cases/cases.h"
#include "journal/journal.h"
#include "journal/sequencer.h"
#include "openapi/openapi.h"
#include "web/test/given_site.h"

#include <boost/json.hpp>

#include <fstream>

namespace given {

namespace json = boost::json;

inline void write_file(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

/// services/waste/missed-bin and services/streets/pothole, as small as services are.
inline void write_services(const std::filesystem::path& folder) {
    write_file(folder / "waste/missed-bin/service.json", R"({
        "code": "missed-bin", "lgsl": 524, "lgil": 17, "group": "waste", "name": "Report a missed bin", "summary": "Tell us.",
        "keywords": ["bin"], "team": "Waste", "promise": {"working_days": 2, "text": "We will come back."},
        "location": {"label": "Where?", "hint": "", "missing": "Enter where"},
        "questions": [
          {"code": "bin", "type": "choice", "label": "Which bin?", "required": true, "missing": "Select which bin",
           "choices": [{"code": "general", "label": "Grey"}, {"code": "paper", "label": "Brown"}]},
          {"code": "details", "type": "long_text", "label": "Anything else?", "required": false, "most": 2000}],
        "contact": {"name": true, "email": true, "phone": true},
        "outcomes": [{"code": "collected", "label": "Emptied"}, {"code": "no_action", "label": "Nothing done"}],
        "notify": {"progress": "progress"}})");
    write_file(folder / "waste/missed-bin/article.md", "Bins.\n");
    write_file(folder / "streets/pothole/service.json", R"({
        "code": "pothole", "lgsl": 542, "lgil": 17, "group": "streets", "name": "Report a pothole", "summary": "Tell us.",
        "keywords": [], "team": "Streets", "promise": {"working_days": 10, "text": "We will look."},
        "location": {"label": "Where?", "hint": "", "missing": "Enter where"},
        "questions": [{"code": "depth", "type": "text", "label": "How deep?", "required": false}],
        "contact": {"name": true, "email": true, "phone": true},
        "outcomes": [{"code": "filled", "label": "Filled"}]})");
    write_file(folder / "streets/pothole/article.md", "Potholes.\n");
}

/// Not there, or not for somebody who may see no case at all: which of the two tells nothing of the one asked for.
inline bool is_hidden(int status) { return status == 404 || status == 403; }

/// What was answered, with its JSON read.
struct Said {
    int status = 0;
    std::string head;
    json::value body;
    std::string raw;

    std::string header(std::string_view name) const { return Answer{status, head, {}}.header(name); }
    std::string text(std::string_view member) const { return std::string(body.at(member).as_string()); }
    /// The message under a field of problem+json; empty if there is none.
    std::string problem(std::string_view field) const {
        if (const auto* errors = body.as_object().if_contains("errors"))
            for (const auto& each : errors->as_array())
                if (each.at("field").as_string() == field) return std::string(each.at("message").as_string());
        return {};
    }
};

struct Api {
    Tenant tenant;
    base::StoppedClock clock{start};
    journal::Sequencer sequencer{*tenant.db};
    base::SystemRandom random;
    base::Config settings;
    web::Tenant site_tenant{.id = "demo", .name = "Demo", .base_url = "https://demo.example", .folder = tenant.folder.path,
                            .db = *tenant.db, .settings = settings};
    web::OneTenant tenants{site_tenant};
    access::Gate gate;
    web::Live live;
    web::Assets assets;
    website::Site site{assets};
    web::Router router;
    std::unique_ptr<web::Server> server;
    std::string url;

    explicit Api(db::Engine engine) : tenant(engine) {
        const auto services = tenant.folder.path / "services";
        write_services(services);
        for (const auto* team : {"Waste", "Streets"})
            write([&](db::Tx& tx) { return access::add_team(tx, access::Actor::house("test"), team); });
        write([&](db::Tx& tx) { return catalogue::publish_folder(tx, services); });
        openapi::install(router, site);
        web::ServerOptions options;
        options.listen = "127.0.0.1:0";
        options.workers = 16;
        options.per_client = options.per_client_writes = options.per_account = {};
        server = std::make_unique<web::Server>(options, web::House{.router = router, .tenants = tenants, .gate = gate,
                                                                   .live = live, .clock = clock, .random = random});
        url = server->start().value();
    }

    template <class F>
    auto write(F&& fn) -> typename std::invoke_result_t<F, db::Tx&>::value_type {
        auto done = tenant.db->write(context(clock.now(), "system:test"), std::forward<F>(fn));
        if (!done) FAIL(done.error().key, " ", done.error().log);
        return *std::move(done);
    }
    /// The header line of a new token with that role.
    std::string token(std::string_view role) {
        const auto made = write([&](db::Tx& tx) {
            return access::create_token(tx, access::Actor::house("test"), role, "test", random);
        });
        return "Authorization: Bearer " + made.secret + "\r\n";
    }

    Said ask(std::string_view method, std::string_view path, std::string_view head, std::string_view body = {}) {
        std::string bytes = std::string(method) + ' ' + std::string(path) + " HTTP/1.1\r\nHost: demo\r\n" + std::string(head);
        if (!body.empty())
            bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        const auto answer = Client(url).ask(bytes + "\r\n" + std::string(body));
        Said said{.status = answer.status, .head = answer.head, .raw = answer.body};
        if (!answer.body.empty()) said.body = json::parse(answer.body);
        return said;
    }
    Said get(std::string_view path, std::string_view head = {}) { return ask("GET", path, head); }
    Said post(std::string_view path, std::string_view body, std::string_view head = {}) { return ask("POST", path, head, body); }

    std::int64_t count(const std::string& table) {
        return write([&](db::Tx& tx) -> Result<std::int64_t> {
            for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM " + table, {}))) return row.get<std::int64_t>(0);
            return 0;
        });
    }
    std::vector<std::string> facts_about(std::int64_t subject) {
        return write([&](db::Tx& tx) -> Result<std::vector<std::string>> {
            std::vector<std::string> kinds;
            for (const auto& fact : journal::facts_of(tx, subject)) kinds.push_back(fact.kind);
            return kinds;
        });
    }
};

inline void in_each_api(const std::function<void(Api&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Api api(engine);
        test(api);
    }
}

inline const std::string missed_bin = R"({"service": "missed-bin", "answers": {"bin": "general"},
    "location": {"text": "4 Elm Road", "uprn": "100012345678", "latitude": 53.5, "longitude": -2.25},
    "contact": {"name": "Ann Lee", "email": "ann@example.com", "phone": "0161 496 0000"}, "description": "At the back gate"})";
inline const std::string pothole = R"({"service": "pothole", "location": {"text": "Oak Street"}})";

}  // namespace given
