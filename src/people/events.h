#pragma once

#include "journal/event.h"
#include "people/contact_plan.h"
#include "people/people.h"

namespace people {

/// Somebody told us who they are. Which claims were made, never what they say.
struct PersonRecorded {
    static constexpr const char* kind = "people.PersonRecorded";
    PersonId person;
    bool has_name = false, has_email = false, has_phone = false;
    journal::Subject subject() const { return {"person", person.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("person", person);
        f("name", has_name);
        f("email", has_email);
        f("phone", has_phone);
    }
};

/// An actor looked at a named person's record.
struct RecordRead {
    static constexpr const char* kind = "people.RecordRead";
    PersonId person;
    journal::Subject subject() const { return {"person", person.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("person", person);
    }
};

/// Somebody is answered by a plan from now on; what it says stands in its row.
struct PlanSet {
    static constexpr const char* kind = "people.PlanSet";
    PersonId person;
    PlanId plan;
    std::string reason;
    access::StaffId owner;
    Instant review;
    journal::Subject subject() const { return {"person", person.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("person", person);
        f("plan", plan);
        f("reason", reason);
        f("owner", owner);
        f("review", review);
    }
};

struct PlanEnded {
    static constexpr const char* kind = "people.PlanEnded";
    PersonId person;
    PlanId plan;
    journal::Subject subject() const { return {"person", person.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("person", person);
        f("plan", plan);
    }
};

}  // namespace people
