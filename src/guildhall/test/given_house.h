#pragma once
// For tests: the whole house served on a port of its own, with staff, one published service, and a clock that stands still.

#include "access/access.h"
#include "catalogue/catalogue.h"
#include "contact/contact.h"
#include "db/test/given.h"
#include "guildhall/doors.h"
#include "guildhall/furnishing.h"
#include "guildhall/household.h"
#include "knowledge/knowledge.h"
#include "notifications/templates.h"
#include "web/test/given_site.h"

#include <functional>
#include <map>

namespace given {

inline const std::string house_password = "three lively otters";

struct House {
    Tenant tenant;
    base::Config settings;
    base::StoppedClock clock{start};
    base::SystemRandom random;
    std::unique_ptr<guildhall::Household> household;
    std::unique_ptr<guildhall::Doors> doors;
    std::unique_ptr<web::OneTenant> tenants;
    web::Live live;
    web::Sessions sessions{{}};
    std::unique_ptr<web::Server> server;
    std::string url;
    web::Gate* gate_instead = nullptr;  // asked in the place of the doors' own
    access::TeamId waste, parks;

    explicit House(db::Engine engine, bool training = false);
    ~House() {
        if (server) server->stop();
        household->stop();
    }

    /// Opens the doors; with `background` also subscribers and jobs.
    House& open(bool background = false) {
        web::ServerOptions options;
        options.listen = "127.0.0.1:0";
        options.workers = 16;
        options.per_client = options.per_client_writes = options.per_account = {};
        const auto whole = doors->house(*tenants, live, clock, random, [this] { return household->db().ping(); });
        server = std::make_unique<web::Server>(options, web::House{.router = whole.router,
                                                                   .tenants = whole.tenants,
                                                                   .gate = gate_instead != nullptr ? *gate_instead : whole.gate,
                                                                   .live = whole.live,
                                                                   .clock = whole.clock,
                                                                   .random = whole.random,
                                                                   .error_page = whole.error_page,
                                                                   .ready = whole.ready});
        auto started = server->start();
        if (!started) FAIL(started.error().log);
        url = *started;
        if (background) REQUIRE(household->start(live, sessions, "test", url));
        return *this;
    }

    db::Database& db() { return household->db(); }
    db::Context now(std::string channel = "web") const { return {.actor = "staff:1", .channel = std::move(channel), .request_id = "test", .now = clock.now()}; }
    template <class F>
    auto write(F&& fn) {
        return db().write(now(), std::forward<F>(fn));
    }
    template <class F>
    auto read(F&& fn) {
        return db().read(now(), std::forward<F>(fn));
    }
    std::int64_t count(const std::string& table) {
        return read([&](db::Tx& tx) -> Result<std::int64_t> {
                   for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM " + table, {}))) return row.get<std::int64_t>(0);
                   return 0;
               })
            .value();
    }

    /// Teams, services and letters, as a new council gets them.
    void furnish() {
        const auto furnished = write([&](db::Tx& tx) -> Result<bool> {
            const auto chief = access::Actor::house("test");
            waste = TRY(access::add_team(tx, chief, "Waste and recycling"));
            parks = TRY(access::add_team(tx, chief, "Parks"));
            TRY(guildhall::furnish_council(tx, "services", "knowledge"));
            return true;
        });
        REQUIRE(furnished);
    }
    void staff(const std::string& name, const std::string& role, std::vector<access::TeamId> teams) {
        static access::Passwords passwords(1);
        static const auto hash = passwords.hash(house_password).value();
        REQUIRE(write([&](db::Tx& tx) {
            return access::add_staff(tx, access::Actor::house("test"),
                                     {.email = name + "@example.com", .name = name, .roles = {role}, .teams = std::move(teams), .password = hash});
        }));
    }
    /// A request of a resident, as if sent on the website.
    contact::Taken request(const std::map<std::string, std::string>& fields, const std::string& place = "1 Mill Lane") {
        return write([&](db::Tx& tx) -> Result<contact::Taken> {
                   const auto service = TRY(catalogue::find_live(tx, "missed-bin"));
                   return contact::take_request(tx, random, access::Actor::visitor(), service,
                                                {.answer = [&](std::string_view code) -> std::optional<std::string_view> {
                                                     const auto found = fields.find(std::string(code));
                                                     return found == fields.end() ? std::nullopt : std::optional<std::string_view>(found->second);
                                                 },
                                                 .location = {.text = place}});
               })
            .value();
    }
};

inline House::House(db::Engine engine, bool training) : tenant(engine) {
    tenant.entry.training = training;
    tenant.db.reset();  // one writer: the household's
    settings.set("secret_key", std::string(64, '7'));
    for (const auto* limit : {"unasked", "reports", "contact", "words", "photos", "site"}) settings.set("rate_" + std::string(limit), "0");  // one client sends all
    settings.set("mail_folder", (tenant.folder.path / "mail").string());
    settings.set("files_folder", (tenant.folder.path / "files").string());
    household = guildhall::Household::open(tenant.entry, settings, clock, random).value();
    furnish();
    doors = std::make_unique<guildhall::Doors>(settings, "");
    tenants = std::make_unique<web::OneTenant>(household->tenant());
}

using Form = std::vector<std::pair<std::string, std::string>>;

inline std::string encoded(const Form& form) {
    std::string out;
    for (const auto& [name, value] : form) {
        if (!out.empty()) out += '&';
        out += name + '=';
        for (const unsigned char c : value) out += fmt::format("%{:02X}", c);
    }
    return out;
}

/// Somebody's browser: keeps its cookies, and sends forms with the hidden fields of the page they stand on.
class Browser {
public:
    explicit Browser(const std::string& url) : url_(url) {}

