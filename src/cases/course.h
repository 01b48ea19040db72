#pragma once
// The socket for whatever carries a case along: it hears within the transaction what became of the case, so that no case is for a
// moment without its next step. Without one, cases are worked on by hand alone.
//
// A refusal undoes the verb that asked.

#include "cases/case.h"
#include "db/tx.h"

#include <string_view>

namespace cases {

class Course {
public:
    virtual ~Course() = default;
    /// Not told of what another body was given at once.
    virtual Result<void> opened(db::Tx& tx, const Case&, const Request&, const catalogue::Definition&) const = 0;
    /// By hand, at a resident's wish, or by the course itself (`finish_case`).
    virtual Result<void> closed(db::Tx& tx, const Case&) const = 0;
    /// With one of `reopening_reasons`.
    virtual Result<void> reopened(db::Tx& tx, const Case&, std::string_view reason) const = 0;
    /// Another team or another of the staff has it now, or nobody; by hand.
    virtual Result<void> moved(db::Tx& tx, const Case&) const = 0;
    /// It is promised for another moment than `before`.
    virtual Result<void> promised(db::Tx& tx, const Case&, Instant before) const = 0;
    /// Another body does the work.
    virtual Result<void> passed_on(db::Tx& tx, const Case&) const = 0;
    /// It rests as a part of another case, and goes on where it was.
    virtual Result<void> joined(db::Tx& tx, const Case&) const = 0;
    virtual Result<void> parted(db::Tx& tx, const Case&) const = 0;
};

/// Plugged in once, by main, before anything is asked of cases; it must outlive the last case.
void plug_in(const Course&);
/// One that does nothing where none is plugged in.
const Course& course();

/// The first request that was not withdrawn: whoever still waits for the work.
std::optional<Request> first_live_request(db::Tx& tx, CaseId id);
/// The case as it stands; the caller says who may know of it.
Result<Case> case_on_course(db::Tx& tx, CaseId id);
/// Open cases by id, after `after`; at most `limit`.
std::vector<CaseId> open_after(db::Tx& tx, CaseId after, int limit);
/// A letter of the house or the council to everybody whose live request the case carries, as far as they left an address: how many.
/// `words` stand where the wording says {words}.
Result<std::int64_t> write_letter(db::Tx& tx, CaseId id, std::string_view wording, std::string_view words = {});
/// Words for colleagues, of somebody who may work on the case as its course has it: no permission is asked for. `missing`: what to say when
/// there are none; empty: they may be left out, and 0 comes back. Up to 5,000 characters; problems under the field "text".
Result<NoteId> keep_note(db::Tx& tx, CaseId id, std::string_view text, std::string_view missing = {});
/// The words under that note of the case; empty where there are none.
std::string words_kept(db::Tx& tx, CaseId id, NoteId note);

}  // namespace cases
