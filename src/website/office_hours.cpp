#include "website/office_hours.h"

#include <algorithm>
#include <array>

namespace website {
namespace {

constexpr std::array<const char*, 7> day_names{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

std::string hour(std::chrono::minutes time) {
    const auto h = time.count() / 60, m = time.count() % 60;
    std::string out = std::to_string(h % 12 == 0 ? 12 : h % 12);
    if (m != 0) out += (m < 10 ? ":0" : ":") + std::to_string(m);
    return out + (h % 24 < 12 ? "am" : "pm");
}

/// "Monday to Friday, Sunday": the weekdays on which just these spells are worked, from Monday on.
std::string days_with(const web::Context& context, const places::Week& week, const places::Spells& spells) {
    const auto works = [&](unsigned day) { return week[day % 7] == spells; };
    const auto name = [&](unsigned day) { return context.say(std::string("website.day_") + day_names[day % 7]); };
    std::string days;
    for (unsigned day = 1; day <= 7; ++day) {
        if (!works(day)) continue;
        unsigned last = day;
        while (last < 7 && works(last + 1)) ++last;
        if (!days.empty()) days += ", ";
        days += last >= day + 2 ? context.say("website.days_from_to", {{"from", name(day)}, {"to", name(last)}}) : name(day);
        if (last == day + 1) days += ", " + name(last);
        day = last;
    }
    return days;
}

std::string shown(const web::Context& context, const places::Spells& spells) {
    std::string hours;
    for (const auto& spell : spells) {
        auto one = context.say("website.office_spell", {{"opens", hour(spell.from)}, {"closes", hour(spell.until)}});
        hours = hours.empty() ? std::move(one) : context.say("website.office_spells", {{"first", hours}, {"next", one}});
    }
    return hours;
}

}  // namespace

std::string office_hours(const web::Context& context, const places::CalendarRules& rules) {
    std::vector<const places::Spells*> told;
    std::string text;
    for (unsigned day = 1; day <= 7; ++day) {
        const auto& spells = rules.hours[day % 7];
        if (spells.empty() || std::ranges::any_of(told, [&](const auto* known) { return *known == spells; })) continue;
        told.push_back(&spells);
        if (!text.empty()) text += "; ";
        text += context.say("website.office_hours", {{"days", days_with(context, rules.hours, spells)}, {"hours", shown(context, spells)}});
    }
    return text;
}

std::vector<places::Holiday> closed_soon(db::Tx& tx, const places::Calendar& calendar, Day today, int days) {
    std::vector<places::Holiday> soon;
    const auto last = today + std::chrono::days(days);
    const auto take = [&](const std::vector<places::Holiday>& all) {
        for (const auto& each : all)
            if (each.day >= today && each.day <= last) soon.push_back(each);
    };
    if (const auto holidays = places::bank_holidays(calendar.rules().holidays)) take(*holidays);
    take(places::closing_days(tx));
    std::ranges::sort(soon, {}, &places::Holiday::day);
    return soon;
}

}  // namespace website
