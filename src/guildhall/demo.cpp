// The invented town and the invented borough: staff, teams, streets, and a year of contacts, or two. The same seed and day give the same.

#include "access/access.h"
#include "borough/borough.h"
#include "guildhall/commands.h"
#include "guildhall/demo_rounds.h"
#include "guildhall/demo_staff.h"
#include "guildhall/demo_year.h"
#include "guildhall/furnishing.h"
#include "guildhall/household.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace guildhall {
namespace {

constexpr const char* demo_password = "correct horse battery staple";

/// Settings of the invented council, where it has none yet.
void name_council(const std::string& folder, const DemoOptions& options) {
    const auto path = std::filesystem::path(folder) / "guildhall.toml";
    if (std::filesystem::exists(path)) return;
    std::filesystem::create_directories(folder);
    const auto* settings = options.borough
        ? "council_name = \"Guildhall\"\ncouncil_phone = \"01632 960 100\"\ncouncil_email = \"hello@guildhall.example\"\n"
          "council_address = \"Town Hall, High Street, Guildhall GH1 1AA\"\n"
        : "council_name = \"Ambleford\"\ncouncil_phone = \"01632 960 000\"\ncouncil_email = \"hello@ambleford.example\"\n"
          "council_address = \"Town Hall, 1 Market Place, Ambleford GH1 1AA\"\n";
    std::ofstream(path) << settings << (options.training ? "training = true\n" : "");
}

/// The borough's own crest, where it has none yet.
void give_crest(const std::filesystem::path& from, const std::filesystem::path& folder) {
    std::error_code ignored;  // without it, the house's mark is shown
    if (!folder.empty()) std::filesystem::copy_file(from / "crest.svg", folder / "crest.svg", std::filesystem::copy_options::skip_existing, ignored);
}

DemoRoll roll_of(const DemoOptions& options) { return options.borough ? demo_staff_of_borough() : demo_staff(); }
std::int64_t people_of(const DemoOptions& options) { return options.people.value_or(options.borough ? DemoOptions::people_of_borough : DemoOptions::people_of_town); }
std::int64_t requests_of(const DemoOptions& options) {
    return options.requests.value_or(options.borough ? DemoOptions::requests_of_borough : DemoOptions::requests_of_town);
}

void show(std::string_view what, const Suggestions::Tally& tally) {
    fmt::print("{}: {} of {} duplicates among the first three, {} of {} reports asked in vain\n", what, tally.found, tally.duplicates, tally.in_vain, tally.reports);
}

Result<void> fill(Household& household, const DemoOptions& options, const DemoWords& words, const borough::Borough& borough, Instant now) {
    const db::Context context{.actor = "system:demo", .channel = "command", .now = now};
    const auto services = TRY(household.db().read(context, [](db::Tx& tx) { return catalogue::live_services(tx); }));
    const auto staff = TRY(household.db().read(context, [&](db::Tx& tx) { return load_demo_staff(tx, roll_of(options)); }));
    const auto calendar = TRY(household.db().read(context, [](db::Tx& tx) -> Result<places::Calendar> { return places::calendar_of(tx); }));
    const FaultGround ground(borough, options.seed);
    PlanWanted wanted{.requests = requests_of(options), .people = people_of(options), .addresses = borough.gazetteer.addresses.size(), .seed = options.seed, .now = std::chrono::floor<std::chrono::days>(now), .roll = roll_of(options)};
    if (options.borough) {
        wanted.days = 730;
        wanted.ground = &ground;
        wanted.calendar = &calendar;
    }
    const auto plan = draw_plan(words, services, wanted);
    Suggestions suggestions;
    const DemoBorough told_of{.words = words, .services = services, .staff = staff, .addresses = borough.gazetteer.addresses, .seed = options.seed, .ground = &ground,
                              .suggestions = options.measure ? &suggestions : nullptr};
    const auto truths = TRY(tell_year(household, told_of, plan, [&](std::size_t told) {
        fmt::print("\r{} of {} steps of {}", told, plan.steps.size(), options.borough ? "two years" : "a year");
        std::fflush(stdout);
    }));
    fmt::print("\r{} requests, {} contacts of {} residents\n", truths.requests, truths.contacts, wanted.people);
    if (options.measure) {
        for (const auto& [service, tally] : suggestions.by_service()) show("  " + service, tally);
        show("by place alone", suggestions.by_place());
        show("by answers too", suggestions.with_answers());
    }
    return write_truths(household.tenant().folder / "demo-truths.json", options.seed, truths);
}

/// Streets, wards, postcodes, the map, what stands in the streets, and collection rounds.
Result<void> lay_out(db::Tx& tx, const borough::Borough& borough) {
    TRY(places::load(tx, borough.gazetteer));
    const auto boundaries = places::load_boundaries(tx, borough.wards);
    const auto postcodes = places::load_postcodes(tx, borough.postcodes);
    for (const auto* fates : {&boundaries, &postcodes})
        if (std::ranges::find(*fates, imports::Fate::refused) != fates->end()) return refuse(Kind::invalid, "places.gazetteer_row", "a ward or a postcode");
    TRY(places::load(tx, borough.map));
    return load_demo_rounds(tx, borough);
}

/// Staff, services, letters and streets; true if the borough was there before.
Result<bool> found(Household& household, const DemoOptions& options, const borough::Borough& borough, Instant now) {
    const auto password = TRY(access::Passwords(1).hash(demo_password));
    return household.db().write({.actor = "system:demo", .channel = "command", .now = now}, [&](db::Tx& tx) -> Result<bool> {
        const auto before = TRY(catalogue::live_services(tx));
        TRY(hire(tx, password, roll_of(options)));
        TRY(furnish_council(tx, options.services, options.articles));
        TRY(lay_out(tx, borough));
        return !before.empty();
    });
}

void show(const borough::Borough& borough) {
    fmt::print("{} wards, {} streets, {} addresses, {} postcodes, {} assets\n", borough.gazetteer.wards.size(), borough.gazetteer.streets.size(),
               borough.gazetteer.addresses.size(), borough.postcodes.size(), borough.map.assets.size());
}

}  // namespace

