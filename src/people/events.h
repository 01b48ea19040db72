#pragma once

#include "journal/event.h"
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

}  // namespace people
