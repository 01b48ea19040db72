// The only file that sees the time zone database.

#include "dmn/temporal.h"

#include <date/tz.h>

#include <algorithm>

namespace dmn {
namespace {

/// The database knows no rules far from our time; those of its last years hold on.
constexpr std::int64_t most_seconds = 8'000LL * 366 * seconds_per_day;

const date::time_zone* find(std::string_view name) {
    try {
        return date::locate_zone(name);
    } catch (const std::exception&) {  // how the library says that there is none
        return nullptr;
    }
}

}  // namespace

std::optional<Zone> Zone::named(std::string_view name) {
    if (name.empty() || name.size() > 64) return std::nullopt;
    const auto* found = find(name);
    if (found == nullptr) return std::nullopt;
    return Zone{.kind = Kind::named, .offset = 0, .database = found};
}

std::string Zone::text() const {
    if (kind == Kind::none) return "";
    if (kind == Kind::named) return '@' + database->name();
    if (offset == 0) return "Z";
    const auto size = std::abs(offset);
    const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    std::string out = (offset < 0 ? "-" : "+") + two(size / 3600) + ':' + two(size / 60 % 60);
    if (size % 60 != 0) out += ':' + two(size % 60);
    return out;
}

std::optional<std::int64_t> offset_at(const DateTime& at) {
    const auto& zone = at.time.zone;
    if (zone.kind == Zone::Kind::none) return std::nullopt;
    if (zone.kind == Zone::Kind::offset) return zone.offset;
    const auto local = at.date.days() * seconds_per_day + at.time.nanoseconds / nanoseconds_per_second;
    const date::local_seconds moment{std::chrono::seconds(std::clamp(local, -most_seconds, most_seconds))};
    return zone.database->get_info(moment).first.offset.count();
}

std::optional<DateTime> date_time_at(Nanoseconds since_1970, const Zone& zone) {
    std::int64_t offset = zone.kind == Zone::Kind::offset ? zone.offset : 0;
    if (zone.kind == Zone::Kind::named) {
        const auto limit = static_cast<Nanoseconds>(most_seconds) * nanoseconds_per_second;
        const auto seconds = static_cast<std::int64_t>(std::clamp(since_1970, -limit, limit) / nanoseconds_per_second);
        offset = zone.database->get_info(date::sys_seconds{std::chrono::seconds(seconds)}).offset.count();
    }
    constexpr auto day = static_cast<Nanoseconds>(seconds_per_day) * nanoseconds_per_second;
    const auto local = since_1970 + static_cast<Nanoseconds>(offset) * nanoseconds_per_second;
    const auto days = local / day - (local % day < 0 ? 1 : 0);
    const auto date = Date::of_days(static_cast<std::int64_t>(days));
    if (!date) return std::nullopt;
    return DateTime{*date, Time{static_cast<std::int64_t>(local - days * day), zone}};
}

}  // namespace dmn
