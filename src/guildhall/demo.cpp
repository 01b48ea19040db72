// The invented borough: staff, teams and a year of requests. The same seed gives the same borough.

#include "access/access.h"
#include "contact/contact.h"
#include "guildhall/commands.h"
#include "guildhall/furnishing.h"
#include "guildhall/household.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace guildhall {
namespace {

using namespace std::chrono_literals;

constexpr const char* demo_password = "correct horse battery staple";

constexpr std::array first_names{"Amina", "Bethan", "Callum", "Dafydd", "Elsie", "Farah", "George", "Harpreet", "Ines", "Joan",
                                 "Kofi",  "Leila",  "Marek",  "Nia",    "Omar",  "Priya", "Quentin", "Rosa",    "Sian", "Tom"};
constexpr std::array last_names{"Adeyemi", "Brown", "Clarke", "Davies", "Evans", "Fletcher", "Green", "Hussain", "Iqbal", "Jones",
                                "Kowalska", "Lewis", "Morgan", "Nowak", "O'Brien", "Patel", "Roberts", "Singh", "Taylor", "Walker"};
constexpr std::array streets{"Albion Street", "Bridge Road", "Canal Walk", "Dyer Lane", "Elm Grove", "Foundry Street", "Gas Street",
                             "High Street", "Ironmonger Row", "Jubilee Avenue", "Kiln Close", "Lime Tree Road", "Market Place"};
constexpr std::array remarks{"The lid was closed and it was out by half past six.", "The whole street was missed.",
                             "Second time this month.", "The bin is at the back gate.", "The lorry came but did not stop.",
                             "There were parked cars in the way.", "My neighbour's bin was emptied, mine was not.", ""};

/// Draws the borough's people and wording from one seed.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}
    template <class List>
    const auto& one_of(const List& list) {
        return list[random_.number_below(std::size(list))];
    }
    std::uint64_t below(std::uint64_t n) { return random_.number_below(n); }
    Random& random() { return random_; }

    /// Telephone numbers are from the range that Ofcom keeps for drama; nobody has them.
    people::Contact person(std::uint64_t number) {
        base::SeededRandom own(number * 7919 + 17);
        return {.name = std::string(first_names[own.number_below(first_names.size())]) + " " + last_names[own.number_below(last_names.size())],
                .phone = fmt::format("07700 900{:03}", number % 1000)};
    }
    std::string address() { return fmt::format("{} {}, GH{} {}AB", 1 + below(180), one_of(streets), 1 + below(9), below(9)); }

private:
    base::SeededRandom random_;
};

struct StaffMember {
    const char *email, *name, *role, *team;
};
constexpr StaffMember staff[] = {
    {"admin@guildhall.example", "Alex Adams", "administrator", ""},
    {"leader@guildhall.example", "Lee Larkin", "team_leader", "Waste and recycling"},
    {"agent@guildhall.example", "Ash Ahmed", "agent", "Contact centre"},
    {"officer@guildhall.example", "Olu Okafor", "officer", "Waste and recycling"},
};

Result<void> hire(db::Tx& tx, const access::PasswordHash& password) {
    const auto system = access::Actor::house("demo");
    for (const auto* team : {"Contact centre", "Waste and recycling"})
        if (!access::find_team_by_name(tx, team)) TRY(access::add_team(tx, system, team));
    for (const auto& member : staff) {
        if (access::find_staff_by_email(tx, member.email)) continue;
        std::vector<access::TeamId> teams;
        if (const auto team = access::find_team_by_name(tx, member.team)) teams.push_back(team->id);
        TRY(access::add_staff(tx, system, {.email = member.email, .name = member.name, .roles = {member.role}, .teams = teams, .password = password}));
    }
    return {};
}

