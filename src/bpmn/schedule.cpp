#include "bpmn/expression.h"

#include <charconv>

namespace bpmn {
namespace {

constexpr std::int64_t longest_seconds = std::int64_t{3'200'000'000};  // about a hundred years

/// Reads what stands before a letter: "12" of "12M"; seconds may have a fraction.
std::optional<double> number_before(std::string_view& text, char& letter) {
    const auto end = text.find_first_not_of("0123456789.,");
    if (end == 0 || end == std::string_view::npos || end > 12) return std::nullopt;
    std::string digits(text.substr(0, end));
    if (const auto comma = digits.find(','); comma != std::string::npos) digits[comma] = '.';
    double number = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
    letter = text[end];
    text.remove_prefix(end + 1);
    return number;
}

/// Seconds of one unit; months and years are counted apart.
double seconds_of(char letter, bool time) {
    if (time) return letter == 'H' ? 3600 : letter == 'M' ? 60 : letter == 'S' ? 1 : 0;
    return letter == 'W' ? 7 * 86400 : letter == 'D' ? 86400 : 0;
}

std::optional<Schedule> read_cycle(std::string_view text, Instant now) {
    if (text.empty() || text.front() != 'R') return std::nullopt;
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto count = text.substr(1, slash - 1);
    Schedule schedule{.first = now, .every = std::nullopt, .times = -1};
    if (!count.empty()) {
        const auto [stop, error] = std::from_chars(count.data(), count.data() + count.size(), schedule.times);
        if (error != std::errc{} || stop != count.data() + count.size() || schedule.times < 1) return std::nullopt;
    }
    auto rest = text.substr(slash + 1);
    std::optional<Instant> from;
    if (const auto second = rest.find('/'); second != std::string_view::npos) {
        from = base::parse_iso(rest.substr(0, second));
        if (!from) return std::nullopt;
        rest = rest.substr(second + 1);
    }
    schedule.every = read_span(rest);
    if (!schedule.every || now + *schedule.every < now + std::chrono::seconds{1}) return std::nullopt;
    schedule.first = from ? *from : now + *schedule.every;
    return schedule;
}

}  // namespace

std::optional<Span> read_span(std::string_view text) {
    if (text.size() < 3 || text.front() != 'P') return std::nullopt;
    text.remove_prefix(1);
    Span span;
    double seconds = 0, months = 0;
    bool time = false;
    while (!text.empty()) {
        if (text.front() == 'T') {
            if (time || text.size() == 1) return std::nullopt;
            time = true;
            text.remove_prefix(1);
            continue;
        }
        char letter = 0;
        const auto number = number_before(text, letter);
        if (!number) return std::nullopt;
        if (!time && (letter == 'Y' || letter == 'M'))
            months += *number * (letter == 'Y' ? 12 : 1);
        else if (const double unit = seconds_of(letter, time); unit > 0)
            seconds += *number * unit;
        else
            return std::nullopt;
    }
    if (seconds > static_cast<double>(longest_seconds) || months > 1200) return std::nullopt;
    span.months = static_cast<int>(months);
    span.exact = Duration{static_cast<std::int64_t>(seconds * 1e6 + 0.5)};
    return span;
}

Instant operator+(Instant from, const Span& span) {
    if (span.months == 0) return from + span.exact;
    const auto day = std::chrono::floor<std::chrono::days>(from);
    const std::chrono::year_month_day date{day};
    auto moved = date + std::chrono::months{span.months};
    if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
    return std::chrono::sys_days{moved} + (from - day) + span.exact;
}

std::optional<Schedule> read_schedule(TimerKind kind, std::string_view text, Instant now) {
    if (kind == TimerKind::date) {
        if (const auto at = base::parse_iso(text)) return Schedule{.first = *at, .every = std::nullopt};
        if (const auto day = base::parse_iso_day(text)) return Schedule{.first = *day, .every = std::nullopt};
        return std::nullopt;
    }
    if (kind == TimerKind::cycle) return read_cycle(text, now);
    const auto span = read_span(text);
    if (!span) return std::nullopt;
    return Schedule{.first = now + *span, .every = std::nullopt};
}

}  // namespace bpmn
