#pragma once
// Inside connectors: the job that sends what waits at a destination together, in one file.

#include "connectors/carrier.h"
#include "jobs/kinds.h"

namespace connectors {

inline constexpr std::string_view batch_kind = "connectors.batch";  // keyed by destination, in the lane "connectors"

/// Puts the next batch on the list: at once, or when the destination's minutes since the last one are over.
void schedule_batch(db::Tx&, const Destination&);

/// A batch is given its name and its errands before it is written, so that one that was cut short by a kill is written again as it was.
class Batches {
public:
    Batches(Carriers carriers, Random& random, bool training) : carriers_(std::move(carriers)), random_(&random), training_(training) {}
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Batch {
        Destination destination;
        std::int64_t number = 0;
        std::vector<Parcel> parcels;
    };
    Result<std::optional<Batch>> begin(db::Tx& tx, const std::string& code) const;
    Result<void> finish(db::Tx& tx, const Batch& batch, const std::expected<void, Trouble>& written, Duration pause) const;

    Carriers carriers_;
    Random* random_;
    bool training_;
};

}  // namespace connectors
