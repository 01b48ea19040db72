#pragma once
// What bookings announces. The subject is the booking; `starts` says which slot.

#include "bookings/bookings.h"
#include "journal/event.h"

namespace bookings {

struct OfSlot {
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

/// For a draft, until then.
struct SlotHeld : OfSlot {
    static constexpr const char* kind = "bookings.SlotHeld";
    Instant until;
    template <class Fields>
    void fields(Fields& f) {
        OfSlot::fields(f);
        f("until", until);
    }
};

struct OfBookedSlot : OfSlot {
    RequestId request;
    template <class Fields>
    void fields(Fields& f) {
        OfSlot::fields(f);
        f("request", request);
    }
};

struct SlotBooked : OfBookedSlot {
    static constexpr const char* kind = "bookings.SlotBooked";
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

struct SlotCancelled : OfBookedSlot {
    static constexpr const char* kind = "bookings.SlotCancelled";
};

/// Nobody sent the request it was held for.
struct HoldLapsed : OfSlot {
    static constexpr const char* kind = "bookings.HoldLapsed";
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
