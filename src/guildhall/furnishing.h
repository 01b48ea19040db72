#pragma once
// What every council begins with.

#include "base/result.h"
#include "db/tx.h"

#include <string>
#include <vector>

namespace guildhall {

/// Publishes the services of a folder, makes the teams they name, and brings the wording of letters (_letters in that
/// folder) and the articles of another. Safe to repeat: what is there already, and what the council changed itself, stays.
Result<void> furnish_council(db::Tx& tx, const std::string& services, const std::string& articles);

/// Publishes the folder's services, a new version of each whose text changed, and makes the teams that they name. The codes published.
Result<std::vector<std::string>> publish_services(db::Tx& tx, const std::string& services);

}  // namespace guildhall
