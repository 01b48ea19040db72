// bench/run submit: a resident's report, from POST to thanks, beside raw inserts of the same rows.

#include "bench.h"

#include "client.h"
#include "figures.h"
#include "load.h"
#include "rows.h"
#include "served.h"

#include "base/random.h"

#include <fmt/format.h>

#include <ctime>
#include <memory>
#include <stdexcept>

namespace bench {
namespace {

std::string field(const std::string& page, const std::string& name) {
    const auto mark = "name=\"" + name + "\" value=\"";
    const auto at = page.find(mark);
    if (at == std::string::npos) throw std::runtime_error("the form has no " + name);
    return page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size());
}

/// As a form would have it (see web::Context::new_operation).
std::string fresh_operation(Random& random) {
    return fmt::format("{:08x}", static_cast<std::uint32_t>(std::time(nullptr))) + random.token(12);
}

/// Each client asks for the form once, then posts with a fresh operation every time, as somebody else every time.
Errand submitter(const Served& served) {
    constexpr const char* path = "/services/missed-bin/report";
    const auto client = std::make_shared<Client>(served.port());
    const auto random = std::make_shared<base::SystemRandom>();
    return [client, random, csrf = field(client->get(path).body, "csrf"), n = std::int64_t{0}]() mutable {
        const auto body = fmt::format(
            "csrf={}&operation={}&location={}+Albion+Street%2C+GH1+2AB&bin=recycling&details=The+lid+was+closed+and+it+was+out+by+seven"
            "&name=Ann+Lee&email=ann.{}%40example.com&phone=0161+496+0000",
            csrf, fresh_operation(*random), n++ % 200, random->number_below(1'000'000'000));
        return client->post(path, "application/x-www-form-urlencoded", body).status == 303;
    };
}

void measure(const Options& options, int clients) {
    const bool sqlite = options.postgres.empty();
    const auto conditions = fmt::format("{}, {} clients, {} s, loopback, demo council without requests{}", sqlite ? "SQLite" : "PostgreSQL", clients,
                                        options.seconds, options.jobs ? "" : "; letters are queued and sent later");
    tell("submit: " + conditions);
    const Served served({.postgres = options.postgres,
                         .environment = options.jobs ? std::vector<std::string>{} : std::vector<std::string>{"GUILDHALL_BACKGROUND=off"}});
    const auto target = sqlite ? raw_sqlite(served.entry()) : raw_postgres(served.entry());
    const auto before = target->count();
    const auto load = run_load(served, clients, options.seconds, [&](int) { return submitter(served); });
    const auto name = fmt::format("submit.{}.{}", sqlite ? "sqlite" : "postgres", clients);
    print_load(name, "POST of the form until its redirect", load, served, conditions);
    const auto rows = target->read(load.done, before);
    const double raw = target->insert(rows, clients, options.seconds);
    const auto method = "the same rows and search entries (" + rows.tables + "), " + target->method();
    print_figure(name + ".raw", raw, "submissions/s", method, conditions);
    print_figure(name + ".of_raw", load.rate / raw, "ratio", "rate of the whole program over that of raw inserts, same run", conditions);
}

}  // namespace

void submit(const Options& options) {
    for (const int clients : options.clients) measure(options, clients);
}

}  // namespace bench
