#pragma once
// A back office and how it is reached: data that an administrator sets, and what is known of how it does.
//
// Secrets are sealed under the tenant's key (access/vault.h). They are never shown again, and are in no log line.

#include "access/access.h"
#include "access/vault.h"
#include "connectors/circuit.h"
#include "connectors/connectors.h"

#include <functional>
#include <map>
#include <set>

namespace connectors {

enum class Way { webhook, open311, email, csv };
std::string_view code_of(Way);
std::optional<Way> find_way(std::string_view code);
inline constexpr Way all_ways[] = {Way::webhook, Way::open311, Way::email, Way::csv};

using Codes = std::map<std::string, std::string>;

/// What an administrator says.
struct Settings {
    std::string code;          // a-z, 0-9 and -, at most 40; stays
    std::string name;
    Way way = Way::webhook;    // stays
    std::string address;       // webhook, open311: an address to post to; email: a mailbox; csv: the name of a drop folder
    std::string jurisdiction;  // open311: jurisdiction_id, where the server wants one
    std::set<Part> may_leave = {Part::words, Part::place, Part::answers, Part::photos};
    Codes outcomes = {};       // their status → our outcome: such a status is the answer. Others are news on the way there
    Codes services = {};       // ours → theirs, where the codes differ
    std::int64_t per_minute = 0;    // errands at most; 0: any number. csv: minutes between two files are ask_minutes
    std::int64_t ask_minutes = 15;  // open311, csv: how often answers are fetched
};

using DestinationId = Id<struct DestinationThing>;

struct Destination : Settings {
    DestinationId id;
    bool paused = false;  // errands wait
    bool has_secret = false, has_secret_before = false;
    std::int64_t changes = 0;
    Circuit circuit;
    std::optional<Instant> next_at, succeeded_at, failed_at, asked_at;
    std::string failed_words;
};

/// The secrets in force: the newest, and the one before until it is dropped, so that both sides can change over in peace.
struct Secrets {
    std::string now, before;
};

/// The tenant's vault, opened when it is first needed: a council without secrets needs no key.
using VaultOf = std::function<Result<access::Vault>()>;

std::optional<Destination> find_destination(db::Tx&, std::string_view code);
std::vector<Destination> all_destinations(db::Tx&);
Result<Secrets> secrets_of(db::Tx&, const VaultOf&, std::string_view code);

/// Adds one, or changes it; wants settings.change. Refuses fields that are wrong ("connectors.check_settings"), a code that is taken,
/// and with `conflict` one that was changed since (`seen_changes`).
Result<void> add_destination(db::Tx&, const access::Actor&, const Settings&);
Result<void> change_destination(db::Tx&, const access::Actor&, const Settings&, std::int64_t seen_changes);
/// A new secret; the one in force stays good beside it until `drop_former_secret`.
Result<void> set_secret(db::Tx&, const access::Actor&, const access::Vault&, Random&, std::string_view code, std::string_view secret);
Result<void> drop_former_secret(db::Tx&, const access::Actor&, std::string_view code);
/// Errands wait, or go on; wants jobs.tend. After going on, call `jobs::wake`.
Result<void> pause(db::Tx&, const access::Actor&, std::string_view code);
Result<void> resume(db::Tx&, const access::Actor&, std::string_view code);

/// "closed=done" on lines or with commas between, as typed; what is no pair of codes is left out.
Codes read_codes(std::string_view typed);
std::string write_codes(const Codes&);
/// Letters, digits, '.', '_' and '-', in lower case, at most 60: how a foreign status may stand in a fact. "In Progress" → "in_progress".
std::string status_code(std::string_view theirs);

/// Inside connectors: both of these; how it did.
Result<void> set_paused(db::Tx&, const access::Actor&, std::string_view code, bool paused);
void note_began(db::Tx&, const Destination&, Instant now);
void note_success(db::Tx&, const Destination&, Instant now);
void note_failure(db::Tx&, const Destination&, Instant now, Duration pause, std::string_view words);
/// Something to look at that is no failure of the whole.
void note_problem(db::Tx&, const Destination&, Instant now, std::string_view words);
void note_asked(db::Tx&, std::string_view code, Instant now);
void take_turn(db::Tx&, const Destination&, std::optional<Instant> next);

}  // namespace connectors
