#pragma once
// Bin days as an iCalendar object (RFC 5545), which a phone's calendar follows by itself.
//
// Promises
//  1. Every line ends in CRLF and has at most 75 octets; longer ones are folded, never within a character (3.1).
//  2. Text is escaped (3.3.11); it holds no address, no name and no number of a property.
//  3. An event is a whole day (DTSTART;VALUE=DATE), and says what and why. Its UID stays while its round and planned day do, so that a
//     day that is moved moves in the calendar too.
//  4. The same days make the same bytes, whenever they are asked for.

#include "base/words.h"
#include "rounds/timetable.h"

#include <span>
#include <string>
#include <string_view>

namespace rounds {

struct Feed {
    std::string_view host;     // of the UIDs: the name of the site
    std::string_view name;     // of the calendar: "Bin days"
    std::span<const Collection> collections;
    Day drawn_up;              // DTSTAMP: a day that changes only with the content
    base::Language language = base::Language::english;
};
std::string to_ical(const Feed& feed);

/// One content line, folded and ended.
std::string folded(std::string_view line);
/// Text as a value: backslashes, semicolons, commas and line breaks escaped, other controls left out.
std::string escaped(std::string_view text);

}  // namespace rounds
