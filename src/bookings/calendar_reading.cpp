// A calendar, read from its JSON.

#include "bookings/calendar.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace bookings {
namespace {

namespace json = boost::json;

std::unexpected<Refusal> wrong(std::string_view element, std::string_view why) {
    return refuse(Kind::invalid, "bookings.calendar", fmt::format("{}: {}", element, why));
}

Result<std::string> read_text(const json::object& from, std::string_view name, std::size_t most) {
    const auto* value = from.if_contains(name);
    if (value == nullptr || !value->is_string() || value->as_string().empty() || value->as_string().size() > most)
        return wrong(name, fmt::format("is a text of 1 to {} bytes", most));
    return std::string(value->as_string());
}

Result<std::int64_t> read_number(const json::object& from, std::string_view name, std::int64_t least, std::int64_t most) {
    const auto* value = from.if_contains(name);
    if (value == nullptr || !value->is_int64() || value->as_int64() < least || value->as_int64() > most)
        return wrong(name, fmt::format("is a number from {} to {}", least, most));
    return value->as_int64();
}

Result<void> refuse_strangers(const json::object& from) {
    constexpr std::array<std::string_view, 10> known{"code",         "name",            "hours",        "slot_minutes",    "capacity",
                                                     "notice_hours", "horizon_days",    "hold_minutes", "most_per_person", "open_on_holidays"};
    for (const auto& [name, value] : from)
        if (std::ranges::find(known, std::string_view(name)) == known.end()) return wrong(name, "is not known here");
    return {};
}

/// Hours in which not one slot has room would never be noticed but by who waits for a visit.
Result<void> require_slots(const Calendar& calendar) {
    for (const auto& spells : calendar.hours)
        for (const auto& spell : spells)
            if (spell.until - spell.from >= calendar.slot) return {};
    return wrong("hours", "no spell is long enough for a slot");
}

}  // namespace

Result<Calendar> read_calendar(std::string_view document) {
    boost::system::error_code error;
    const auto parsed = json::parse({document.data(), document.size()}, error);
    if (error || !parsed.is_object()) return wrong("calendar", "is no JSON object");
    const auto& from = parsed.as_object();
    TRY(refuse_strangers(from));
    Calendar calendar;
    calendar.code = TRY(read_text(from, "code", 60));
    if (calendar.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) return wrong("code", "is 1 to 60 of a-z, 0-9 and -");
    calendar.name = TRY(read_text(from, "name", 200));
    const auto hours = TRY(read_text(from, "hours", 2000));
    const auto week = places::read_week(hours);
    if (!week) return wrong("hours", week.error().log);
    calendar.hours = *week;
    const auto slot = TRY(read_number(from, "slot_minutes", 5, 24 * 60));
    const auto notice = TRY(read_number(from, "notice_hours", 0, 1000));
    const auto hold = TRY(read_number(from, "hold_minutes", 1, 24 * 60));
    calendar.slot = std::chrono::minutes{slot};
    calendar.notice = std::chrono::hours{notice};
    calendar.hold = std::chrono::minutes{hold};
    calendar.capacity = TRY(read_number(from, "capacity", 1, 1000));
    calendar.horizon_days = TRY(read_number(from, "horizon_days", 1, 366));
    calendar.most_per_person = TRY(read_number(from, "most_per_person", 1, 100));
    if (const auto* open = from.if_contains("open_on_holidays")) {
        if (!open->is_bool()) return wrong("open_on_holidays", "is true or false");
        calendar.open_on_holidays = open->as_bool();
    }
    TRY(require_slots(calendar));
    return calendar;
}

Result<std::vector<Calendar>> read_calendars(const std::filesystem::path& folder) {
    std::vector<Calendar> all;
    if (!std::filesystem::is_directory(folder)) return all;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& path : files) {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        auto calendar = read_calendar(text.str());
        if (calendar && calendar->code != path.stem().string()) calendar = wrong("code", "is the name of the file");
        if (!calendar) return refuse(Kind::invalid, "bookings.calendar", path.string() + ": " + calendar.error().log);
        all.push_back(*std::move(calendar));
    }
    return all;
}

}  // namespace bookings
