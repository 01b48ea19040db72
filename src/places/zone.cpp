#include "places/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace places {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_seconds;

Zone::Zone(std::string name) : name_(std::move(name)) {
    using namespace std::chrono_literals;
    const auto* zone = date::locate_zone(name_);
    first_ = sys_seconds{std::chrono::sys_days{std::chrono::year{1990} / 1 / 1}};
    const auto last = sys_seconds{std::chrono::sys_days{std::chrono::year{2060} / 1 / 1}};
    for (auto at = first_; at < last;) {
        const auto period = zone->get_info(at);
        periods_.push_back({period.end, period.offset});
        at = period.end;
    }
}

seconds Zone::offset(sys_seconds at) const {
    if (at < first_ || at >= periods_.back().until) return date::locate_zone(name_)->get_info(at).offset;
    return std::ranges::upper_bound(periods_, at, {}, &Period::until)->offset;
}

Local Zone::local(Instant at) const {
    const auto moment = std::chrono::floor<seconds>(at);
    const auto shown = moment + offset(moment);
    const auto day = std::chrono::floor<days>(shown);
    return {day, shown - day};
}

Instant Zone::instant(Day day, seconds time) const {
    const date::local_time<seconds> wall{day.time_since_epoch() + time};
    const auto meant = date::locate_zone(name_)->get_info(wall);
    using date::local_info;
    const auto as_instant = [&](const date::sys_info& period) { return Instant{wall.time_since_epoch() - period.offset}; };
    if (meant.result == local_info::ambiguous) return as_instant(meant.second);
    if (meant.result == local_info::nonexistent) return meant.first.end;
    return as_instant(meant.first);
}

Instant Zone::start_of(Day day) const {
    const date::local_time<seconds> midnight{day.time_since_epoch()};
    const auto meant = date::locate_zone(name_)->get_info(midnight);
    if (meant.result == date::local_info::nonexistent) return meant.first.end;
    return Instant{midnight.time_since_epoch() - meant.first.offset};
}

/// Every zone that was asked for.
class Zones {
public:
    const Zone* find(std::string_view name) {
        const std::scoped_lock lock(mutex_);
        if (const auto known = zones_.find(name); known != zones_.end()) return known->second.get();
        try {
            std::unique_ptr<Zone> zone(new Zone(std::string(name)));
            return zones_.emplace(name, std::move(zone)).first->second.get();
        } catch (const std::runtime_error&) {  // date: not found in the database
            return nullptr;
        }
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Zone>, std::less<>> zones_;
};

Result<const Zone*> find_zone(std::string_view name) {
    static Zones zones;
    if (const auto* zone = zones.find(name)) return zone;
    return refuse(Kind::invalid, "places.zone", "time_zone is not in the tz database");
}

const Zone& zone_of(std::string_view name) {
    const auto found = find_zone(name.empty() ? default_zone : name);
    if (!found) throw std::runtime_error("an unchecked time zone");
    return **found;
}

}  // namespace places
