// bench/run check: the publishing check of all services we bring, and of as many copies of them as make sixty and more, in this process; beside
// reading the same texts, which every publication does anyhow.

#include "bench.h"

#include "figures.h"

#include "catalogue/publishing_check.h"
#include "guildhall/publishing.h"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t at_least = 64;

struct Read {
    std::filesystem::path folder;
    catalogue::Definition service;
};

std::vector<Read> read_all() {
    std::vector<Read> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("services")) {
        if (entry.path().filename() != "service.json") continue;
        auto service = catalogue::read_definition(entry.path().parent_path());
        if (!service) throw std::runtime_error(service.error().log);
        all.push_back({entry.path().parent_path(), *std::move(service)});
    }
    if (all.empty()) throw std::runtime_error("no services here");
    return all;
}

template <class Work>
double milliseconds(const Work& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

/// The best of some rounds: other programs run meanwhile.
template <class Work>
double best_of(int rounds, const Work& work) {
    double best = 1e12;
    for (int round = 0; round < rounds; ++round) best = std::min(best, milliseconds([&] { work(round); }));
    return best;
}

}  // namespace

void check(const Options&) {
    constexpr int rounds = 5;
    const auto services = read_all();
    const auto checks = guildhall::publishing_checks();
    const auto around = catalogue::surroundings_of(std::filesystem::path("services"), checks);
    if (!around) throw std::runtime_error(around.error().log);
    std::vector<catalogue::Definition> many;
    for (std::size_t i = 0; many.size() < std::max(at_least, services.size()); ++i) many.push_back(services[i % services.size()].service);
    const auto conditions = fmt::format("{} services, and {} with copies, one thread, best of {}", services.size(), many.size(), rounds);
    tell("check: " + conditions);
    std::size_t faults = 0;
    const auto checked = best_of(rounds, [&](int round) {
        for (std::size_t i = 0; i < many.size(); ++i) {
            many[i].digest = fmt::format("{}-{}", round, i);  // as if it had just been changed: nothing is known from before
            faults += catalogue::faults_of(many[i], *around, checks).size();
        }
    });
    const auto read = best_of(rounds, [&](int) {
        for (std::size_t i = 0; i < many.size(); ++i)
            if (!catalogue::read_definition(services[i % services.size()].folder)) throw std::runtime_error("cannot be read");
    });
    const auto around_read = best_of(rounds, [&](int) {
        if (!catalogue::surroundings_of(std::filesystem::path("services"), checks)) throw std::runtime_error("cannot be read");
    });
    print_figure("check.whole", checked + read + around_read, "ms", "texts and surroundings read, and everything checked", conditions);
    print_figure("check.alone", checked, "ms", "everything checked, of texts that are read", conditions);
    print_figure("check.read", read, "ms", "the same texts read and parsed, which is the baseline", conditions);
    print_figure("check.ratio", checked / read, "times", "checking beside reading", conditions);
    print_figure("check.faults", static_cast<double>(faults) / rounds, "faults", "found in the services we bring", conditions);
}

}  // namespace bench
