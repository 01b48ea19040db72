#pragma once
// What cases announces. The subject is the case; `team` is whose worklist it concerns, and `note` names words kept in
// the history.

#include "cases/case.h"
#include "cases/publishing_events.h"
#include "cases/splitting_events.h"
#include "cases/tasks.h"
#include "cases/visit_events.h"
#include "journal/event.h"

namespace cases {

/// A request as it was when it came to the case.
struct OfNewRequest {
    CaseId id;
    RequestId request;
    people::PersonId person;
    std::string service;
    std::int64_t version = 0;
    access::TeamId team;
    Instant due;
    std::string area;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("person", person);
        f("service", service);
        f("version", version);
        f("team", team);
        f("due", due);
        f("area", area);
    }
};

struct CaseOpened : OfNewRequest {
    static constexpr const char* kind = "cases.CaseOpened";
};

struct OfCase {
    CaseId id;
    std::string service;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
    }
};

/// `from`: the colleague who had it; 0: nobody.
struct CaseTaken : OfCase {
    static constexpr const char* kind = "cases.CaseTaken";
    access::StaffId owner;
    access::StaffId from;
    template <class Fields>
    void fields(Fields& f) {
        OfCase::fields(f);
        f("owner", owner);
        f("from", from);
    }
};

struct CaseReleased : OfCase {
    static constexpr const char* kind = "cases.CaseReleased";
    access::StaffId from;
    template <class Fields>
    void fields(Fields& f) {
        OfCase::fields(f);
        f("from", from);
    }
};

/// To a team, and there to somebody or nobody. Both teams hear of it.
struct CaseHandedOver {
    static constexpr const char* kind = "cases.CaseHandedOver";
    CaseId id;
    std::string service;
    access::TeamId from_team;
    access::TeamId team;
    access::StaffId from;
    access::StaffId owner;
    NoteId note;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("from_team", from_team);
        f("team", team);
        f("from", from);
        f("owner", owner);
        f("note", note);
    }
};

struct ResidentTold {
    static constexpr const char* kind = "cases.ResidentTold";
    CaseId id;
    access::TeamId team;
    NoteId note;
    std::int64_t letters = 0;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("team", team);
        f("note", note);
        f("letters", letters);
    }
};

/// By a colleague, with words in `note`; or because the case stood still, for `reason`, a code of the service's pauses.
struct PromiseMoved : OfCase {
    static constexpr const char* kind = "cases.PromiseMoved";
    Instant before;
    Instant due;
    NoteId note;
    std::string reason = {};
    template <class Fields>
    void fields(Fields& f) {
        OfCase::fields(f);
        f("before", before);
        f("due", due);
        f("note", note);
        f("reason", reason);
    }
};

struct CaseClosed : OfCase {
    static constexpr const char* kind = "cases.CaseClosed";
    std::string outcome;
    access::StaffId owner;
    Instant due;
    std::int64_t objections = 0;
    NoteId note;
    template <class Fields>
    void fields(Fields& f) {
        OfCase::fields(f);
        f("outcome", outcome);
        f("owner", owner);
        f("due", due);
        f("objections", objections);
        f("note", note);
    }
};

/// Somebody else asks for the work of a case that is there.
struct RequestJoined : OfNewRequest {
    static constexpr const char* kind = "cases.RequestJoined";
};

/// A case that was joined to `survivor`, or is so no more.
struct OfJoinedCase {
    CaseId id;
    CaseId survivor;
    std::string service;
    access::TeamId team;
    access::StaffId owner;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("survivor", survivor);
        f("service", service);
        f("team", team);
        f("owner", owner);
    }
};

/// It was joined to `survivor`, and is closed as a duplicate. The pair of OthersJoined; undone by CaseParted.
struct CaseJoined : OfJoinedCase {
    static constexpr const char* kind = "cases.CaseJoined";
};

/// The case at the other end: `requests` of `other` came to it, or went back.
struct OfSurvivor {
    CaseId id;
    CaseId other;
    std::string service;
    access::TeamId team;
    std::int64_t requests = 0;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("other", other);
        f("service", service);
        f("team", team);
        f("requests", requests);
    }
};

/// The requests of `other` came to it.
struct OthersJoined : OfSurvivor {
    static constexpr const char* kind = "cases.OthersJoined";
};

