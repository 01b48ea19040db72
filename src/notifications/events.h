#pragma once
// What notifications announces. The subject is the message, so that a busy case's own history is not in the way.

#include "journal/event.h"
#include "notifications/notifications.h"

namespace notifications {

struct MessageQueued {
    static constexpr const char* kind = "notifications.MessageQueued";
    MessageId message;
    std::string about_kind;
    Id<struct AboutThing> about;
    std::string wording, channel;
    journal::Subject subject() const { return {"message", message.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("message", message);
        f("about_kind", about_kind);
        f("about", about);
        f("wording", wording);
        f("channel", channel);
    }
};

/// What became of a message. `reason` is empty where it was sent, else:
///   refused     the server refuses it for good
///   gave_up     every try over about a day failed
///   address     nobody can be written to at what was given
///   no_wording  there is no such template
///   erased      the personal detail was erased before it was sent
///   share       the address has had its share for this hour
struct Settled {
    MessageId message;
    std::string about_kind;
    Id<struct AboutThing> about;
    std::string reason;
    std::int64_t code = 0;  // the server's answer; 0: none
    journal::Subject subject() const { return {"message", message.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("message", message);
        f("about_kind", about_kind);
        f("about", about);
        f("reason", reason);
        f("code", code);
    }
};
struct MessageSent : Settled {
    static constexpr const char* kind = "notifications.MessageSent";
};
struct MessageFailed : Settled {
    static constexpr const char* kind = "notifications.MessageFailed";
};
struct MessageSuppressed : Settled {
    static constexpr const char* kind = "notifications.MessageSuppressed";
};

}  // namespace notifications
