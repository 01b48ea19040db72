#pragma once
// What bookings announces. The subject is the booking; `starts` says which slot.

#include "bookings/bookings.h"
#include "journal/event.h"

namespace bookings {

/// For a draft, until then.
struct SlotHeld {
    static constexpr const char* kind = "bookings.SlotHeld";
    BookingId id;
    std::string calendar;
    Instant starts;
    Instant until;
    journal::Subject subject() const { return {"booking", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("booking", id);
        f("calendar", calendar);
        f("starts", starts);
        f("until", until);
    }
};

struct SlotBooked {
    static constexpr const char* kind = "bookings.SlotBooked";
    BookingId id;
    std::string calendar;
    Instant starts;
    RequestId request;
    journal::Subject subject() const { return {"booking", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("booking", id);
        f("calendar", calendar);
        f("starts", starts);
        f("request", request);
    }
};

struct SlotMoved {
    static constexpr const char* kind = "bookings.SlotMoved";
    BookingId id;
    std::string calendar;
    Instant before;
    Instant starts;
    RequestId request;
    journal::Subject subject() const { return {"booking", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("booking", id);
        f("calendar", calendar);
        f("before", before);
        f("starts", starts);
        f("request", request);
    }
};

struct SlotCancelled {
    static constexpr const char* kind = "bookings.SlotCancelled";
    BookingId id;
    std::string calendar;
    Instant starts;
    RequestId request;
    journal::Subject subject() const { return {"booking", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("booking", id);
        f("calendar", calendar);
        f("starts", starts);
        f("request", request);
    }
};

/// Nobody sent the request it was held for.
struct HoldLapsed {
    static constexpr const char* kind = "bookings.HoldLapsed";
    BookingId id;
    std::string calendar;
    Instant starts;
    journal::Subject subject() const { return {"booking", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("booking", id);
        f("calendar", calendar);
        f("starts", starts);
    }
};

struct CalendarChanged {
    static constexpr const char* kind = "bookings.CalendarChanged";
    CalendarId id;
    std::string code;
    journal::Subject subject() const { return {"booking calendar", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("calendar", id);
        f("code", code);
    }
};

}  // namespace bookings
