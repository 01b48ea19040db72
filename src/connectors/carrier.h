#pragma once
// How errands travel to one way of destination (webhook, Open311, e-mail). One file for each way.

#include "connectors/answers.h"
#include "connectors/destination.h"
#include "connectors/errand_store.h"

#include <expected>
#include <functional>

namespace connectors {

/// An errand as it leaves: reduced to what may leave.
struct Parcel {
    Destination destination;
    Secrets secrets;
    Kept errand;
    Matter matter;
    std::string earlier_reference;  // theirs, of the errand before this one in its line
    bool number_awaited = false;    // the one before has no reference yet, and will get one
    Instant now;
};

/// What the other side said on taking it.
struct Handed {
    std::int64_t code = 0;
    std::string reference, token;
    std::optional<Told> told = {};  // how it stands there already
    /// What is to be done in the transaction that puts the end of the try on record (a letter queued).
    std::function<Result<void>(db::Tx&)> keep = {};
};

/// Why it was not taken.
struct Trouble {
    enum class Sort {
        refused,     // this errand, for good
        unsendable,  // it lacks what this destination needs
        down,        // the destination's: connection, sign-in, 5xx, too many
        not_yet,     // nobody's fault: something must come first
    };
    Sort sort = Sort::down;
    std::int64_t code = 0;
    std::string words;  // what went wrong, and the beginning of what they said; kept in an erasable row, never logged
    std::optional<Duration> retry_after = {};
};

using Sent = std::expected<Handed, Trouble>;
/// What is new about errands that were sent.
struct News {
    std::vector<Told> told = {};
    std::vector<std::string> problems = {};  // what could not be read, for the status page
    std::function<void()> kept = {};         // once all that is on disk: a file that was read is put away
};
using Heard = std::expected<News, Trouble>;

class Carrier {
public:
    virtual ~Carrier() = default;
    /// Outside any transaction; ends within the time set for the connection. A repeat of the same parcel carries the same name.
    virtual Sent send(const Parcel&) = 0;
    virtual bool fetches_answers() const { return false; }
    /// Asks how these stand. A token that became a reference comes as Told::reference.
    virtual Heard ask(const Destination&, const Secrets&, const std::vector<Kept>&, Instant) { return News{}; }
    /// True: what waits leaves together, by `send_batch`, and `send` is not asked.
    virtual bool sends_batches() const { return false; }
    /// The same batch again gives the same bytes in the same place.
    virtual std::expected<void, Trouble> send_batch(const Destination&, std::int64_t, const std::vector<Parcel>&) { return {}; }
};

using Carriers = std::map<Way, std::shared_ptr<Carrier>>;

}  // namespace connectors
