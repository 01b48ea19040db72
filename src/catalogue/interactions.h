#pragma once
// The table of services by kinds of interaction (LGSL by LGIL): which the law lets the council have by electronic means, which it has, and on which
// channels. Worked out from what services say; figures that are published about electronic services (BVPI 157) are counted from it.
//
// How it is worked out
//  1. A service has its own interaction, and information (8), which its article is.
//  2. Every interaction is permitted but those in the definition's `not_permitted`, each with its reason.
//  3. Its own is had on the web where it has a form that can be sent there, as every service that is offered has; over Open311 where it has a place.
//     Information is had on the web where there is an article.
//  4. An attended channel, the telephone or the counter, counts where the agent has something to say (`script`) and the first task of the map can
//     read or write the record there and then: it is not done out there, nor by anybody else.

#include "catalogue/catalogue.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

inline constexpr std::int64_t applying = 0, paying = 4, informing = 8, reporting = 17;

struct Interaction {
    std::string service, name;
    std::int64_t lgsl = 0, lgil = 0;
    bool permitted = true;
    std::string reason;  // why it is not
    bool web = false, open311 = false, telephone = false, counter = false;
    bool electronic() const { return permitted && (web || open311 || telephone || counter); }
};

/// Of one service. `at_the_desk`: whether the first task of its map can be done where the record is.
std::vector<Interaction> interactions_of(const Definition& service, bool at_the_desk);

/// Permitted ones, and how many of them are had by electronic means.
struct Electronic {
    std::int64_t permitted = 0, had = 0;
    /// In tenths of a per cent; nothing is none.
    std::int64_t per_mille() const { return permitted == 0 ? 0 : had * 1000 / permitted; }
};
Electronic count(const std::vector<Interaction>& all);

/// With a head line; UTF-8.
std::string to_csv(const std::vector<Interaction>& all);

}  // namespace catalogue
