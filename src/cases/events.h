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

struct CaseOpened {
    static constexpr const char* kind = "cases.CaseOpened";
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

/// `from`: the colleague who had it; 0: nobody.
struct CaseTaken {
    static constexpr const char* kind = "cases.CaseTaken";
    CaseId id;
    std::string service;
    access::TeamId team;
    access::StaffId owner;
    access::StaffId from;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
        f("owner", owner);
        f("from", from);
    }
};

struct CaseReleased {
    static constexpr const char* kind = "cases.CaseReleased";
    CaseId id;
    std::string service;
    access::TeamId team;
    access::StaffId from;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
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
struct PromiseMoved {
    static constexpr const char* kind = "cases.PromiseMoved";
    CaseId id;
    std::string service;
    access::TeamId team;
    Instant before;
    Instant due;
    NoteId note;
    std::string reason = {};
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
        f("before", before);
        f("due", due);
        f("note", note);
        f("reason", reason);
    }
};

struct CaseClosed {
    static constexpr const char* kind = "cases.CaseClosed";
    CaseId id;
    std::string service;
    access::TeamId team;
    std::string outcome;
    access::StaffId owner;
    Instant due;
    std::int64_t objections = 0;
    NoteId note;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
        f("outcome", outcome);
        f("owner", owner);
        f("due", due);
        f("objections", objections);
        f("note", note);
    }
};

/// Somebody else asks for the work of a case that is there.
struct RequestJoined {
    static constexpr const char* kind = "cases.RequestJoined";
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

/// It was joined to `survivor`, and is closed as a duplicate. The pair of OthersJoined; undone by CaseParted.
struct CaseJoined {
    static constexpr const char* kind = "cases.CaseJoined";
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

/// The requests of `other` came to it.
struct OthersJoined {
    static constexpr const char* kind = "cases.OthersJoined";
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

/// It is open again, with its own requests and promise. The pair of OthersParted.
struct CaseParted {
    static constexpr const char* kind = "cases.CaseParted";
    CaseId id;
    CaseId survivor;
    std::string service;
    access::TeamId team;
    access::StaffId owner;
    Instant due;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("survivor", survivor);
        f("service", service);
        f("team", team);
        f("owner", owner);
        f("due", due);
    }
};

/// The requests of `other` went back to it.
struct OthersParted {
    static constexpr const char* kind = "cases.OthersParted";
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

struct CaseReopened {
    static constexpr const char* kind = "cases.CaseReopened";
    CaseId id;
    std::string service;
    access::TeamId team;
    std::string reason;
    access::StaffId owner;
    Instant due;
    NoteId note;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
        f("reason", reason);
        f("owner", owner);
        f("due", due);
        f("note", note);
    }
};

/// To another body, which looks after the place; the letter to it is `message`.
struct CasePassedOn {
    static constexpr const char* kind = "cases.CasePassedOn";
    CaseId id;
    std::string service;
    access::TeamId team;
    std::int64_t message = 0;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
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
struct WordAdded {
    static constexpr const char* kind = "cases.WordAdded";
    CaseId id;
    RequestId request;
    NoteId note;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("note", note);
        f("team", team);
    }
};

struct PhotoAdded {
    static constexpr const char* kind = "cases.PhotoAdded";
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

/// Proof came with a request: for staff alone.
struct ProofAdded {
    static constexpr const char* kind = "cases.ProofAdded";
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

struct RequestWithdrawn {
    static constexpr const char* kind = "cases.RequestWithdrawn";
    CaseId id;
    RequestId request;
    people::PersonId person;
    std::string service;
    access::TeamId team;
    NoteId note;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("person", person);
        f("service", service);
        f("team", team);
        f("note", note);
    }
};

/// "Not fixed." `objections` counts those on the case, this one included.
struct RequestObjected {
    static constexpr const char* kind = "cases.RequestObjected";
    CaseId id;
    RequestId request;
    people::PersonId person;
    std::string service;
    access::TeamId team;
    std::int64_t objections = 0;
    NoteId note;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("person", person);
        f("service", service);
        f("team", team);
        f("objections", objections);
        f("note", note);
    }
};

/// "Yes, it is fixed."
struct FixConfirmed {
    static constexpr const char* kind = "cases.FixConfirmed";
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
