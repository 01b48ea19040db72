#pragma once

#include "contact/contact.h"
#include "contact/kept_form.h"
#include "journal/event.h"

namespace contact {

/// An agent began to talk, or to write, with somebody.
struct InteractionBegun {
    static constexpr const char* kind = "contact.InteractionBegun";
    InteractionId interaction;
    std::string channel, direction;
    access::StaffId agent;
    journal::Subject subject() const { return {"interaction", interaction.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("interaction", interaction);
        f("channel", channel);
        f("direction", direction);
        f("agent", agent);
    }
};

/// It became known who it is; 0: it is somebody else after all.
struct PersonNamed {
    static constexpr const char* kind = "contact.PersonNamed";
    InteractionId interaction;
    people::PersonId person;
    journal::Subject subject() const { return {"interaction", interaction.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("interaction", interaction);
        f("person", person);
    }
};

/// The agent answered with the help of this: a service, an article or a case, by its code or id.
struct SomethingConsulted {
    static constexpr const char* kind = "contact.SomethingConsulted";
    InteractionId interaction;
    std::string sort, what;
    journal::Subject subject() const { return {"interaction", interaction.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("interaction", interaction);
        f("sort", sort);
        f("what", what);
    }
};

/// A contact took place and is over. First-contact resolution is measured from these: it needed follow-up if one of its
/// requests was still being worked on when it ended.
struct InteractionEnded {
    static constexpr const char* kind = "contact.InteractionEnded";
    InteractionId interaction;
    std::string channel, direction, outcome;
    access::StaffId agent;
    people::PersonId person;
    Instant started_at, ended_at;
    std::int64_t seconds = 0, requests = 0;
    bool needed_follow_up = false;
    journal::Subject subject() const { return {"interaction", interaction.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("interaction", interaction);
        f("channel", channel);
        f("direction", direction);
        f("outcome", outcome);
        f("agent", agent);
        f("person", person);
        f("started", started_at);
        f("ended", ended_at);
        f("seconds", seconds);
        f("requests", requests);
        f("follow_up", needed_follow_up);
    }
};

/// A request was made in a contact.
struct RequestTaken {
    static constexpr const char* kind = "contact.RequestTaken";
    InteractionId interaction;
    cases::RequestId request;
    std::string service;
    journal::Subject subject() const { return {"interaction", interaction.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("interaction", interaction);
        f("request", request);
        f("service", service);
    }
};

/// A form on paper was keyed in.
struct PaperKeyed {
    static constexpr const char* kind = "contact.PaperKeyed";
    InteractionId interaction;
    cases::RequestId request;
    std::string service;
    std::int64_t version = 0;
    journal::Subject subject() const { return {"interaction", interaction.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("interaction", interaction);
        f("request", request);
        f("service", service);
        f("version", version);
    }
};

/// Somebody left a form half filled in, to go on with it later.
struct FormKept {
    static constexpr const char* kind = "contact.FormKept";
    KeptFormId form;
    std::string service;
    journal::Subject subject() const { return {"kept_form", form.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("form", form);
        f("service", service);
    }
};

/// Somebody went on with one, on this channel.
struct FormTakenUp {
    static constexpr const char* kind = "contact.FormTakenUp";
    KeptFormId form;
    std::string service, channel;
    journal::Subject subject() const { return {"kept_form", form.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("form", form);
        f("service", service);
        f("channel", channel);
    }
};

/// Its time was over, and nobody had sent it.
struct FormForgotten {
    static constexpr const char* kind = "contact.FormForgotten";
    KeptFormId form;
    std::string service;
    journal::Subject subject() const { return {"kept_form", form.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("form", form);
        f("service", service);
    }
};

}  // namespace contact
