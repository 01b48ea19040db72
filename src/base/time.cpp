#include "base/time.h"

#include <fmt/format.h>

#include <array>

namespace base {
namespace {

constexpr std::array<const char*, 7> day_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<Duration> time;
    unsigned weekday;
};

Parts parts_of(Instant i) {
    const auto day = day_of(i);
    return {std::chrono::year_month_day{day}, std::chrono::hh_mm_ss<Duration>{i - day},
            std::chrono::weekday{day}.c_encoding()};
}

std::string rfc_date(Instant i, std::string_view zone) {
    const auto p = parts_of(i);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} {}", day_names[p.weekday], unsigned{p.date.day()},
                       month_names[unsigned{p.date.month()} - 1], int{p.date.year()}, p.time.hours().count(),
                       p.time.minutes().count(), p.time.seconds().count(), zone);
}

/// Reads exactly `count` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Day> take_day(std::string_view& text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(*month),
                                           std::chrono::day(*day)};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

std::optional<Duration> take_time_of_day(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
    const auto second = take_digits(text, 2);
    if (!second || *second > 60) return std::nullopt;  // 60: a leap second counts as the next minute's first
    Duration result = std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
    if (take(text, '.')) {
        int scale = 100'000;
        std::size_t digits = 0;
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
            result += Duration((text.front() - '0') * scale);
            scale /= 10;
            text.remove_prefix(1);
            if (++digits > 9) return std::nullopt;
        }
        if (digits == 0) return std::nullopt;
    }
    return result;
}

std::optional<Duration> take_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) return Duration{0};
    const bool ahead = take(text, '+');
    if (!ahead && !take(text, '-')) return std::nullopt;
    const auto hours = take_digits(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    const auto minutes = take_digits(text, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    const Duration offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    return ahead ? offset : -offset;
}

}  // namespace

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

namespace {

/// Writes `value` into so many digits from `at` on; the text is there already.
void put_digits(std::string& text, std::size_t at, std::size_t digits, std::int64_t value) {
    for (auto i = at + digits; i-- > at; value /= 10) text[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string to_iso(Instant i) {
    const auto p = parts_of(i);
    const int year{p.date.year()};
    if (year < 0 || year > 9999)
        return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, unsigned{p.date.month()}, unsigned{p.date.day()}, p.time.hours().count(),
                           p.time.minutes().count(), p.time.seconds().count());
    const auto micros = p.time.subseconds().count();
    auto text = std::string(micros == 0 ? "0000-00-00T00:00:00Z" : "0000-00-00T00:00:00.000000Z");  // facts and pages are full of them: no format is read
    put_digits(text, 0, 4, year);
    put_digits(text, 5, 2, unsigned{p.date.month()});
    put_digits(text, 8, 2, unsigned{p.date.day()});
    put_digits(text, 11, 2, p.time.hours().count());
    put_digits(text, 14, 2, p.time.minutes().count());
    put_digits(text, 17, 2, p.time.seconds().count());
    if (micros != 0) put_digits(text, 20, 6, micros);
    return text;
}

std::string to_iso(Day d) {
    const std::chrono::year_month_day date{d};
    return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

std::string to_compact(Instant i) {
    const auto p = parts_of(i);
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", int{p.date.year()}, unsigned{p.date.month()},
                       unsigned{p.date.day()}, p.time.hours().count(), p.time.minutes().count(),
                       p.time.seconds().count());
}

std::string to_http_date(Instant i) { return rfc_date(i, "GMT"); }
std::string to_mail_date(Instant i) { return rfc_date(i, "+0000"); }

std::optional<Day> parse_iso_day(std::string_view text) {
    const auto day = take_day(text);
    return text.empty() ? day : std::nullopt;
}

std::optional<Instant> parse_iso(std::string_view text) {
    const auto day = take_day(text);
    if (!day || !(take(text, 'T') || take(text, 't') || take(text, ' '))) return std::nullopt;
    const auto time = take_time_of_day(text);
    if (!time) return std::nullopt;
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return Instant{*day} + *time - *offset;
}

}  // namespace base