/// It is open again, with its own requests and promise. The pair of OthersParted.
struct CaseParted : OfJoinedCase {
    static constexpr const char* kind = "cases.CaseParted";
    Instant due;
    template <class Fields>
    void fields(Fields& f) {
        OfJoinedCase::fields(f);
        f("due", due);
    }
};

/// The requests of `other` went back to it.
struct OthersParted : OfSurvivor {
    static constexpr const char* kind = "cases.OthersParted";
};

/// Somebody took it over from another system, where it bore this reference; what happened there is told by the facts before, at
/// their own moments. `oddities`: codes of what was odd about the record.
struct CaseTakenOver {
    static constexpr const char* kind = "cases.CaseTakenOver";
    CaseId id;
    RequestId request;
    std::string service;
    access::TeamId team;
    std::string source, reference, oddities;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("service", service);
        f("team", team);
        f("source", source);
        f("reference", reference);
        f("oddities", oddities);
    }
};

struct CaseReopened : OfCase {
    static constexpr const char* kind = "cases.CaseReopened";
    std::string reason;
    access::StaffId owner;
    Instant due;
    NoteId note;
    template <class Fields>
    void fields(Fields& f) {
        OfCase::fields(f);
        f("reason", reason);
        f("owner", owner);
        f("due", due);
        f("note", note);
    }
};

/// To another body, which looks after the place; the letter to it is `message`.
struct CasePassedOn : OfCase {
    static constexpr const char* kind = "cases.CasePassedOn";
    std::int64_t message = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfCase::fields(f);
        f("message", message);
    }
};

struct NoteAdded {
    static constexpr const char* kind = "cases.NoteAdded";
    CaseId id;
    NoteId note;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("note", note);
        f("team", team);
    }
};

/// The resident's own words.
struct WordAdded : OfNote {
    static constexpr const char* kind = "cases.WordAdded";
};

/// A file that came with a request, by its number there.
struct OfFile {
    CaseId id;
    RequestId request;
    std::int64_t number = 0;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("number", number);
        f("team", team);
    }
};

struct PhotoAdded : OfFile {
    static constexpr const char* kind = "cases.PhotoAdded";
};

/// Proof came with a request: for staff alone.
struct ProofAdded : OfFile {
    static constexpr const char* kind = "cases.ProofAdded";
};

/// What a resident said of their own request.
struct OfRequest {
    CaseId id;
    RequestId request;
    people::PersonId person;
    std::string service;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("person", person);
        f("service", service);
        f("team", team);
    }
};

struct RequestWithdrawn : OfRequest {
    static constexpr const char* kind = "cases.RequestWithdrawn";
    NoteId note;
    template <class Fields>
    void fields(Fields& f) {
        OfRequest::fields(f);
        f("note", note);
    }
};

/// "Not fixed." `objections` counts those on the case, this one included.
struct RequestObjected : OfRequest {
    static constexpr const char* kind = "cases.RequestObjected";
    std::int64_t objections = 0;
    NoteId note;
    template <class Fields>
    void fields(Fields& f) {
        OfRequest::fields(f);
        f("objections", objections);
        f("note", note);
    }
};

/// "Yes, it is fixed."
struct FixConfirmed : OfRequest {
    static constexpr const char* kind = "cases.FixConfirmed";
};

struct TaskMade {
    static constexpr const char* kind = "cases.TaskMade";
    CaseId id;
    TaskId task;
    std::string task_kind;
    std::int64_t message = 0;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("task", task);
        f("kind", task_kind);
        f("message", message);
        f("team", team);
    }
};

struct TaskDone {
    static constexpr const char* kind = "cases.TaskDone";
    CaseId id;
    TaskId task;
    std::string task_kind;
    NoteId note;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("task", task);
        f("kind", task_kind);
        f("note", note);
        f("team", team);
    }
};

/// Somebody searched: how many words and hits, never which.
struct CasesSearched {
    static constexpr const char* kind = "cases.CasesSearched";
    std::int64_t search = 0;
    std::int64_t words = 0;
    std::int64_t hits = 0;
    journal::Subject subject() const { return {"search", search}; }
    template <class Fields>
    void fields(Fields& f) {
        f("search", search);
        f("words", words);
        f("hits", hits);
    }
};

}  // namespace cases
