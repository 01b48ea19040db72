#pragma once
// Inside events.h: what happened to the visit of a request. `starts`: when it begins, or would have begun.

#include "cases/case.h"
#include "journal/event.h"

namespace cases {

/// What every fact here says.
struct OfVisit {
    CaseId id;
    RequestId request;
    access::TeamId team;
    Instant starts;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("team", team);
        f("starts", starts);
    }
};

struct VisitBooked : OfVisit {
    static constexpr const char* kind = "cases.VisitBooked";
};
struct VisitMoved : OfVisit {
    static constexpr const char* kind = "cases.VisitMoved";
};
struct VisitCancelled : OfVisit {
    static constexpr const char* kind = "cases.VisitCancelled";
};

}  // namespace cases
