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
///   no_account  the council has no account for text messages
///   no_number   nobody has the number that was texted
///   not_reached the telephone was off for days
///   returned    the post brought the letter back
///   not_printed the letter could not be laid out
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

/// The account for text messages was set or changed.
struct TextAccountChanged {
    static constexpr const char* kind = "notifications.TextAccountChanged";
    journal::Subject subject() const { return {"text_account", 1}; }
    template <class Fields>
    void fields(Fields&) {}
};
/// A letter on paper is laid out and waits to be printed.
struct LetterReady {
    static constexpr const char* kind = "notifications.LetterReady";
    MessageId message;
    std::int64_t pages = 0;
    journal::Subject subject() const { return {"message", message.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("message", message);
        f("pages", pages);
    }
};
/// Somebody opened one letter, or took a batch of them with all its addresses.
struct LetterOpened {
    static constexpr const char* kind = "notifications.LetterOpened";
    MessageId message;
    journal::Subject subject() const { return {"message", message.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("message", message);
    }
};
struct BatchGivenOut {
    static constexpr const char* kind = "notifications.BatchGivenOut";
    Id<struct BatchThing> batch;
    std::int64_t letters = 0;
    journal::Subject subject() const { return {"post_batch", batch.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("batch", batch);
        f("letters", letters);
    }
};
/// Letters left together: "printed" here, or "handed_over" to a print house. Of each, MessageSent is said as well.
struct BatchMade {
    static constexpr const char* kind = "notifications.BatchMade";
    Id<struct BatchThing> batch;
    std::string how;
    std::int64_t letters = 0;
    journal::Subject subject() const { return {"post_batch", batch.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("batch", batch);
        f("how", how);
        f("letters", letters);
    }
};

}  // namespace notifications