    Answer get(const std::string& path) {
        auto answer = Client(url_).ask("GET " + path + " HTTP/1.1\r\nHost: demo\r\n" + cookie_line() + "\r\n");
        take_cookies(answer);
        if (const auto csrf = hidden(answer.body, "csrf"); !csrf.empty()) {
            csrf_ = csrf;
            operation_ = hidden(answer.body, "operation");
        }
        return answer;
    }
    /// Sends a form with the hidden fields of the page looked at last.
    Answer post(const std::string& path, Form form) {
        form.emplace_back("csrf", csrf_);
        form.emplace_back("operation", operation_);
        return post_bare(path, form);
    }
    Answer post_bare(const std::string& path, const Form& form) {
        auto answer = Client(url_).ask(form_post(path, encoded(form), cookie_line()));
        take_cookies(answer);
        return answer;
    }
    /// The page, and then its form.
    Answer fill(const std::string& path, Form form) {
        get(path);
        return post(path, std::move(form));
    }
    Answer sign_in(const std::string& name) {
        auto answer = fill("/staff/sign-in", {{"email", name + "@example.com"}, {"password", house_password}});
        CHECK(answer.status == 303);
        return answer;
    }
    const std::string& csrf() const { return csrf_; }
    const std::string& operation() const { return operation_; }
    void use_operation(std::string id) { operation_ = std::move(id); }
    std::string cookie_line() const {
        std::string line;
        for (const auto& [name, value] : cookies_) line += (line.empty() ? "Cookie: " : "; ") + name + "=" + value;
        return line.empty() ? line : line + "\r\n";
    }

private:
    static std::string hidden(const std::string& page, const std::string& name) {
        const auto mark = "name=\"" + name + "\" value=\"";
        const auto at = page.find(mark);
        if (at == std::string::npos) return {};
        const auto from = at + mark.size();
        return page.substr(from, page.find('"', from) - from);
    }
    void take_cookies(const Answer& answer) {
        for (const auto line : base::split(answer.head, '\n')) {
            constexpr std::string_view mark = "Set-Cookie: ";
            if (line.size() < mark.size() || !base::equal_ignoring_case(line.substr(0, mark.size()), mark)) continue;
            const auto pair = line.substr(mark.size(), line.find(';') - mark.size());
            const auto equals = pair.find('=');
            cookies_[std::string(pair.substr(0, equals))] = std::string(pair.substr(equals + 1));
        }
    }
    std::string url_, csrf_, operation_;
    std::map<std::string, std::string> cookies_;
};

inline void in_each_house(const std::function<void(House&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        House house(engine);
        test(house);
    }
}

inline bool has(const Answer& answer, std::string_view words) { return answer.body.find(words) != std::string::npos; }

/// The form with another value in one field.
inline Form with(Form form, const std::string& name, const std::string& value) {
    std::erase_if(form, [&](const auto& field) { return field.first == name; });
    form.emplace_back(name, value);
    return form;
}

/// What a resident types into the form for a missed bin.
inline Form missed_bin(const std::string& name = "Rosa Green") {
    return {{"location", "1 Mill Lane, GH1 2AB"}, {"bin", "general"}, {"details", "At the back gate"}, {"name", name}, {"email", "rosa@example.com"}};
}

}  // namespace given
