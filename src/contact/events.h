#pragma once

#include "contact/contact.h"
#include "contact/kept_form.h"
#include "journal/event.h"

namespace contact {

struct OfInteraction {
    InteractionId interaction;
    journal::Subject subject() const { return {"interaction", interaction.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("interaction", interaction);
    }
};

/// An agent began to talk, or to write, with somebody.
struct InteractionBegun : OfInteraction {
    static constexpr const char* kind = "contact.InteractionBegun";
    std::string channel, direction;
    access::StaffId agent;
    template <class Fields>
    void fields(Fields& f) {
        OfInteraction::fields(f);
        f("channel", channel);
        f("direction", direction);
        f("agent", agent);
    }
};

/// It became known who it is; 0: it is somebody else after all.
struct PersonNamed : OfInteraction {
    static constexpr const char* kind = "contact.PersonNamed";
    people::PersonId person;
    template <class Fields>
    void fields(Fields& f) {
        OfInteraction::fields(f);
        f("person", person);
    }
};

/// The agent answered with the help of this: a service, an article or a case, by its code or id.
struct SomethingConsulted : OfInteraction {
    static constexpr const char* kind = "contact.SomethingConsulted";
    std::string sort, what;
    template <class Fields>
    void fields(Fields& f) {
        OfInteraction::fields(f);
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

struct OfTakenRequest : OfInteraction {
    cases::RequestId request;
    std::string service;
    template <class Fields>
    void fields(Fields& f) {
        OfInteraction::fields(f);
        f("request", request);
        f("service", service);
    }
};

/// A request was made in a contact.
struct RequestTaken : OfTakenRequest {
    static constexpr const char* kind = "contact.RequestTaken";
};

/// A form on paper was keyed in.
struct PaperKeyed : OfTakenRequest {
    static constexpr const char* kind = "contact.PaperKeyed";
    std::int64_t version = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfTakenRequest::fields(f);
        f("version", version);
    }
};

struct OfForm {
    KeptFormId form;
    std::string service;
    journal::Subject subject() const { return {"kept_form", form.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("form", form);
        f("service", service);
    }
};

/// Somebody left a form half filled in, to go on with it later.
struct FormKept : OfForm {
    static constexpr const char* kind = "contact.FormKept";
};

/// Somebody went on with one, on this channel.
struct FormTakenUp : OfForm {
    static constexpr const char* kind = "contact.FormTakenUp";
    std::string channel;
    template <class Fields>
    void fields(Fields& f) {
        OfForm::fields(f);
        f("channel", channel);
    }
};

/// Its time was over, and nobody had sent it.
struct FormForgotten : OfForm {
    static constexpr const char* kind = "contact.FormForgotten";
};

}  // namespace contact
