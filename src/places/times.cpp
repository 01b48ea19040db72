#include "places/times.h"

#include <array>
#include <charconv>

namespace places {
namespace {

using Names = std::array<std::string_view, 12>;

struct Tongue {
    Names months, short_months;
    std::array<std::string_view, 7> days;
};

constexpr Tongue english{
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}};
constexpr Tongue welsh{
    {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"},
    {"Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"},
    {"Dydd Sul", "Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn"}};

const Tongue& tongue(Language language) { return language == Language::welsh ? welsh : english; }

/// A short text put together without an allocation but its last.
class Line {
public:
    Line& operator<<(std::string_view text) {
        at_ += text.copy(at_, static_cast<std::size_t>(buffer_ + sizeof buffer_ - at_));
        return *this;
    }
    Line& operator<<(int number) {
        at_ = std::to_chars(at_, buffer_ + sizeof buffer_, number).ptr;
        return *this;
    }
    Line& operator<<(std::chrono::seconds time) {  // "9:30am"
        const auto minutes = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(time).count());
        const int hour = minutes / 60, minute = minutes % 60;
        *this << (hour % 12 == 0 ? 12 : hour % 12) << ":" << minute / 10 << minute % 10;
        return *this << (hour < 12 ? "am" : "pm");
    }
    std::string text() const { return std::string(buffer_, static_cast<std::size_t>(at_ - buffer_)); }

private:
    char buffer_[80];
    char* at_ = buffer_;
};

struct Date {
    explicit Date(Day of) {
        const std::chrono::year_month_day parts{of};
        day = static_cast<int>(unsigned{parts.day()});
        month = unsigned{parts.month()} - 1;
        year = int{parts.year()};
    }
    int day, year;
    std::size_t month;
};

}  // namespace

std::string shown_time(const Zone& zone, Instant at, Language language) {
    const auto local = zone.local(at);
    const Date date(local.day);
    Line line;
    line << date.day << " " << tongue(language).months[date.month] << " " << date.year << ", " << local.time;
    return line.text();
}

std::string shown_day(Day day, Language language) {
    const Date date(day);
    Line line;
    line << tongue(language).days[std::chrono::weekday{day}.c_encoding()] << " " << date.day << " ";
    line << tongue(language).months[date.month] << " " << date.year;
    return line.text();
}

std::string shown_day(const Zone& zone, Instant at, Language language) { return shown_day(zone.day(at), language); }

std::string shown_date(Day day, Language language) {
    const Date date(day);
    Line line;
    line << tongue(language).days[std::chrono::weekday{day}.c_encoding()] << " " << date.day << " " << tongue(language).months[date.month];
    return line.text();
}

std::string shown_clock(std::chrono::seconds since_midnight, Language) {
    Line line;
    if (since_midnight % std::chrono::hours{1} != std::chrono::seconds{0}) {
        line << since_midnight;
        return line.text();
    }
    const auto hour = static_cast<int>(since_midnight / std::chrono::hours{1}) % 24;
    line << (hour % 12 == 0 ? 12 : hour % 12) << (hour < 12 ? "am" : "pm");
    return line.text();
}

std::string shown_when(const Zone& zone, Instant at, Instant now, Language language) {
    const auto local = zone.local(at);
    const Date date(local.day);
    Line line;
    line << date.day << " " << tongue(language).short_months[date.month];
    if (date.year != Date(zone.day(now)).year) line << " " << date.year;
    line << ", " << local.time;
    return line.text();
}

}  // namespace places