int make_demo(const Where& where, const DemoOptions& options) {
    const auto run = [&]() -> Result<void> {
        if (where.postgres.empty() && where.councils.empty()) name_council(where.data, options);
        const base::SystemClock clock;
        base::SystemRandom random;
        const auto words = TRY(read_demo_words(options.words));
        const auto settings = TRY(read_settings(where));
        const auto entry = TRY(find_council(where));
        if (options.training && !entry.training)
            return refuse(Kind::invalid, "guildhall.not_for_training", "set training = true in the council's settings first");
        if (entry.engine() == db::Engine::sqlite) std::filesystem::create_directories(std::filesystem::path(entry.file).parent_path());
        if (!entry.folder.empty()) std::filesystem::create_directories(entry.folder);
        TRY(db::migrate(entry, "", clock.now()));
        const auto household = TRY(Household::open(entry, settings, clock, random));
        give_crest(options.words, household->tenant().folder);
        const auto borough = options.borough ? borough::draw({.seed = options.seed}) : draw_town(words, people_of(options), options.seed);
        show(borough);
        const auto was_there = TRY(found(*household, options, borough, clock.now()));
        if (was_there)
            fmt::print("the borough is there already; no requests were added\n");
        else
            TRY(fill(*household, options, words, borough, clock.now()));
        TRY(household->settle());
        fmt::print("sign in at /staff/sign-in with one of these, password \"{}\":\n", demo_password);
        for (const auto& member : roll_of(options)) fmt::print("  {:32} {:14} {}\n", member.email, member.role, member.team);
        return {};
    };
    const auto done = run();
    return done ? 0 : fail(done.error());
}

}  // namespace guildhall
