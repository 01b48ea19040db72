// ISO 8601 texts to days, times and durations, as XML Schema and FEEL have them.

#include "dmn/temporal.h"

namespace dmn {
namespace {

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool at_end() const { return place_ == text_.size(); }
    std::string_view rest() const { return text_.substr(place_); }
    bool take(char c) {
        if (at_end() || text_[place_] != c) return false;
        ++place_;
        return true;
    }
    bool next_is_digit() const { return !at_end() && text_[place_] >= '0' && text_[place_] <= '9'; }
    std::size_t count_digits() const {
        std::size_t n = 0;
        while (place_ + n < text_.size() && text_[place_ + n] >= '0' && text_[place_ + n] <= '9') ++n;
        return n;
    }
    /// Between `least` and `most` digits, all that are there.
    std::optional<std::int64_t> number(std::size_t least, std::size_t most) {
        const auto digits = count_digits();
        if (digits < least || digits > most) return std::nullopt;
        std::int64_t value = 0;
        for (std::size_t i = 0; i < digits; ++i) value = value * 10 + (text_[place_++] - '0');
        return value;
    }
    /// What stands behind the point, in nanoseconds; further digits are cut off.
    std::optional<std::int64_t> fraction() {
        const auto digits = count_digits();
        if (digits == 0 || digits > 30) return std::nullopt;
        std::int64_t value = 0;
        for (std::size_t i = 0; i < std::max<std::size_t>(digits, 9); ++i) {
            const int digit = i < digits ? text_[place_ + i] - '0' : 0;
            if (i < 9) value = value * 10 + digit;
        }
        place_ += digits;
        return value;
    }

private:
    std::string_view text_;
    std::size_t place_ = 0;
};

std::optional<Date> date_from(Reader& in) {
    const bool negative = in.take('-');
    const auto digits = in.count_digits();
    const bool padded = digits > 4 && in.rest().front() == '0';
    const auto year = in.number(4, 9);
    if (!year || padded || !in.take('-')) return std::nullopt;
    const auto month = in.number(2, 2);
    if (!month || !in.take('-')) return std::nullopt;
    const auto day = in.number(2, 2);
    if (!day) return std::nullopt;
    return Date::of(negative ? -*year : *year, *month, *day);
}

std::optional<Zone> offset_from(Reader& in, bool negative) {
    const auto hours = in.number(2, 2);
    if (!hours || !in.take(':')) return std::nullopt;
    const auto minutes = in.number(2, 2);
    std::optional<std::int64_t> seconds = 0;
    if (in.take(':')) seconds = in.number(2, 2);
    if (!minutes || !seconds || *hours > 14 || *minutes > 59 || *seconds > 59) return std::nullopt;
    const auto total = *hours * 3600 + *minutes * 60 + *seconds;
    if (total > 14 * 3600) return std::nullopt;
    return Zone{.kind = Zone::Kind::offset, .offset = static_cast<std::int32_t>(negative ? -total : total)};
}

std::optional<Zone> zone_from(Reader& in) {
    if (in.at_end()) return Zone{};
    std::optional<Zone> zone;
    if (in.take('Z') || in.take('z')) {
        zone = Zone{.kind = Zone::Kind::offset};
    } else if (in.take('@')) {
        return Zone::named(in.rest());
    } else if (in.take('+')) {
        zone = offset_from(in, false);
    } else if (in.take('-')) {
        zone = offset_from(in, true);
    }
    return in.at_end() ? zone : std::nullopt;
}

std::optional<Time> time_from(Reader& in) {
    const auto hour = in.number(2, 2);
    if (!hour || !in.take(':')) return std::nullopt;
    const auto minute = in.number(2, 2);
    if (!minute || !in.take(':')) return std::nullopt;
    const auto second = in.number(2, 2);
    std::optional<std::int64_t> nanoseconds = 0;
    if (in.take('.')) nanoseconds = in.fraction();
    if (!second || !nanoseconds) return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    const auto zone = zone_from(in);
    if (!zone) return std::nullopt;
    return Time{((*hour * 60 + *minute) * 60 + *second) * nanoseconds_per_second + *nanoseconds, *zone};
}

/// One number and its letter, if they come next.
bool part(Reader& in, char letter, std::int64_t& value, bool& any) {
    Reader ahead = in;
    if (!ahead.next_is_digit()) return false;
    const auto number = ahead.number(1, 18);
    if (!number || !ahead.take(letter)) return false;
    value = *number;
    any = true;
    in = ahead;
    return true;
}

bool seconds_part(Reader& in, std::int64_t& seconds, std::int64_t& nanoseconds, bool& any) {
    Reader ahead = in;
    const auto number = ahead.number(1, 18);
    std::optional<std::int64_t> fraction = 0;
    if (number && ahead.take('.')) fraction = ahead.fraction();
    if (!number || !fraction || !ahead.take('S')) return false;
    seconds = *number;
    nanoseconds = *fraction;
    any = true;
    in = ahead;
    return true;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    Reader in(text);
    const auto date = date_from(in);
    return in.at_end() ? date : std::nullopt;
}

std::optional<Time> parse_time(std::string_view text) {
    Reader in(text);
    return time_from(in);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    Reader in(text);
    const auto date = date_from(in);
    if (!date || !in.take('T')) return std::nullopt;
    const bool day_ends = in.rest().starts_with("24:00:00");
    std::string as_begun;
    if (day_ends) as_begun = "00" + std::string(in.rest().substr(2));
    Reader begun(as_begun);
    const auto time = time_from(day_ends ? begun : in);
    if (!time || (day_ends && time->nanoseconds != 0)) return std::nullopt;
    const auto day = day_ends ? Date::of_days(date->days() + 1) : date;
    if (!day) return std::nullopt;
    return DateTime{*day, *time};
}

std::optional<YearsMonths> parse_years_months(std::string_view text) {
    Reader in(text);
    const bool negative = in.take('-');
    std::int64_t years = 0, months = 0;
    bool any = false;
    if (!in.take('P')) return std::nullopt;
    part(in, 'Y', years, any);
    part(in, 'M', months, any);
    if (!any || !in.at_end() || years > INT64_MAX / 48 || months > INT64_MAX / 4) return std::nullopt;
    const auto total = years * 12 + months;
    return YearsMonths{negative ? -total : total};
}

std::optional<DaysTime> parse_days_time(std::string_view text) {
    Reader in(text);
    const bool negative = in.take('-');
    std::int64_t days = 0, hours = 0, minutes = 0, seconds = 0, nanoseconds = 0;
    bool any = false;
    if (!in.take('P')) return std::nullopt;
    part(in, 'D', days, any);
    if (in.take('T')) {
        bool time = false;
        part(in, 'H', hours, time);
        part(in, 'M', minutes, time);
        seconds_part(in, seconds, nanoseconds, time);
        if (!time) return std::nullopt;
        any = true;
    }
    if (!any || !in.at_end()) return std::nullopt;
    const auto whole = (static_cast<Nanoseconds>(days) * 24 + hours) * 3600 + static_cast<Nanoseconds>(minutes) * 60 + seconds;
    const auto total = whole * nanoseconds_per_second + nanoseconds;
    return DaysTime::of(negative ? -total : total);
}

}  // namespace dmn
