#pragma once
// Visits as an iCalendar object (RFC 5545), for the calendar of a phone.
//
// Promises
//  1. Lines are folded and ended, and text is escaped, as rounds/ical.h says.
//  2. A visit keeps its UID when it is moved or cancelled, and its SEQUENCE grows, so that it moves in the calendar too.
//  3. Times are in UTC, so that no reader needs to know the council's zone. Nothing stands in it but what the caller says.

#include "bookings/bookings.h"

#include <span>
#include <string>
#include <string_view>

namespace bookings {

struct Entry {
    Booking booking;
    std::string summary, description;
    std::string url = {};  // of a page about it
};

struct Feed {
    std::string_view host;  // of the UIDs: the name of the site
    std::string_view name;  // of the calendar
    std::span<const Entry> entries;
};
std::string to_ical(const Feed& feed);

}  // namespace bookings
