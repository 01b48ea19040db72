// The invented borough: staff, teams, streets, and a year of contacts. The same seed and day give the same borough.

#include "access/access.h"
#include "guildhall/commands.h"
#include "guildhall/demo_rounds.h"
#include "guildhall/demo_staff.h"
#include "guildhall/demo_year.h"
#include "guildhall/furnishing.h"
#include "guildhall/household.h"
#include "places/sketch.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <fstream>

namespace guildhall {
namespace {

constexpr const char* demo_password = "correct horse battery staple";

/// Settings of the invented borough, where it has none yet.
void name_borough(const std::string& folder, bool training) {
    const auto path = std::filesystem::path(folder) / "guildhall.toml";
    if (std::filesystem::exists(path)) return;
    std::filesystem::create_directories(folder);
    std::ofstream(path) << "council_name = \"Ambleford\"\ncouncil_phone = \"01632 960 000\"\ncouncil_email = \"hello@ambleford.example\"\n"
                           "council_address = \"Town Hall, 1 Market Place, Ambleford GH1 1AA\"\n"
                        << (training ? "training = true\n" : "");
}

/// The borough's own crest, where it has none yet.
void give_crest(const std::filesystem::path& from, const std::filesystem::path& folder) {
    std::error_code ignored;  // without it, the house's mark is shown
    if (!folder.empty()) std::filesystem::copy_file(from / "crest.svg", folder / "crest.svg", std::filesystem::copy_options::skip_existing, ignored);
}

template <class Ids>
std::string quoted(const Ids& ids) {
    return ids.empty() ? std::string() : fmt::format("\"{}\"", fmt::join(ids, "\",\""));
}

Result<void> write_truths(const std::filesystem::path& path, const DemoOptions& options, const DemoTruths& truths) {
    std::ofstream out(path);
    out << fmt::format(
        R"({{"seed":{},"requests":{},"contacts":{},"window_days":{},"repeat_contacts":[{}],"first_contact_resolutions":[{}]}})"
        "\n",
        options.seed, truths.requests, truths.contacts, DemoTruths::window_days, quoted(truths.repeat_contacts),
        quoted(truths.first_contact_resolutions));
    out.close();
    if (!out) return refuse(Kind::unavailable, "guildhall.cannot_write", path.string());
    return {};
}

Result<void> fill(Household& household, const DemoOptions& options, const DemoWords& words, const places::Gazetteer& gazetteer, Instant now) {
    const db::Context context{.actor = "system:demo", .channel = "command", .now = now};
    const auto services = TRY(household.db().read(context, [](db::Tx& tx) { return catalogue::live_services(tx); }));
    const auto staff = TRY(household.db().read(context, [](db::Tx& tx) { return load_demo_staff(tx); }));
    const auto plan = draw_plan(words, services, {.requests = options.requests, .people = options.people, .seed = options.seed, .now = std::chrono::floor<std::chrono::days>(now)});
    const DemoBorough borough{.words = words, .services = services, .staff = staff, .addresses = gazetteer.addresses, .seed = options.seed};
    const auto truths = TRY(tell_year(household, borough, plan, [&](std::size_t told) {
        fmt::print("\r{} of {} steps of a year", told, plan.steps.size());
        std::fflush(stdout);
    }));
    fmt::print("\r{} requests, {} contacts of {} residents\n", truths.requests, truths.contacts, options.people);
    return write_truths(household.tenant().folder / "demo-truths.json", options, truths);
}

/// Staff, services, letters and streets; true if the borough was there before.
Result<bool> found(Household& household, const DemoOptions& options, const places::Gazetteer& gazetteer, Instant now) {
    const auto password = TRY(access::Passwords(1).hash(demo_password));
    return household.db().write({.actor = "system:demo", .channel = "command", .now = now}, [&](db::Tx& tx) -> Result<bool> {
        const auto before = TRY(catalogue::live_services(tx));
        TRY(hire(tx, password));
        TRY(furnish_council(tx, options.services, options.articles));
        TRY(places::load(tx, gazetteer));
        TRY(places::load(tx, places::sketch(gazetteer, options.seed)));
        TRY(load_demo_rounds(tx, gazetteer));
        return !before.empty();
    });
}

}  // namespace

int make_demo(const Where& where, const DemoOptions& options) {
    const auto run = [&]() -> Result<void> {
        if (where.postgres.empty() && where.councils.empty()) name_borough(where.data, options.training);
        const base::SystemClock clock;
        base::SystemRandom random;
        const auto words = TRY(read_demo_words(options.words));
        const auto settings = TRY(read_settings(where));
        const auto entry = TRY(find_council(where));
        if (options.training && !entry.training)
            return refuse(Kind::invalid, "guildhall.not_for_training", "set training = true in the council's settings first");
        if (entry.engine() == db::Engine::sqlite) std::filesystem::create_directories(std::filesystem::path(entry.file).parent_path());
        TRY(db::migrate(entry, "", clock.now()));
        const auto household = TRY(Household::open(entry, settings, clock, random));
        give_crest(options.words, household->tenant().folder);
        const auto gazetteer = draw_gazetteer(words, options.people);
        const auto was_there = TRY(found(*household, options, gazetteer, clock.now()));
        if (was_there)
            fmt::print("the borough is there already; no requests were added\n");
        else
            TRY(fill(*household, options, words, gazetteer, clock.now()));
        TRY(household->settle());
        fmt::print("sign in at /staff/sign-in with one of these, password \"{}\":\n", demo_password);
        for (const auto& member : demo_staff()) fmt::print("  {:32} {:14} {}\n", member.email, member.role, member.team);
        return {};
    };
    const auto done = run();
    return done ? 0 : fail(done.error());
}

}  // namespace guildhall
