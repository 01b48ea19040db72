#include "rounds/timetable.h"

#include <algorithm>
#include <array>
#include <set>

namespace rounds {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 12> known_colours{"black", "blue", "brown",  "green", "grey",  "maroon",
                                                         "orange", "pink", "purple", "red",   "white", "yellow"};
constexpr std::array<std::string_view, 4> effects{"as usual", "that day", "rest of week", "none"};

/// A collection is never moved further than this.
constexpr days farthest{28};
constexpr days a_year{366};

Day monday_of(Day day) {
    const std::chrono::weekday weekday{day};
    return day - days{weekday.iso_encoding() - 1};
}

int rank(const Change& change) { return change.round.empty() ? (change.bin.empty() ? 0 : 1) : 2; }

bool in_order(const Collection& a, const Collection& b) {
    return std::tuple(a.day.value_or(a.planned), a.bin.name, a.round) < std::tuple(b.day.value_or(b.planned), b.bin.name, b.round);
}

}  // namespace

std::vector<std::string_view> colours() { return {known_colours.begin(), known_colours.end()}; }

std::string_view code_of(Effect effect) { return effects[static_cast<std::size_t>(effect)]; }

std::optional<Effect> find_effect(std::string_view code) {
    const auto found = std::ranges::find(effects, code);
    if (found == effects.end()) return std::nullopt;
    return static_cast<Effect>(found - effects.begin());
}

std::vector<Collection> Timetable::between(Day from, Day until) const {
    std::vector<Collection> found;
    for (const auto& round : parts_.rounds) {
        const auto step = days{7 * round.every};
        auto planned = round.first;
        if (const auto early = from - farthest; planned < early) planned += (early - planned) / step * step;
        const auto last = std::min(until + farthest, round.until.value_or(until + farthest));
        for (; planned <= last; planned += step) {
            auto each = collection(round, planned);
            const auto shown = each.day.value_or(planned);
            if (shown >= from && shown <= until) found.push_back(std::move(each));
        }
    }
    std::ranges::sort(found, in_order);
    return found;
}

std::vector<Collection> Timetable::next(Day from) const {
    std::vector<Collection> found;
    std::set<std::string> seen;
    for (auto& each : between(from, from + a_year))
        if (each.day && seen.insert(each.bin.code).second) found.push_back(std::move(each));
    return found;
}

Collection Timetable::collection(const Round& round, Day planned) const {
    const auto bin = std::ranges::find(parts_.bins, round.bin, &Bin::code);
    Collection made{.bin = bin == parts_.bins.end() ? Bin{round.bin, round.bin, {}, {}} : *bin,
                    .round = round.code,
                    .planned = planned,
                    .day = planned,
                    .out_by = round.out_by};
    if (const auto* change = change_for(round, planned)) {
        made.reason = change->reason;
        made.day = change->later ? std::optional(planned + days{*change->later}) : std::nullopt;
    } else {
        move_by_holidays(made);
    }
    if (made.day == planned) made.reason.clear();
    return made;
}

const Change* Timetable::change_for(const Round& round, Day planned) const {
    const Change* best = nullptr;
    for (const auto& change : parts_.changes) {
        const bool meant = (change.round.empty() || change.round == round.code) && (change.bin.empty() || change.bin == round.bin);
        if (!meant || planned < change.from || planned > change.until) continue;
        if (best == nullptr || std::pair(rank(change), change.from) > std::pair(rank(*best), best->from)) best = &change;
    }
    return best;
}

Effect Timetable::effect_of(const places::Holiday& holiday) const {
    const HolidayRule* best = nullptr;
    for (const auto& rule : parts_.rules)
        if (holiday.name.starts_with(rule.holiday) && (best == nullptr || rule.holiday.size() > best->holiday.size())) best = &rule;
    return best == nullptr ? Effect::as_usual : best->effect;
}

/// Bank holidays in order, from the Monday of the planned day on: each that the collection has reached puts it off by a day.
void Timetable::move_by_holidays(Collection& collection) const {
    auto holiday = std::ranges::lower_bound(parts_.holidays, monday_of(collection.planned), {}, &places::Holiday::day);
    for (; holiday != parts_.holidays.end() && holiday->day <= *collection.day; ++holiday) {
        const auto effect = effect_of(*holiday);
        if (effect == Effect::as_usual || (effect == Effect::that_day && holiday->day != *collection.day)) continue;
        if (effect == Effect::none && holiday->day != collection.planned) continue;
        collection.reason = holiday->name;
        if (effect == Effect::none) {
            collection.day.reset();
            return;
        }
        *collection.day += days{1};
    }
}

}  // namespace rounds
