#pragma once
// What cases announces of what everybody may see, and of what is called abusive. As in events.h, which brings this along.

#include "cases/case.h"
#include "journal/event.h"

namespace cases {

/// Words about a request, which stand in `note`.
struct OfNote {
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

/// A public copy was let through; `note` holds it.
struct RequestPublished : OfNote {
    static constexpr const char* kind = "cases.RequestPublished";
    std::int64_t photos = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfNote::fields(f);
        f("photos", photos);
    }
};

/// Why something was done with a request: a code, and words in `note`.
struct OfReason {
    CaseId id;
    RequestId request;
    std::string reason;
    NoteId note;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("reason", reason);
        f("note", note);
        f("team", team);
    }
};

/// Kept from the public, or taken out again.
struct RequestWithheld : OfReason {
    static constexpr const char* kind = "cases.RequestWithheld";
};

/// Its resident took words out of the public copy; `note` holds what is left.
struct PublicWordsTakenOut : OfNote {
    static constexpr const char* kind = "cases.PublicWordsTakenOut";
};

/// So many checks of a team became late since those who lead it were told last.
struct ChecksLate {
    static constexpr const char* kind = "cases.ChecksLate";
    access::TeamId team;
    std::int64_t checks = 0;
    journal::Subject subject() const { return {"team", team.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("team", team);
        f("checks", checks);
    }
};

/// Somebody on the staff called it abusive.
struct RequestFlagged : OfReason {
    static constexpr const char* kind = "cases.RequestFlagged";
};

struct FlagLifted {
    static constexpr const char* kind = "cases.FlagLifted";
    CaseId id;
    RequestId request;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("team", team);
    }
};

}  // namespace cases
