#pragma once
// What cases announces of what everybody may see, and of what is called abusive. As in events.h, which brings this along.

#include "cases/case.h"
#include "journal/event.h"

namespace cases {

/// A public copy was let through; `note` holds it.
struct RequestPublished {
    static constexpr const char* kind = "cases.RequestPublished";
    CaseId id;
    RequestId request;
    NoteId note;
    access::TeamId team;
    std::int64_t photos = 0;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("note", note);
        f("team", team);
        f("photos", photos);
    }
};

/// Kept from the public, or taken out again.
struct RequestWithheld {
    static constexpr const char* kind = "cases.RequestWithheld";
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

/// Its resident took words out of the public copy; `note` holds what is left.
struct PublicWordsTakenOut {
    static constexpr const char* kind = "cases.PublicWordsTakenOut";
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
struct RequestFlagged {
    static constexpr const char* kind = "cases.RequestFlagged";
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
