#pragma once
// The facts of splitting. Journal payloads hold ids and codes; words stand in the note that is named.

#include "cases/case.h"
#include "journal/event.h"

namespace cases {

/// A part of it became `other`, a case of its own: so many `requests` were taken out; none: a second request was made of one that held two
/// matters. The pair of CaseSplitOff, or of the CaseOpened of `other`.
struct CaseSplit {
    static constexpr const char* kind = "cases.CaseSplit";
    CaseId id;
    CaseId other;
    std::string service;
    access::TeamId team;
    std::int64_t requests = 0;
    NoteId note;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("other", other);
        f("service", service);
        f("team", team);
        f("requests", requests);
        f("note", note);
    }
};

/// It was made of requests that were on `origin`, whose promise it keeps. Its clocks go on from there.
struct CaseSplitOff {
    static constexpr const char* kind = "cases.CaseSplitOff";
    CaseId id;
    CaseId origin;
    std::string service;
    std::int64_t version = 0;
    access::TeamId team;
    access::StaffId owner;
    Instant due;
    std::string area;
    NoteId note;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("origin", origin);
        f("service", service);
        f("version", version);
        f("team", team);
        f("owner", owner);
        f("due", due);
        f("area", area);
        f("note", note);
    }
};

/// A request came to it from `origin`; until then it belonged to `home`: that one, or a case that is joined to it.
struct RequestTakenOut {
    static constexpr const char* kind = "cases.RequestTakenOut";
    CaseId id;
    RequestId request;
    CaseId origin;
    CaseId home;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("origin", origin);
        f("home", home);
        f("team", team);
    }
};

}  // namespace cases