/// One request at one moment of the year, and most of them closed some days later.
Result<void> report_once(db::Tx& tx, Draw& draw, const catalogue::DefinitionPtr& service, const DemoOptions& options) {
    const auto person = draw.person(draw.below(static_cast<std::uint64_t>(options.people)));
    const auto bin = service->form.questions.front().choices[draw.below(service->form.questions.front().choices.size())].code;
    const std::string details = draw.one_of(remarks);
    const contact::Sent sent{.answer = [&](std::string_view code) -> std::optional<std::string_view> {
                                 if (code == service->form.questions.front().code) return bin;
                                 if (code == "details") return details;
                                 if (code == "name") return person.name;
                                 if (code == "phone") return person.phone;
                                 return std::nullopt;
                             },
                             .location = {.text = draw.address()}};
    const auto taken = TRY(contact::take_request(tx, draw.random(), access::Actor::house("demo"), service, sent));
    if (draw.below(10) == 0) return {};
    const auto& outcome = service->outcomes[draw.below(10) < 7 ? 0 : draw.below(service->outcomes.size())].code;
    TRY(cases::close_case(tx, access::Actor::house("demo"), taken.case_id, 1, outcome, ""));
    return {};
}

Result<void> fill(Household& household, const DemoOptions& options, Instant now) {
    constexpr std::int64_t in_one_go = 25;  // one moment of the year, one channel
    constexpr const char* channels[] = {"web", "web", "web", "phone", "phone", "visit"};
    Draw draw(options.seed);
    const Instant start = now - std::chrono::days(365);
    for (std::int64_t done = 0; done < options.requests; done = std::min(done + in_one_go, options.requests)) {
        const auto at = start + (now - start) * done / options.requests;
        const auto until = std::min(done + in_one_go, options.requests);
        const auto* channel = draw.one_of(channels);
        auto drawn = draw;  // the closure may run again, and must then draw the same
        TRY(household.db().write({.actor = "system:demo", .channel = channel, .now = at}, [&](db::Tx& tx) -> Result<bool> {
            drawn = draw;
            const auto service = TRY(catalogue::find_live(tx, "missed-bin"));
            for (auto n = done; n < until; ++n) TRY(report_once(tx, drawn, service, options));
            return true;
        }));
        draw = drawn;
        fmt::print("\r{} of {} requests", until, options.requests);
        std::fflush(stdout);
    }
    fmt::print("\n");
    return {};
}

}  // namespace

/// Settings of the invented borough, where it has none yet.
void name_borough(const std::string& folder, bool training) {
    const auto path = std::filesystem::path(folder) / "guildhall.toml";
    if (std::filesystem::exists(path)) return;
    std::filesystem::create_directories(folder);
    std::ofstream(path) << "council_name = \"Ambleford\"\n" << (training ? "training = true\n" : "");
}

int make_demo(const Where& where, const DemoOptions& options) {
    const auto run = [&]() -> Result<void> {
        if (where.postgres.empty() && where.councils.empty()) name_borough(where.data, options.training);
        const base::SystemClock clock;
        base::SystemRandom random;
        const auto settings = TRY(read_settings(where));
        const auto entry = TRY(find_council(where));
        if (options.training && !entry.training)
            return refuse(Kind::invalid, "guildhall.not_for_training", "set training = true in the council's settings first");
        if (entry.engine() == db::Engine::sqlite) std::filesystem::create_directories(std::filesystem::path(entry.file).parent_path());
        TRY(db::migrate(entry, "", clock.now()));
        const auto household = TRY(Household::open(entry, settings, clock, random));
        const auto password = TRY(access::Passwords(1).hash(demo_password));
        const auto had_services = TRY(household->db().write({.actor = "system:demo", .channel = "command", .now = clock.now()}, [&](db::Tx& tx) -> Result<bool> {
            const bool before = !catalogue::live_services(tx)->empty();
            TRY(hire(tx, password));
            TRY(furnish_council(tx, options.services, options.articles));
            return before;
        }));
        if (had_services)
            fmt::print("the borough is there already; no requests were added\n");
        else
            TRY(fill(*household, options, clock.now()));
        TRY(household->settle());
        fmt::print("sign in at /staff/sign-in with one of these, password \"{}\":\n", demo_password);
        for (const auto& member : staff) fmt::print("  {:28} {}\n", member.email, member.role);
        return {};
    };
    const auto done = run();
    return done ? 0 : fail(done.error());
}

}  // namespace guildhall
