#include "access/topics.h"

#include <algorithm>

namespace room::access {
namespace {

using Names = std::vector<std::string>;

/// Each name alone and, after it, with each of the endings.
Names with_and_without(const Names& names, std::string_view sort, const std::string& code) {
    Names all = names;
    if (code.empty()) return all;
    for (const auto& name : names) all.push_back(name + '.' + std::string(sort) + '.' + code);
    return all;
}

std::string item(TeamId team) { return to_string(team); }
const std::string& item(const std::string& code) { return code; }

template <class Each>
Names with_each(const Names& names, std::string_view sort, const std::optional<std::vector<Each>>& list) {
    if (!list || names.size() * list->size() > most_topics) return list ? Names{} : names;
    Names all;
    for (const auto& name : names)
        for (const auto& each : *list) all.push_back(name + '.' + std::string(sort) + '.' + item(each));
    return all;
}

/// Takes ".sort.code" from the beginning of `rest`; nothing if it does not begin so.
std::optional<std::string_view> take(std::string_view& rest, std::string_view sort) {
    if (!rest.starts_with('.') || !rest.substr(1).starts_with(sort) || !rest.substr(1 + sort.size()).starts_with('.'))
        return std::nullopt;
    const auto from = sort.size() + 2, to = std::min(rest.find('.', from), rest.size());
    const auto code = rest.substr(from, to - from);
    if (code.empty()) return std::nullopt;
    rest.remove_prefix(to);
    return code;
}

}  // namespace

Names topics_about(std::string_view name, const Owned& record) {
    Names names{std::string(name)};
    names = with_and_without(names, "team", record.team ? to_string(record.team) : "");
    names = with_and_without(names, "service", std::string(record.service));
    return with_and_without(names, "area", std::string(record.area));
}

Names topics_within(std::string_view name, const Scope& scope) {
    Names all;
    for (const auto& part : scope.parts()) {
        Names names{std::string(name)};
        names = with_each(names, "team", part.teams);
        names = with_each(names, "service", part.services);
        names = with_each(names, "area", part.areas);
        if (names.empty() || all.size() + names.size() > most_topics) return {};
        all.insert(all.end(), names.begin(), names.end());
    }
    return all;
}

std::optional<Scope::Part> part_named(std::string_view rest) {
    Scope::Part part;
    if (const auto code = take(rest, "team")) {
        const auto team = parse_id<TeamId>(*code);
        if (!team) return std::nullopt;
        part.teams = {*team};
    }
    if (const auto code = take(rest, "service")) part.services = {std::string(*code)};
    if (const auto code = take(rest, "area")) part.areas = {std::string(*code)};
    if (!rest.empty()) return std::nullopt;
    return part;
}

}  // namespace room::access
