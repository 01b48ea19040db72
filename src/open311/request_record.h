#pragma once
// Inside open311 only: our requests as GeoReport's.

#include "cases/cases.h"
#include "georeport/georeport.h"
#include "open311/sight.h"

#include <span>
#include <vector>

namespace open311 {

/// How to show requests: to whom, whether their ids were asked for, and whether with the extensions.
struct Showing {
    Eyes eyes;
    bool by_id = false;
    bool extended = false;
    std::string base_url = {};  // of the website, where the photos of public copies are
};

/// Those the asker may see, in their order. Places, teams and services are fetched for all of them together.
Result<std::vector<georeport::Request>> records_of(db::Tx& tx, std::span<const cases::Line> lines, const Showing& showing);

/// What happened since it was received, as far as this sight goes, the oldest first. Their ids are the same whatever is seen.
std::vector<georeport::Update> updates_of(db::Tx& tx, const cases::Line& line, const catalogue::Definition& service, Sight sight);

/// The id of the newest update, as updates_of names it.
std::string id_of_last_update(db::Tx& tx, const cases::Request& request);

/// Definitions by code and version, each looked for once.
class Definitions {
public:
    Result<catalogue::DefinitionPtr> find(db::Tx& tx, const cases::Request& request);

private:
    std::map<std::pair<std::string, std::int64_t>, catalogue::DefinitionPtr> known_;
};

}  // namespace open311
