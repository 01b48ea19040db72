#include "rounds/ical.h"

#include <fmt/format.h>

namespace rounds {
namespace {

constexpr std::size_t most_octets = 75;

std::string date_of(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}{:02}{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; }

/// Letters, digits and hyphens stand; all else is a hyphen: a UID is text, but some readers are strict.
std::string plain(std::string_view code) {
    std::string out(code);
    for (auto& c : out)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '-';
    return out;
}

std::string summary_of(const Collection& each, base::Language language) {
    return each.day ? say("rounds.ical_summary", {{"bin", each.bin.name}}, language) : say("rounds.ical_cancelled", {{"bin", each.bin.name}}, language);
}

std::string description_of(const Collection& each, base::Language language) {
    std::string text = each.bin.holds.empty() ? std::string() : say("rounds.ical_holds", {{"holds", each.bin.holds}}, language) + "\n";
    const auto minutes = fmt::format("{:02}:{:02}", each.out_by.count() / 60, each.out_by.count() % 60);
    if (each.day) text += say("rounds.ical_out_by", {{"time", minutes}}, language);
    if (!each.reason.empty()) text += '\n' + say("rounds.ical_changed", {{"reason", each.reason}}, language);
    return text;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
            out += c;
    }
    return out;
}

std::string folded(std::string_view line) {
    std::string out;
    for (std::size_t room = most_octets; line.size() > room; room = most_octets - 1) {
        auto cut = room;
        while (cut > 0 && continues_character(line[cut])) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
    }
    return out.append(line).append("\r\n");
}

std::string to_ical(const Feed& feed) {
    std::string out;
    const auto line = [&](std::string_view text) { out += folded(text); };
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Guildhall//Bin days//EN");
    line("CALSCALE:GREGORIAN");
    line("X-WR-CALNAME:" + escaped(feed.name));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    line("X-PUBLISHED-TTL:PT12H");
    for (const auto& each : feed.collections) {
        const auto day = each.day.value_or(each.planned);
        line("BEGIN:VEVENT");
        line(fmt::format("UID:{}-{}@{}", plain(each.round), date_of(each.planned), feed.host));
        line(fmt::format("DTSTAMP:{}T000000Z", date_of(feed.drawn_up)));
        line("DTSTART;VALUE=DATE:" + date_of(day));
        line("DTEND;VALUE=DATE:" + date_of(day + std::chrono::days{1}));
        line("SUMMARY:" + escaped(summary_of(each, feed.language)));
        line("DESCRIPTION:" + escaped(description_of(each, feed.language)));
        line("TRANSP:TRANSPARENT");
        line(each.day ? "STATUS:CONFIRMED" : "STATUS:CANCELLED");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    return out;
}

}  // namespace rounds
