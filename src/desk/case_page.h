#pragma once
// Inside desk only: one case as its page shows it, in parts.

#include "cases/cases.h"
#include "casework/casework.h"
#include "casework/progress.h"
#include "clocks/clocks.h"
#include "contact/contact.h"
#include "desk/pages.h"
#include "desk/parts.h"
#include "fees/fees.h"
#include "files/files.h"
#include "html/patterns.h"
#include "journal/journal.h"
#include "notifications/post.h"
#include "people/contact_plan.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// Another case that a split ties to the one that is shown.
struct SplitShown {
    cases::Line line;
    Instant at;
    bool is_origin = false;  // the one it was split off
    bool can_go_back = false;  // both are open
};

/// The visits of a request.
struct VisitsShown {
    std::string calendar;  // from which they are booked
    std::vector<bookings::Booking> booked;
};

struct CaseShown {
    cases::Case the_case;
    std::vector<cases::Request> requests;  // the first one opened it
    std::vector<journal::Fact> facts;      // of the case, oldest first
    catalogue::DefinitionPtr service;
    clocks::Standing standing;  // against its clocks
    std::map<people::PersonId, people::Contact> persons;
    std::map<places::LocationId, places::Location> places;
    html::Html place_map;  // of its first request; empty where that has no point
    std::string team, owner;
    std::vector<html::Event> history;  // newest first
    std::vector<notifications::Message> messages;
    std::map<notifications::MessageId, notifications::LetterState> letters;  // of those that go on paper
    std::vector<cases::Task> tasks;  // open ones
    std::optional<casework::Progress> progress;      // on the map of its service; its stages where that is shown
    bool shows_map = false;                          // it says more than the top of the page does
    std::int64_t newest_map = 0;                     // the version whose map is another than the one it runs on; 0: it runs on the newest
    std::vector<casework::Task> all_tasks;           // on the map, oldest first
    std::vector<casework::Task> steps;               // open ones of those
    std::vector<casework::Task> done;                // done ones of those
    bool is_for_others_to_close = false;             // what the reader did on it waits to be looked over
    std::map<access::StaffId, std::string> doers;    // of those and of the case
    std::map<access::TeamId, std::string> teams;     // likewise
    std::vector<casework::DecisionShown> decisions;
    std::vector<files::File> files;
    std::vector<files::File> proof;  // what questions asked for
    std::vector<cases::Near> near;      // others that may be about the same
    std::optional<cases::Passed> passed;  // to another body
    std::optional<places::Body> body;     // another that looks after the place
    std::vector<cases::Joined> joined;  // cases whose requests came to this one
    /// The case that this one was split off, and those split off this one, as far as they stand for themselves and are this reader's to see.
    std::vector<SplitShown> splits;
    std::map<cases::RequestId, cases::Check> checks;
    std::map<cases::RequestId, cases::Flag> flags;
    std::map<cases::RequestId, VisitsShown> visits;  // of requests whose service has visits
    std::map<cases::RequestId, fees::Paying> fees;   // of requests that cost something
    std::map<std::string, std::vector<bookings::FreeSlot>> free_slots;  // by calendar: that may be booked now, for who works on the case
    std::optional<PlanShown> plan;      // of who made the first request, for who may see it
    journal::Position position = 0;
    contact::InteractionId call;   // the one being answered; 0: none
    /// The number of the newest fact of the case.
    std::int64_t newest_fact() const { return facts.empty() ? 0 : facts.back().number; }
    const cases::Request& request() const { return requests.front(); }
    people::Contact person_of(const cases::Request& request) const;
    std::string place() const;
};

/// The last part of the address that was posted to: "closure", "reply"; empty when the page was only asked for.
std::string_view posted_action(const web::Request& request);

/// Reads the case, and notes in the journal that a named person's record was read. One that was joined to another is not found: "cases.joined".
Result<CaseShown> read_case(db::Tx& tx, const web::Request& request, const web::Context& context, cases::CaseId id);
/// Resident, promise and next step, side by side at the top.
void put_top(html::Html& out, const web::Context& context, const CaseShown& shown);
/// What was asked, files, messages, other requests, history.
void put_record(html::Html& out, const web::Context& context, const CaseShown& shown);
/// What can be done now, each thing a form of its own.
void put_actions(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown,
                 std::span<const Problem> problems);
/// Where it stands on its map: what is to be done by whom, what keeps it, the drawing, and the same in words.
void put_map(html::Html& out, const web::Context& context, const CaseShown& shown);
void put_tasks(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown,
               std::span<const Problem> problems);
/// A form of this case with the hidden fields that every change needs.
void open_case_form(html::Html& out, const web::Context& context, const CaseShown& shown, std::string_view action);
/// Where one goes on after a change: to the call that is being answered, else to the case.
std::string address_after(const web::Request& request, cases::CaseId id);
/// The id of the field for words in the form of an action: three forms of one page have words.
std::string words_id(std::string_view action);
/// Words that cannot be saved, as after a handing-over meanwhile: says why and shows them, so that their writer still has
/// them. The refusal itself where nothing was written, or where it is not the reader's to know of.
Result<web::Response> show_unsaved(const Site& site, const web::Request& request, const web::Context& context, const Refusal& refusal);
std::int64_t seen_changes(const web::Request& request);
Result<cases::CaseId> case_id_of(const web::Request& request);

}  // namespace desk
