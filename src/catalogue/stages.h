#pragma once
// How far a service is: drafted, tried out in some wards or by some teams, live, retired; and every version that ever was.
//
// Promises
//  1. What is published has no faults by the publishing check at that moment, has the reason of whoever published it, and never changes again.
//  2. A request is asked under one version: the pilot's, where its place lies in one of the pilot's wards or a colleague of one of the pilot's
//     teams takes it down; else the live one. It keeps that version, whatever is published later.
//  3. Rolling back publishes an older version again, as a new one: versions are only ever added.
//  4. What is retired is offered to nobody on any channel; its cases go on.
//  5. A folder of services that the program brings (publish_folder) takes the place only of what a folder brought. What the council designed itself,
//     tries out or retired stays as it is; the new text is kept beside it and told (`brought`).

#include "catalogue/drafts.h"

#include <optional>
#include <span>

namespace catalogue {

/// Where a pilot holds: requests whose place lies in one of the wards, and those that people of one of the teams take down.
struct Audience {
    std::vector<std::string> wards = {};       // codes
    std::vector<access::TeamId> teams = {};
    bool is_everybody() const { return wards.empty() && teams.empty(); }
    bool operator==(const Audience&) const = default;
};

enum class Stage { drafted, pilot, live, retired };
std::string_view code_of(Stage);

/// One service as whoever looks after them sees it.
struct ServiceState {
    std::string code, name;                // of its live version, else the newest, else as its draft says
    std::int64_t live = 0, pilot = 0, newest = 0;  // versions; 0: none
    Audience audience = {};                // of the pilot
    std::optional<Instant> retired_at = {};
    std::optional<Day> review_on = {};
    bool brought = false;                  // the program brought a text that waits beside it
    std::optional<Draft> draft = {};       // without its texts

    Stage stage() const;
    bool needs_review(Day today) const { return review_on && *review_on <= today; }
};
/// All but those of another system's past, by name, also those that are only drafted.
Result<std::vector<ServiceState>> all_states(db::Tx&);
Result<ServiceState> state_of(db::Tx&, std::string_view code);

/// What became of a service: "published", "piloted", "widened" (a pilot became live), "pilot_ended", "rolled_back", "retired", "offered", "brought".
struct StageStep {
    std::int64_t version = 0;
    std::string step;
    Audience audience = {};
    std::string why;      // in the words of who did it
    std::string by_whom;  // as in the journal: "staff:17"
    Instant at = {};
};
/// Newest first.
std::vector<StageStep> history_of(db::Tx&, std::string_view code);

/// All that follows wants publish_service, a reason of 3 to 1,000 characters (field "why"), and announces what it does.
struct Publication {
    std::string code;
    std::int64_t seen_edition = 0;  // of the draft
    Audience audience = {};         // everybody, or a pilot
    std::string why;
};
/// Publishes the draft, which is gone then, and answers the version's number. Refuses as a conflict a draft that was saved again since, and
/// (invalid, "catalogue.has_faults") one that has faults; a pilot in wards of what asks for no place, and wards and teams that are not there.
Result<std::int64_t> publish_draft(db::Tx&, const access::Actor& who, const Publication&, const Checks& checks);
/// Publishes a former version again, as a new one, to everybody. Its faults are looked for too.
Result<std::int64_t> publish_again(db::Tx&, const access::Actor& who, std::string_view code, std::int64_t version, std::string_view why, const Checks& checks);
/// The pilot's version holds for everybody from now on.
Result<void> widen_pilot(db::Tx&, const access::Actor& who, std::string_view code, std::string_view why);
/// The live version holds everywhere again; requests of the pilot keep theirs.
Result<void> end_pilot(db::Tx&, const access::Actor& who, std::string_view code, std::string_view why);
Result<void> retire_service(db::Tx&, const access::Actor& who, std::string_view code, std::string_view why);
Result<void> offer_again(db::Tx&, const access::Actor& who, std::string_view code, std::string_view why);
/// Wants design_service. Nothing: no day.
Result<void> set_review(db::Tx&, const access::Actor& who, std::string_view code, std::optional<Day> day);

/// A live version of these texts, faults and all, in a transaction that is thrown away afterwards: a case of it can be played. Wants design_service.
/// Refuses texts that make no definition.
Result<DefinitionPtr> stage_for_trial(db::Tx&, const access::Actor& who, std::string_view code, const Files& files);

/// What the program brought for a service that is the council's own; nothing where nothing waits.
std::optional<Files> brought_for(db::Tx&, std::string_view code);
/// Wants design_service: it was looked at, and is not wanted, or stands in a draft by now.
Result<void> dismiss_brought(db::Tx&, const access::Actor& who, std::string_view code);

/// The version a request is asked under. `ward`: in which its place lies, as far as that is known; empty: not yet, or nowhere. Who begins to ask
/// before the place is known gets the live version, or the pilot's of a service that has no other.
Result<DefinitionPtr> find_offered(db::Tx&, std::string_view code, const access::Actor& who, std::string_view ward);
/// The version under which this would be asked elsewhere, where there are two; nothing where there is one.
Result<DefinitionPtr> find_other_offered(db::Tx&, const Definition& asked);
/// The version that is tried out somewhere; 0: none.
std::int64_t pilot_of(db::Tx&, std::string_view code);
/// The live version, also of a service that was retired; else the newest.
Result<DefinitionPtr> find_newest(db::Tx&, std::string_view code);

}  // namespace catalogue
