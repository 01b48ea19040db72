#pragma once
// The national list of council services (LGSL), by number, and where each council's page for a service is. What is here is
// a register of names: services that this council offers are definitions.

#include "base/result.h"
#include "db/db.h"
#include "imports/run.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// A service of the list. `lgsl` is at least 1; the label has 1 to 200 characters, the description up to 5,000.
struct ListedService {
    std::int64_t lgsl = 0;
    std::string label, description;
    bool live = true;  // false: the list has given it up
    bool operator==(const ListedService&) const = default;
};

/// Where a council's page for a service is, by interaction (LGIL: 8 is providing information, 17 reporting).
struct CouncilLink {
    std::string authority;  // "kensington-and-chelsea": 1 to 80 of a-z, 0-9 and -
    std::int64_t lgsl = 0, lgil = 0;
    std::string url;        // http or https, up to 2,000 characters, all of them printable ASCII
    bool operator==(const CouncilLink&) const = default;
};

/// What became of each, in their order, or would in a rehearsal, which writes nothing; checked already. Both announce
/// ServiceListLoaded if anything changed, and keep what is not mentioned.
std::vector<imports::Fate> load_listed(db::Tx& tx, std::span<const ListedService> services, bool rehearsal = false);
std::vector<imports::Fate> load_links(db::Tx& tx, std::span<const CouncilLink> links, bool rehearsal = false);

std::optional<ListedService> find_listed(db::Tx& tx, std::int64_t lgsl);
/// By service and interaction.
std::vector<CouncilLink> links_of(db::Tx& tx, std::string_view authority);
/// Which of these numbers the list has; empty also where it is not loaded.
std::vector<std::int64_t> all_listed(db::Tx& tx);

/// An address as a page can link to it: blanks and what is not ASCII percent-encoded, as browsers do. Nothing for what is not http or
/// https, has no host, or is longer than 2,000 characters.
std::optional<std::string> tidy_link(std::string_view address);

}  // namespace catalogue
