#include "clocks/reminder.h"

#include "notifications/notifications.h"

#include <fmt/format.h>

#include <algorithm>

namespace clocks {
namespace {

/// What ran out longer ago is on record, and no news.
constexpr std::chrono::days still_news{14};
constexpr std::size_t most_named = 30;

std::string listed(const std::vector<std::string>& lines) {
    std::string text;
    for (std::size_t i = 0; i < std::min(lines.size(), most_named); ++i) text += (i == 0 ? "" : "; ") + lines[i];
    if (lines.size() > most_named) text += "; …";
    return text;
}

}  // namespace

std::vector<access::Staff> Reminders::owner_of(const cases::Case& c) {
    std::vector<access::Staff> owner;
    if (!c.owner) return owner;
    if (auto found = access::find_staff(tx_, c.owner); found && found->active) owner.push_back(*std::move(found));
    return owner;
}

std::vector<access::Staff> Reminders::on_rung(const cases::Case& c, const std::string& to) {
    if (to == "team_leader") return cases::leaders_of(tx_, c.team);
    if (to == "manager") {
        const auto team = access::find_team(tx_, c.team);
        return cases::leaders_of(tx_, team && team->parent ? team->parent : c.team);
    }
    const auto team = access::find_team_by_name(tx_, to);
    return cases::leaders_of(tx_, team ? team->id : c.team);
}

void Reminders::add(const std::vector<access::Staff>& readers, Part part, const cases::Case& c, const catalogue::Definition& service, Instant deadline) {
    if (tx_.now() - deadline > still_news) return;
    const auto requests = cases::requests_of(tx_, c.id);
    if (requests.empty()) return;
    const auto line = fmt::format("{} {}", requests.front().reference.spoken(), service.name);
    for (const auto& reader : readers) {
        auto& letter = letters_[reader.email];
        if (!letter.team) letter.team = c.team;
        auto& lines = letter.*part;
        if (std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
    }
}

void Reminders::warn(const cases::Case& c, const catalogue::Definition& service, Instant deadline) {
    auto readers = owner_of(c);
    if (readers.empty()) readers = cases::leaders_of(tx_, c.team);
    add(readers, &Letter::warned, c, service, deadline);
}

void Reminders::miss(const cases::Case& c, const catalogue::Definition& service, Instant deadline) {
    add(owner_of(c), &Letter::missed, c, service, deadline);
    add(cases::leaders_of(tx_, c.team), &Letter::missed, c, service, deadline);
}

void Reminders::escalate(const cases::Case& c, const catalogue::Definition& service, Instant deadline, const std::string& to) {
    add(on_rung(c, to), &Letter::escalated, c, service, deadline);
}

void Reminders::send() {
    for (const auto& [address, letter] : letters_)
        notifications::queue(tx_, {.wording = "clocks_due",
                                   .address = address,
                                   .about = {"team", letter.team.value},
                                   .values = {{"count", std::to_string(letter.warned.size() + letter.missed.size() + letter.escalated.size())},
                                              {"warned", listed(letter.warned)},
                                              {"missed", listed(letter.missed)},
                                              {"escalated", listed(letter.escalated)},
                                              {"path", "/staff/worklist"}}});
    letters_.clear();
}

}  // namespace clocks
