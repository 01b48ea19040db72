#pragma once
// A request is what one person asked; a case is the work it causes. Records and rules: no database, no clock.

#include "access/access.h"
#include "base/result.h"
#include "base/words.h"
#include "catalogue/catalogue.h"
#include "forms/forms.h"
#include "people/people.h"
#include "places/places.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cases {

struct CaseTag;
using CaseId = Id<CaseTag>;
struct RequestTag;
using RequestId = Id<RequestTag>;
struct NoteTag;
using NoteId = Id<NoteTag>;

enum class State { open, closed };

/// The outcome of a case whose every request was withdrawn; every service has it.
inline constexpr std::string_view withdrawn_outcome = "withdrawn";

/// The outcome of a case that was closed in another system, which said no more of it; every service has it.
inline constexpr std::string_view elsewhere_outcome = "closed_elsewhere";

/// The outcome of a case that was joined to another (joining.h); every service has it.
inline constexpr std::string_view duplicate_outcome = "duplicate";

/// Why a case is opened again: "not_fixed", "new_facts", "mistake", "other". Their words: cases.reason_<code>.
std::span<const std::string_view> reopening_reasons();

/// When a case is due that nobody made a promise for: it is never late.
inline constexpr Instant no_promise{Duration{253'402'300'799'000'000}};  // the end of the year 9999

/// How long after closing a case can be opened again, by whomever.
inline constexpr auto grace = std::chrono::days(28);

struct Case {
    CaseId id;
    std::string service;
    std::int64_t service_version = 0;
    access::TeamId team;
    State state = State::open;
    Instant opened_at;
    std::optional<Instant> closed_at;
    std::string outcome;  // a code of the service's outcomes, or one that every service has; empty while open
    std::int64_t changes = 0;
    access::StaffId owner;         // 0: nobody
    Instant due_at;                // by when we promised it
    std::string area;              // ward code; empty: unknown
    access::StaffId closed_by;     // 0: not by a member of staff
    std::int64_t objections = 0;   // how often a resident said that it is not put right
    std::int64_t tasks = 0;        // open ones on it
    Instant changed_at = {};       // when `changes` was last raised

    /// What an access scope is asked about. Valid as long as the case.
    access::Owned owned() const { return {team, service, area}; }
    bool is_promised() const { return due_at != no_promise; }
    std::optional<Instant> promised_for() const { return is_promised() ? std::optional(due_at) : std::nullopt; }
    bool is_late(Instant now) const { return state == State::open && due_at < now; }

    /// Gives it to a member of staff, or to nobody. Refuses a closed case.
    Result<void> give_to(access::StaffId new_owner);
    /// Gives it to another team, and there to somebody or nobody. Refuses a closed case.
    Result<void> pass_to(access::TeamId new_team, access::StaffId new_owner);
    /// Closes with an outcome. Refuses a closed case.
    Result<void> close(std::string outcome_code, access::StaffId by, Instant now);
    /// Within 28 days of closing, with nothing lost and a new promise. Refuses an open case and a late wish.
    Result<void> reopen(Instant now, Instant new_due);
    /// Open again as it was before it was joined to another.
    void part();
};

/// Where what was asked stands with the public (publishing.h).
enum class Publication {
    by_rule,    // nobody decided it: as the service says
    waiting,    // for a check
    published,
    withheld,
};
std::string_view code_of(Publication);  // "", "waiting", "published", "withheld"

struct Request {
    RequestId id;
    Reference reference;
    CaseId case_id;
    std::string service;
    std::int64_t service_version = 0;
    people::PersonId person;      // 0: anonymous
    places::LocationId location;  // 0: no place
    std::string channel;
    forms::Answers answers;
    Instant received_at;
    base::Language language = base::Language::english;  // in which the resident is written to
    std::optional<Instant> withdrawn_at;
    std::optional<Instant> fixed_at;  // when the resident said that it is put right; none again once the case reopens
    Publication publication = Publication::by_rule;
    CaseId home = {};  // the case it was made for: another than `case_id` as long as that one is joined to it

    bool is_live() const { return !withdrawn_at; }
};

/// What a person reads for an outcome, also for those that every service has; empty for a code the service has not.
std::string outcome_shown(const catalogue::Definition&, std::string_view outcome, base::Language = base::Language::english);

/// "by Thursday 3 December 2026", in the council's zone: as letters say a promise.
std::string promised(db::Tx& tx, Instant due, base::Language = base::Language::english);

}  // namespace cases
