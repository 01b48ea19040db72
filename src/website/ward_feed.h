#pragma once
// Public problems as an Atom feed (RFC 4287).

#include "base/time.h"

#include <span>
#include <string>
#include <vector>

namespace website {

struct FeedEntry {
    std::string id;  // a URI that stays
    std::string title, text;
    Instant published, updated;
};
struct AtomFeed {
    std::string id, title, self, site;  // self, site: whole addresses
    std::string author;
    Instant updated;  // of a feed without entries; else the newest of theirs counts
    std::vector<FeedEntry> entries;
};

/// Well-formed whatever stands in it: characters that XML 1.0 has not are left out. The same feed makes the same bytes.
std::string to_atom(const AtomFeed& feed);

}  // namespace website
