#pragma once
// For tests of the doors for programs: a tenant with two teams and services of its own, served on a port of its own.

#include "access/access.h"
#include "access/gate.h"
#include "catalogue/catalogue.h"
#include "journal/journal.h"
#include "journal/sequencer.h"
#include "web/test/given_site.h"
#include "website/site.h"

#include <fstream>

namespace given {

inline void write_file(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

struct Door {
    Tenant tenant;
    base::StoppedClock clock{start};
    journal::Sequencer sequencer{*tenant.db};
    base::SystemRandom random;
    base::Config settings;
    web::Tenant site_tenant;
    web::OneTenant tenants{site_tenant};
    access::Gate gate;
    web::Live live;
    web::Assets assets;
    website::Site site;
    web::Router router;
    web::ServerOptions options;
    std::unique_ptr<web::Server> server;
    std::string url;

    template <class... Limits>
    Door(db::Engine engine, std::string base_url, const Limits&... limits)
        : tenant(engine),
          site_tenant{.id = "demo", .name = "Demo", .base_url = std::move(base_url), .folder = tenant.folder.path, .db = *tenant.db, .settings = settings},
          site(assets, limits...) {
        options.listen = "127.0.0.1:0";
        options.workers = 16;
        options.per_client = options.per_client_writes = options.per_account = {};
        for (const auto* team : {"Waste", "Streets"})
            write([&](db::Tx& tx) { return access::add_team(tx, access::Actor::house("test"), team); });
    }

    std::filesystem::path services() const { return tenant.folder.path / "services"; }
    void publish() {
        write([&](db::Tx& tx) { return catalogue::publish_folder(tx, services()); });
    }
    /// Beside the others a service of the team Streets that asks these questions, a list in JSON.
    void publish_asking(const std::string& code, const std::string& questions) {
        write_file(services() / "streets" / code / "service.json", R"({"code": ")" + code + R"(", "lgsl": 521, "lgil": 0, "group": "streets", "name": "Ask for )" + code + R"(",
            "summary": "Ask us.", "keywords": [], "team": "Streets", "promise": {"working_days": 5, "text": "We will decide."},
            "location": {"label": "Where?", "missing": "Enter where"}, "contact": {"name": true, "email": true, "phone": true},
            "outcomes": [{"code": "done", "label": "Done"}], "questions": )" + questions + "}");
        write_file(services() / "streets" / code / "article.md", "What to know.\n");
        publish();
    }
    /// After its pages are in the router.
    void open() {
        server = std::make_unique<web::Server>(options, web::House{.router = router, .tenants = tenants, .gate = gate, .live = live, .clock = clock, .random = random});
        url = server->start().value();
    }

    template <class F>
    auto write(F&& fn) -> typename std::invoke_result_t<F, db::Tx&>::value_type {
        auto done = tenant.db->write(context(clock.now(), "system:test"), std::forward<F>(fn));
        if (!done) FAIL(done.error().key, " ", done.error().log);
        return *std::move(done);
    }
    /// The secret of a new token with that role.
    std::string secret(std::string_view role) {
        return write([&](db::Tx& tx) { return access::create_token(tx, access::Actor::house("test"), role, "test", random); }).secret;
    }
    std::int64_t count(const std::string& table) {
        return write([&](db::Tx& tx) -> Result<std::int64_t> {
            for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM " + table, {}))) return row.get<std::int64_t>(0);
            return 0;
        });
    }
};

}  // namespace given
