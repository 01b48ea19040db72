#pragma once
// One row of a file of requests, read: what will be kept of it, and what is odd about it. Pure.

#include "guildhall/import_times.h"
#include "imports/run.h"
#include "people/people.h"
#include "places/places.h"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace guildhall {

/// Where each thing stands in a row; what a layout has not stands nowhere.
struct RequestLayout {
    using Column = std::optional<std::size_t>;
    std::string name;
    TimeRead (*read_time)(std::string_view, const places::Zone*) = read_iso_time;
    bool times_have_zones = true;  // they may, that is
    Column reference, service, status, created, updated, closed, channel, latitude, longitude, address, description, person, email, phone;
    std::vector<std::size_t> notes;

    std::string_view at(const imports::Record& row, Column column) const;
};
/// Los Angeles 311 in both of its layouts, or our own. Refuses a file that lacks columns.
Result<RequestLayout> find_layout(const imports::Columns& columns);

enum class Ended { open, done, cancelled, referred, unknown };

struct RequestRow {
    std::string reference, service, status;
    Ended ended = Ended::open;
    Instant created;
    std::optional<Instant> closed;
    places::Location location;
    people::Contact person;
    std::string channel, words;
    std::vector<std::string> notes;
    std::vector<imports::Remark> oddities;
};

/// What is odd is kept and said; only what has no reference, no service or no time of its own is refused. `map` may be empty.
std::expected<RequestRow, imports::Verdict> read_request(const imports::Record& row, const RequestLayout& layout, const places::Zone* zone,
                                                         const places::WardMap& map, Instant now);

}  // namespace guildhall
