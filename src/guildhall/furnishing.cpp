#include "guildhall/furnishing.h"

#include "access/access.h"
#include "catalogue/catalogue.h"
#include "knowledge/knowledge.h"
#include "notifications/templates.h"

namespace guildhall {
namespace {

/// A service whose team is missing would refuse every request; who works in the team is the administrator's to say.
Result<void> make_teams(db::Tx& tx) {
    const auto services = TRY(catalogue::live_services(tx));
    for (const auto& service : services)
        if (!access::find_team_by_name(tx, service->team)) TRY(access::add_team(tx, access::Actor::house("command"), service->team));
    return {};
}

}  // namespace

Result<void> furnish_council(db::Tx& tx, const std::string& services, const std::string& articles) {
    TRY(catalogue::publish_folder(tx, services));
    TRY(make_teams(tx));
    TRY(notifications::seed_templates(tx, services + "/_letters"));
    TRY(knowledge::seed_articles(tx, articles));
    return {};
}

}  // namespace guildhall
