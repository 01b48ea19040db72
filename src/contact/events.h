#pragma once

#include "contact/contact.h"
#include "journal/event.h"

namespace contact {

/// A contact took place and is over. The facts for first-contact resolution are measured from these.
struct InteractionEnded {
    static constexpr const char* kind = "contact.InteractionEnded";
    InteractionId interaction;
    std::string channel, direction, outcome;
    access::StaffId agent;
    people::PersonId person;
    Instant started_at, ended_at;
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

}  // namespace contact
