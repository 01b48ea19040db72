#include "catalogue/surroundings.h"

#include "access/teams.h"
#include "catalogue/element.h"
#include "catalogue/publishing_check.h"
#include "catalogue/service_list.h"
#include "catalogue/skills.h"
#include "catalogue/stored_texts.h"

#include <algorithm>

namespace catalogue {
namespace {

KnownService known(const Definition& service, std::string file) { return {.code = service.code, .name = service.name, .file = std::move(file), .keywords = service.keywords}; }

/// Those that can be read; what cannot has a fault of its own.
std::vector<KnownService> services_in(const std::filesystem::path& folder) {
    std::vector<KnownService> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().filename() != "service.json") continue;
        const auto text = read_file(entry.path());
        if (const auto service = text ? parse_definition(*text, "") : Result<Definition>(std::unexpected(text.error()))) all.push_back(known(*service, entry.path().string()));
    }
    std::ranges::sort(all, {}, &KnownService::file);
    return all;
}

/// `_teams.json`, a list of names; nothing where there is no such file.
Result<std::optional<std::vector<std::string>>> teams_in(const std::filesystem::path& folder) {
    const auto file = folder / "_teams.json";
    if (!std::filesystem::exists(file)) return std::nullopt;
    const auto text = TRY(read_file(file));
    boost::system::error_code error;
    const auto list = boost::json::parse(text, error);
    if (error || !list.is_array()) return wrong("_teams.json", "is no list of names in JSON");
    std::vector<std::string> names;
    for (const auto& each : list.as_array()) {
        if (!each.is_string() || each.as_string().empty()) return wrong("_teams.json", "is no list of names in JSON");
        names.emplace_back(each.as_string());
    }
    return names;
}

}  // namespace

Result<void> Check::look_around(const std::filesystem::path&, Surroundings&) const { return {}; }
void Check::look_around(db::Tx&, Surroundings&) const {}

Result<Surroundings> surroundings_of(const std::filesystem::path& services, const Checks& checks) {
    Surroundings around;
    if (std::filesystem::is_directory(services / "_letters")) around.letters = TRY(notifications::read_templates((services / "_letters").string()));
    around.skills = TRY(read_skills(services));
    around.teams = TRY(teams_in(services));
    if (const auto beside = std::filesystem::absolute(services).lexically_normal().parent_path() / "knowledge"; std::filesystem::is_directory(beside))
        around.articles = TRY(knowledge::read_articles(beside.string()));
    around.services = services_in(services);
    around.events = TRY(read_life_events(services));
    for (const auto& check : checks) TRY(check->look_around(services, around));
    return around;
}

Result<Surroundings> surroundings_of(db::Tx& tx, const Checks& checks) {
    Surroundings around{.letters = notifications::all_templates(tx), .skills = access::all_skills(tx), .articles = knowledge::all_articles(tx, knowledge::Audience::staff)};
    around.holders.emplace();
    for (const auto& held : access::all_held_skills(tx))
        if (held.holds_at(tx.now())) ++(*around.holders)[held.skill];
    around.teams.emplace();
    for (auto& team : access::all_teams(tx)) around.teams->push_back(std::move(team.name));
    const auto live = TRY(live_services(tx));
    for (const auto& service : live) around.services.push_back(known(*service, ""));
    const auto events = TRY(all_life_events(tx));
    for (const auto& event : events) around.events.push_back(*event);
    around.listed = all_listed(tx);
    around.today = base::day_of(tx.now());
    for (const auto& check : checks) check->look_around(tx, around);
    return around;
}

bool Surroundings::has_letter(std::string_view name, base::Language language) const {
    return std::ranges::any_of(letters, [&](const auto& letter) { return letter.name == name && letter.language == language; });
}

const access::Skill* Surroundings::find_skill(std::string_view code) const {
    const auto found = std::ranges::find(skills, code, &access::Skill::code);
    return found == skills.end() ? nullptr : &*found;
}

const KnownCalendar* Surroundings::find_calendar(std::string_view code) const {
    const auto found = std::ranges::find(calendars, code, &KnownCalendar::code);
    return found == calendars.end() ? nullptr : &*found;
}

bool Surroundings::may_have_team(std::string_view name) const { return !teams || std::ranges::find(*teams, name) != teams->end(); }
bool Surroundings::may_be_held(std::string_view skill) const { return !holders || holders->contains(skill); }

}  // namespace catalogue
