// bench/run scale: the same operations over councils of several sizes, and how their cost grows from one to the next.

#include "scale.h"

#include "bench.h"
#include "figures.h"
#include "open_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>

namespace bench {
namespace {

/// What was measured at one size, by operation.
struct AtSize {
    std::int64_t cases = 0;
    std::map<std::string, Load, std::less<>> loads;
    double resident_mb = 0;
};

std::filesystem::path folder_of(const Options& options) { return options.data.empty() ? "build/scale" : options.data; }

std::int64_t number_in(const std::string& page, std::string_view attribute) {
    const auto at = page.find(std::string(attribute) + "=\"");
    if (at == page.npos) throw std::runtime_error("the page has no " + std::string(attribute));
    return std::stoll(page.substr(at + attribute.size() + 2));
}

/// A note on a case, told to all pages that show the worklist.
Load tell_pages(const Town& town, int pages, int changes) {
    Client client(town.served.port());
    const auto& note = *std::ranges::find(operations(), std::string_view("note"), &Operation::name);
    OpenPages open(town.served.port(), town.authorization, number_in(client.get("/staff/worklist", town.authorization).body, "data-after"), pages);
    std::vector<double> waits;
    const auto before = town.served.usage();
    for (int change = 0; change < changes; ++change) {
        const auto heard = open.hear([&] {
            if (!note.step(client, town, change)) throw std::runtime_error("a note was refused");
        });
        waits.insert(waits.end(), heard.begin(), heard.end());
    }
    const auto after = town.served.usage();
    return {.p50_ms = quantile(waits, 0.5),
            .p99_ms = quantile(waits, 0.99),
            .cpu_ms = 1e3 * (after.cpu_seconds - before.cpu_seconds) / changes,
            .postgres_cpu_ms = 1e3 * (after.postgres_cpu_seconds - before.postgres_cpu_seconds) / changes,
            .done = std::ssize(waits)};
}

Load measure(const Operation& operation, const Town& town, const Options& options) {
    constexpr std::int64_t most_added = 600;
    const auto clients = options.clients.front();
    const auto prepare = [&](int client) -> Errand {
        return [connection = std::make_shared<Client>(town.served.port()), &operation, &town, time = std::int64_t{client} * 100'003]() mutable {
            return operation.step(*connection, town, ++time);
        };
    };
    try {
        constexpr std::int64_t enough = 40;  // statements are prepared, pages are in memory
        (void)run_load(town.served, clients, options.seconds, prepare, std::min(enough, options.errands));
        return run_load(town.served, clients, options.seconds, prepare, operation.adds ? std::min(most_added, options.errands) : options.errands);
    } catch (const std::runtime_error& problem) {
        throw std::runtime_error(fmt::format("{}: {}", operation.name, problem.what()));
    }
}

AtSize measure_at(std::int64_t cases, const Options& options) {
    const auto ground = ground_of(folder_of(options), cases, options.postgres);
    const Served served(ground.what);
    const auto town = enter(served, ground.targets);
    const std::string_view engine = options.postgres.empty() ? "sqlite" : "postgres";
    const auto conditions = fmt::format("{}, {} cases, {} clients, {} s, loopback", options.postgres.empty() ? "SQLite" : "PostgreSQL", cases, options.clients.front(), options.seconds);
    AtSize found{.cases = cases, .loads = {}};
    for (const auto& operation : operations()) {
        if (!options.only.empty() && operation.name != std::string_view("bare") && std::ranges::find(options.only, operation.name) == options.only.end()) continue;
        const auto load = found.loads[operation.name] = measure(operation, town, options);
        const auto name = fmt::format("scale.{}.{}.{}", operation.name, engine, cases);
        print_load(name, operation.errand, load, served, conditions);
        print_figure(name + ".of_bare", load.cpu_ms / found.loads.at("bare").cpu_ms, "ratio", "the server's CPU for it over that for GET /healthz, same run", conditions);
    }
    if (options.pages > 0) {
        constexpr int changes = 20;
        const auto load = found.loads["live"] = tell_pages(town, options.pages, changes);
        const auto method = fmt::format("from sending a note until each of {} open pages was told over its WebSocket, {} notes", options.pages, changes);
        const auto name = fmt::format("scale.live.{}.{}", engine, cases);
        print_figure(name + ".p50", load.p50_ms, "ms", method, conditions);
        print_figure(name + ".p99", load.p99_ms, "ms", method, conditions);
        print_figure(name + ".cpu", load.cpu_ms, "ms each", "user and system time of the server's process for each change", conditions);
    }
    found.resident_mb = served.usage().peak_mb;
    print_figure(fmt::format("scale.peak.{}.{}", engine, cases), found.resident_mb, "MB", "VmHWM of the server's process over all of that", conditions);
    return found;
}

/// A table for people, on stderr: a column for each size; in each p50, p99, and CPU with PostgreSQL's beside.
void show(const std::vector<AtSize>& sizes) {
    std::string head = "| p50 / p99 ms, CPU ms |", line = "|---|";
    for (const auto& size : sizes) head += fmt::format(" {} |", size.cases), line += "---|";
    for (std::size_t i = 1; i < sizes.size(); ++i) head += fmt::format(" x{:.0f} |", static_cast<double>(sizes[i].cases) / static_cast<double>(sizes[i - 1].cases)), line += "---|";
    tell(head);
    tell(line);
    for (const auto& [name, first] : sizes.front().loads) {
        std::string row = fmt::format("| {} |", name);
        for (const auto& size : sizes) {
            const auto& load = size.loads.at(name);
            row += fmt::format(" {:.1f} / {:.1f}, {:.3f}", load.p50_ms, load.p99_ms, load.cpu_ms);
            row += load.postgres_cpu_ms > 0 ? fmt::format(" + {:.2f} |", load.postgres_cpu_ms) : " |";
        }
        for (std::size_t i = 1; i < sizes.size(); ++i) {
            const auto cost = [&](std::size_t at) { return sizes[at].loads.at(name).cpu_ms + sizes[at].loads.at(name).postgres_cpu_ms; };
            row += fmt::format(" {:.2f} |", cost(i) / cost(i - 1));
        }
        tell(row);
    }
    std::string row = "| peak resident MB |";
    for (const auto& size : sizes) row += fmt::format(" {:.0f} |", size.resident_mb);
    tell(row);
}

}  // namespace

void scale(const Options& options) {
    if (options.grow_only) {
        for (const auto cases : options.sizes) ground_of(folder_of(options), cases, options.postgres);
        return;
    }
    std::vector<AtSize> sizes;
    for (const auto cases : options.sizes) sizes.push_back(measure_at(cases, options));
    for (std::size_t i = 1; i < sizes.size(); ++i)
        for (const auto& [name, load] : sizes[i].loads) {
            const auto& before = sizes[i - 1].loads.at(name);
            print_figure(fmt::format("scale.{}.{}.growth.{}-{}", name, options.postgres.empty() ? "sqlite" : "postgres", sizes[i - 1].cases, sizes[i].cases),
                         (load.cpu_ms + load.postgres_cpu_ms) / (before.cpu_ms + before.postgres_cpu_ms), "ratio", "CPU of server and PostgreSQL at the larger size over that at the smaller, same run",
                         fmt::format("{} clients, {} s", options.clients.front(), options.seconds));
        }
    show(sizes);
}

}  // namespace bench
