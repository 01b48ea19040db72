#pragma once
// Inside connectors: the look every minute at what should have come by now, and at destinations that are asked.

#include "connectors/carrier.h"
#include "jobs/kinds.h"

namespace connectors {

inline constexpr std::string_view look_kind = "connectors.look";  // by a timer
inline constexpr std::string_view ask_kind = "connectors.ask";    // keyed by destination, in the lane "connectors"

/// Errands that were not answered in time become stuck; destinations whose turn it is are asked. True if there is more.
bool look(db::Tx&, const Carriers&);

/// Asks one destination how its errands stand, and takes in what is new.
class Asking {
public:
    Asking(Carriers carriers, VaultOf vault_of, bool training) : carriers_(std::move(carriers)), vault_of_(std::move(vault_of)), training_(training) {}
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Round {
        Destination destination;
        Secrets secrets;
        std::vector<Kept> errands;
    };
    Result<std::optional<Round>> begin(db::Tx& tx, const std::string& code) const;
    Heard ask(const Round& round, Instant now) const;

    Carriers carriers_;
    VaultOf vault_of_;
    bool training_;
};

}  // namespace connectors
