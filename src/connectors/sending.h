#pragma once
// Inside connectors: the job that sends what waits in one line, one errand after the other.

#include "connectors/carrier.h"
#include "jobs/kinds.h"

namespace connectors {

inline constexpr std::string_view send_kind = "connectors.send";  // keyed by line, in the lane "connectors"

/// Puts the line's job on the list.
void schedule_line(db::Tx&, const std::string& line, Instant due);
/// Lets every line of a destination look whether it may go.
void schedule_lines(db::Tx&, const std::string& destination);

/// Ends an errand that failed: state, history, fact; and lets the next one go. `reason`: a code of ErrandFailed.
void give_up(db::Tx&, Kept&, const std::string& reason, const char* what, std::string_view words);

/// It was taken, with what they said at once: state, history, fact.
void note_sent(db::Tx&, Kept&, const Handed&);

class Sending {
public:
    struct Rules {
        bool training = false;  // nothing leaves; errands wait
    };
    Sending(Carriers carriers, VaultOf vault_of, Random& random, Rules rules)
        : carriers_(std::move(carriers)), vault_of_(std::move(vault_of)), random_(&random), rules_(rules) {}

    /// One try of the errand whose turn it is in the line that the job's key names. What has no turn yet is put on the list for later.
    Result<void> operator()(const jobs::Running& job) const;

private:
    Result<std::optional<Parcel>> begin(const jobs::Running& job) const;
    Result<std::optional<Parcel>> begin(db::Tx& tx, const std::string& line) const;
    /// When this errand may be tried; now, if it may.
    Instant may_go_at(db::Tx& tx, const Destination& destination, Kept& errand) const;
    Sent hand_over(const Parcel& parcel) const;
    /// Until the errand is tried again, and until a destination that is down is.
    struct Pauses {
        Duration errand, destination;
    };
    Result<void> finish(db::Tx& tx, const Parcel& parcel, const Sent& sent, const Pauses& pauses) const;

    Carriers carriers_;
    VaultOf vault_of_;
    Random* random_;
    Rules rules_;
};

}  // namespace connectors
