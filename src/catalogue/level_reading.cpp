// Service levels, read from a definition's JSON.

#include "catalogue/level_reading.h"

#include <algorithm>
#include <initializer_list>

namespace catalogue {
namespace {

namespace json = boost::json;

constexpr std::int64_t most_days = 366, most_hours = 1000;
constexpr std::size_t most_rungs = 10, most_pauses = 20, longest_label = 100, longest_said = 300;

/// An object with these members and no others.
Result<Element> read_object(const json::value& value, std::string_view where, std::initializer_list<std::string_view> members) {
    const Element element(&value);
    if (!element) return wrong(where, "is an object");
    for (const auto& [name, member] : element.object())
        if (std::ranges::find(members, std::string_view(name)) == members.end()) return wrong(fmt::format("{}.{}", where, std::string_view(name)), "is not known here");
    return element;
}

Result<std::int64_t> read_number(const Element& from, std::string_view where, std::string_view name, std::int64_t least, std::int64_t most) {
    const auto* value = from.find(name);
    if (value == nullptr || !value->is_int64() || value->as_int64() < least || value->as_int64() > most)
        return wrong(fmt::format("{}.{}", where, name), fmt::format("is a number from {} to {}", least, most));
    return value->as_int64();
}

/// {"working_hours": 8} or {"working_days": 3}
Result<Span> read_span(const json::value& value, std::string_view where, std::int64_t least) {
    const auto from = TRY(read_object(value, where, {"working_hours", "working_days"}));
    const bool hours = from.find("working_hours") != nullptr, days = from.find("working_days") != nullptr;
    if (hours == days) return wrong(where, "says working_hours or working_days");
    Span span;
    if (hours) span.working_hours = TRY(read_number(from, where, "working_hours", least, most_hours));
    if (days) span.working_days = TRY(read_number(from, where, "working_days", 1, most_days));
    return span;
}

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 40 && code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

Result<Rung> read_rung(const json::value& item) {
    const auto from = TRY(read_object(item, "levels.escalate", {"after", "to"}));
    const auto* after = from.find("after");
    if (after == nullptr) return wrong("levels.escalate.after", "is missing");
    const auto span = TRY(read_span(*after, "levels.escalate.after", 0));
    Rung rung{.after = span, .to = from.text("to")};
    if (rung.to.empty() || rung.to.size() > longest_label) return wrong("levels.escalate.to", "is team_leader, manager, or the name of a team");
    return rung;
}

Result<PauseReason> read_pause(const json::value& item) {
    const auto from = TRY(read_object(item, "levels.pauses", {"code", "label", "said"}));
    PauseReason reason{.code = from.text("code"), .label = from.text("label"), .said = from.text("said")};
    if (!is_code(reason.code)) return wrong("levels.pauses.code", "is 1 to 40 of a-z and _");
    if (reason.label.empty() || reason.label.size() > longest_label) return wrong("levels.pauses.label", fmt::format("is 1 to {} characters", longest_label));
    const auto* said = from.find("said");
    if (said != nullptr && (!said->is_string() || reason.said.size() > longest_said))
        return wrong("levels.pauses.said", fmt::format("is a text of at most {} characters", longest_said));
    return reason;
}

template <class Item, class Read>
Result<std::vector<Item>> read_list(const Element& from, std::string_view name, std::size_t most, Read read) {
    std::vector<Item> items;
    const auto* list = from.find(name);
    if (list == nullptr) return items;
    if (!list->is_array() || list->as_array().size() > most) return wrong(fmt::format("levels.{}", name), fmt::format("is a list of at most {}", most));
    for (const auto& value : list->as_array()) {
        auto item = TRY(read(value));
        items.push_back(std::move(item));
    }
    return items;
}

Result<void> check_lists(const Levels& levels) {
    for (auto pause = levels.pauses.begin(); pause != levels.pauses.end(); ++pause)
        if (levels.find_pause(pause->code) != &*pause) return wrong("levels.pauses", fmt::format("'{}' stands twice", pause->code));
    return {};
}

}  // namespace

const PauseReason* Levels::find_pause(std::string_view code) const {
    const auto found = std::ranges::find(pauses, code, &PauseReason::code);
    return found == pauses.end() ? nullptr : &*found;
}

std::string Levels::label_of(std::string_view code) const {
    const auto* pause = find_pause(code);
    return pause == nullptr ? std::string(code) : pause->label;
}

std::string Levels::said_of(std::string_view code) const {
    const auto* pause = find_pause(code);
    return pause == nullptr || pause->said.empty() ? label_of(code) : pause->said;
}

Result<Levels> read_levels(const Element& root, std::int64_t promised_working_days) {
    Levels levels{.acknowledge = {}, .resolve = promised_working_days, .escalate = {}, .pauses = {}};
    const auto* given = root.find("levels");
    if (given == nullptr) return levels;
    const auto from = TRY(read_object(*given, "levels", {"acknowledge", "update", "resolve", "warn_before", "escalate", "pauses"}));
    if (const auto* value = from.find("acknowledge")) {
        const auto span = TRY(read_span(*value, "levels.acknowledge", 1));
        levels.acknowledge = span;
    }
    if (const auto* value = from.find("update")) {
        const auto update = TRY(read_object(*value, "levels.update", {"every_working_days"}));
        levels.update_every = TRY(read_number(update, "levels.update", "every_working_days", 1, most_days));
    }
    if (const auto* value = from.find("resolve")) {
        const auto resolve = TRY(read_object(*value, "levels.resolve", {"working_days"}));
        const auto days = TRY(read_number(resolve, "levels.resolve", "working_days", 1, most_days));
        if (days != promised_working_days) return wrong("levels.resolve.working_days", fmt::format("is another than the {} of promise.working_days", promised_working_days));
    }
    if (const auto* value = from.find("warn_before")) {
        const auto warn = TRY(read_object(*value, "levels.warn_before", {"working_hours"}));
        levels.warn_before = TRY(read_number(warn, "levels.warn_before", "working_hours", 1, most_hours));
    }
    levels.escalate = TRY(read_list<Rung>(from, "escalate", most_rungs, read_rung));
    levels.pauses = TRY(read_list<PauseReason>(from, "pauses", most_pauses, read_pause));
    TRY(check_lists(levels));
    return levels;
}

}  // namespace catalogue
