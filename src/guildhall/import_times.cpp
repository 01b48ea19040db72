#include "guildhall/import_times.h"

#include "base/text.h"

namespace guildhall {
namespace {

constexpr TimeRead wrong{.at = {}, .fault = TimeFault::wrong};

/// Reads numbers and signs from left to right; once something does not fit, nothing does.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}
    int number(std::size_t most_digits) {
        int value = 0;
        std::size_t digits = 0;
        while (digits < most_digits && digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') value = value * 10 + (rest_[digits++] - '0');
        sound_ &= digits > 0;
        rest_.remove_prefix(digits);
        return value;
    }
    void sign(std::string_view any_of) {
        sound_ &= !rest_.empty() && any_of.find(rest_.front()) != std::string_view::npos;
        if (!rest_.empty()) rest_.remove_prefix(1);
    }
    bool follows(char c) const { return rest_.starts_with(c); }
    bool has(std::string_view word) {
        if (!base::equal_ignoring_case(rest_.substr(0, word.size()), word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    bool at_end() const { return rest_.empty(); }
    bool sound_whole() const { return sound_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool sound_ = true;
};

struct Wall {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};

TimeRead by_clock(const Wall& wall, const places::Zone* zone) {
    const std::chrono::year_month_day date{std::chrono::year{wall.year}, std::chrono::month(static_cast<unsigned>(wall.month)),
                                           std::chrono::day(static_cast<unsigned>(wall.day))};
    if (wall.year < 1900 || !date.ok() || wall.hour > 23 || wall.minute > 59 || wall.second > 59) return wrong;
    if (zone == nullptr) return {.at = {}, .fault = TimeFault::no_zone};
    return {zone->instant(Day{date}, std::chrono::hours(wall.hour) + std::chrono::minutes(wall.minute) + std::chrono::seconds(wall.second))};
}

}  // namespace

TimeRead read_iso_time(std::string_view given, const places::Zone* zone) {
    const auto text = base::trim(given);
    constexpr auto earliest = Instant{std::chrono::sys_days{std::chrono::year{1900} / 1 / 1}};
    if (const auto at = base::parse_iso(text)) return *at < earliest ? wrong : TimeRead{*at};
    Reader reader(text);
    Wall wall;
    wall.year = reader.number(4);
    reader.sign("-");
    wall.month = reader.number(2);
    reader.sign("-");
    wall.day = reader.number(2);
    if (!reader.at_end()) {
        reader.sign("T ");
        wall.hour = reader.number(2);
        reader.sign(":");
        wall.minute = reader.number(2);
    }
    if (reader.follows(':')) {
        reader.sign(":");
        wall.second = reader.number(2);
    }
    return reader.sound_whole() ? by_clock(wall, zone) : wrong;
}

TimeRead read_us_time(std::string_view given, const places::Zone* zone) {
    Reader reader(base::trim(given));
    Wall wall;
    wall.month = reader.number(2);
    reader.sign("/");
    wall.day = reader.number(2);
    reader.sign("/");
    wall.year = reader.number(4);
    if (wall.year < 100) wall.year += 2000;
    reader.sign(" ");
    wall.hour = reader.number(2);
    reader.sign(":");
    wall.minute = reader.number(2);
    if (reader.follows(':')) {
        reader.sign(":");
        wall.second = reader.number(2);
    }
    const bool morning = reader.has(" AM"), afternoon = !morning && reader.has(" PM");
    if (morning || afternoon) {
        if (wall.hour < 1 || wall.hour > 12) return wrong;
        wall.hour = wall.hour % 12 + (afternoon ? 12 : 0);
    }
    return reader.sound_whole() ? by_clock(wall, zone) : wrong;
}

}  // namespace guildhall
