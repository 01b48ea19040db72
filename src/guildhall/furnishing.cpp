#include "guildhall/furnishing.h"

#include "access/access.h"
#include "bookings/bookings.h"
#include "casework/case_map.h"
#include "catalogue/catalogue.h"
#include "catalogue/life_events.h"
#include "catalogue/skills.h"
#include "knowledge/knowledge.h"
#include "notifications/templates.h"

namespace guildhall {
namespace {

/// A service whose team is missing would refuse every request, and a task whose team is missing would be nobody's; who works in the team, and who
/// holds which skill, is for the council to say.
Result<void> make_teams_and_skills(db::Tx& tx) {
    const auto services = TRY(catalogue::live_services(tx));
    for (const auto& service : services) {
        std::vector<std::string> teams{service->team};
        if (!service->process.empty()) {
            const auto map = TRY(casework::CaseMap::of(*service));
            for (auto& team : map->teams()) teams.push_back(std::move(team));
            for (const auto& skill : map->skills()) access::know_skill(tx, skill);
        }
        for (const auto& team : teams)
            if (!access::find_team_by_name(tx, team)) TRY(access::add_team(tx, access::Actor::house("command"), team));
    }
    return {};
}

}  // namespace

Result<std::vector<std::string>> publish_services(db::Tx& tx, const std::string& services) {
    auto published = TRY(catalogue::publish_folder(tx, services));
    TRY(catalogue::publish_life_events(tx, services));
    TRY(bookings::publish_calendars(tx, services + "/_calendars"));
    const auto skills = TRY(catalogue::read_skills(services));
    access::keep_skills(tx, skills);
    TRY(make_teams_and_skills(tx));
    return published;
}

Result<void> furnish_council(db::Tx& tx, const std::string& services, const std::string& articles) {
    TRY(publish_services(tx, services));
    TRY(notifications::seed_templates(tx, services + "/_letters"));
    TRY(knowledge::seed_articles(tx, articles));
    return {};
}

}  // namespace guildhall
