#pragma once
// What connectors announces, under the subject that an errand is about. Ids and codes only: what the other side wrote stands in rows
// of this room (erasable), and its statuses are reduced to letters, digits, '.', '_' and '-'.

#include "connectors/connectors.h"
#include "journal/event.h"

namespace connectors {

/// What every fact here says.
struct OfErrand {
    ErrandId errand;
    std::string about_kind;
    Id<struct AboutThing> about;
    std::string destination;
    std::string errand_kind;  // "open", "update", …
    journal::Subject subject() const { return {about_kind, about.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("errand", errand);
        f("about_kind", about_kind);
        f("about", about);
        f("destination", destination);
        f("errand_kind", errand_kind);
    }
};

struct ErrandHandedOver : OfErrand {
    static constexpr const char* kind = "connectors.ErrandHandedOver";
};

/// The other side has it.
struct ErrandSent : OfErrand {
    static constexpr const char* kind = "connectors.ErrandSent";
    std::string reference;  // theirs, where it said one at once
    template <class Fields>
    void fields(Fields& f) {
        OfErrand::fields(f);
        f("reference", reference);
    }
};

/// The end of an errand that went well, once for each. `outcome` is a code of ours, as the destination's settings translate it;
/// `by_hand`: a colleague has said so.
struct ErrandAnswered : OfErrand {
    static constexpr const char* kind = "connectors.ErrandAnswered";
    std::string outcome, reference;
    bool by_hand = false;
    template <class Fields>
    void fields(Fields& f) {
        OfErrand::fields(f);
        f("outcome", outcome);
        f("reference", reference);
        f("by_hand", by_hand);
    }
};

/// How it stands on the other side now: never announced for what is older than what is known. After ErrandAnswered it says that the
/// other side has changed its mind.
struct ErrandUpdated : OfErrand {
    static constexpr const char* kind = "connectors.ErrandUpdated";
    std::string status;         // theirs, as a code
    std::string reference;      // theirs
    std::int64_t position = 0;  // grows within an errand: theirs, or microseconds of when it happened there
    bool after_answer = false;
    template <class Fields>
    void fields(Fields& f) {
        OfErrand::fields(f);
        f("status", status);
        f("reference", reference);
        f("position", position);
        f("after_answer", after_answer);
    }
};

/// It waits for a person; an answer may still come, and ends it. `reason`:
///   refused         the other side refuses it for good
///   gave_up         every try failed
///   no_answer       taken, and not answered by the time it was expected
///   no_destination  there is no such destination (any more)
///   unsendable      it lacks what this kind of destination needs
///   letter_failed   the letter could not be delivered
///   erased          what was to be sent was erased before it was
struct ErrandStuck : OfErrand {
    static constexpr const char* kind = "connectors.ErrandStuck";
    std::string reason;
    template <class Fields>
    void fields(Fields& f) {
        OfErrand::fields(f);
        f("reason", reason);
    }
};

/// The end of one that failed: a person gave it up (`reason` as above, with which it was stuck), or it was taken back ("taken_back").
struct ErrandFailed : OfErrand {
    static constexpr const char* kind = "connectors.ErrandFailed";
    std::string reason;
    template <class Fields>
    void fields(Fields& f) {
        OfErrand::fields(f);
        f("reason", reason);
    }
};

/// A person has set a stuck one going again.
struct ErrandRetried : OfErrand {
    static constexpr const char* kind = "connectors.ErrandRetried";
};

/// An administrator added a destination, changed it, or gave it another secret; somebody paused it or let it go on. `what`: added,
/// changed, secret, secret_dropped, paused, resumed.
struct DestinationChanged {
    static constexpr const char* kind = "connectors.DestinationChanged";
    Id<struct DestinationThing> destination;
    std::string code, what;
    journal::Subject subject() const { return {"destination", destination.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("destination", destination);
        f("code", code);
        f("what", what);
    }
};

}  // namespace connectors
