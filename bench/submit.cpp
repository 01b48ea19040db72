// bench/run submit: a resident's report, from POST to thanks, beside raw inserts of the same rows.

#include "bench.h"

#include "figures.h"
#include "filled_form.h"
#include "load.h"
#include "rows.h"
#include "served.h"

#include <fmt/format.h>

namespace bench {
namespace {

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
