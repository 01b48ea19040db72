#include "access/scope.h"

namespace room::access {
namespace {

constexpr std::size_t most_groups = 64;

template <class Each>
void tidy(std::optional<std::vector<Each>>& list) {
    if (!list) return;
    std::ranges::sort(*list);
    const auto [first, last] = std::ranges::unique(*list);
    list->erase(first, last);
    std::erase(*list, Each{});
}

template <class Each>
bool allows_nothing(const std::optional<std::vector<Each>>& list) {
    return list && list->empty();
}

template <class Each, class Asked>
bool holds(const std::optional<std::vector<Each>>& list, const Asked& asked) {
    return !list || std::ranges::binary_search(*list, asked);
}

template <class Each>
bool covers(const std::optional<std::vector<Each>>& list, const std::optional<std::vector<Each>>& other) {
    return !list || (other && std::ranges::includes(*list, *other));
}

template <class Each>
std::vector<Each> either(const std::vector<Each>& a, const std::vector<Each>& b) {
    std::vector<Each> all;
    std::ranges::set_union(a, b, std::back_inserter(all));
    return all;
}

template <class Each>
void take_in(std::optional<std::vector<Each>>& list, const std::optional<std::vector<Each>>& other) {
    if (list != other) list = either(*list, *other);
}

template <class Each>
bool can_take_in(const std::optional<std::vector<Each>>& list, const std::optional<std::vector<Each>>& other) {
    return list == other || (list && other);
}

/// Takes `other` into `part` if they differ in one respect only: then the two are one.
bool take_in(Scope::Part& part, const Scope::Part& other) {
    const int alike = (part.teams == other.teams) + (part.services == other.services) + (part.areas == other.areas);
    const bool can = can_take_in(part.teams, other.teams) && can_take_in(part.services, other.services) && can_take_in(part.areas, other.areas);
    if (alike < 2 || !can) return false;
    take_in(part.teams, other.teams);
    take_in(part.services, other.services);
    take_in(part.areas, other.areas);
    return true;
}

/// Drops the first part that lies within another or can be one with it; false if there is none.
bool simplify(std::vector<Scope::Part>& parts) {
    for (auto a = parts.begin(); a != parts.end(); ++a)
        for (auto b = parts.begin(); b != parts.end(); ++b) {
            if (a == b || !(a->covers(*b) || take_in(*a, *b))) continue;
            parts.erase(b);
            return true;
        }
    return false;
}

std::string item(TeamId team) { return to_string(team); }
const std::string& item(const std::string& code) { return code; }

template <class Each>
void append_key(std::string& key, std::string_view name, const std::optional<std::vector<Each>>& list) {
    if (!list) return;
    key.append(key.empty() ? "" : ";").append(name);
    for (std::size_t i = 0; i < list->size(); ++i) key.append(i == 0 ? ":" : ",").append(item((*list)[i]));
}

template <class Each>
void append(Condition& condition, Column column, const std::optional<std::vector<Each>>& list) {
    if (!list) return;
    auto more = one_of(column, std::span(*list));
    condition.text.append(condition.text.empty() ? "" : " AND ").append(more.text);
    condition.values.insert(condition.values.end(), more.values.begin(), more.values.end());
}

bool can_be_told(const Scope::Part& part, const OwnedColumns& columns) {
    return (!part.services || columns.service) && (!part.areas || columns.area);
}

using Tags = std::vector<std::string>;

template <class Each>
void add_tags(std::vector<Tags>& lists, std::string_view sort, const std::optional<std::vector<Each>>& list) {
    if (!list) return;
    auto& tags = lists.emplace_back();
    for (const auto& each : *list) tags.push_back(std::string(sort) + ':' + item(each));
    std::ranges::sort(tags);
}

std::vector<Tags> tag_lists(const Scope::Part& part) {
    std::vector<Tags> lists;
    add_tags(lists, "team", part.teams);
    add_tags(lists, "service", part.services);
    add_tags(lists, "area", part.areas);
    return lists;
}

}  // namespace

std::string_view code_of(Reach reach) {
    switch (reach) {
        case Reach::none: return "none";
        case Reach::own_teams: return "teams";
        case Reach::everything: return "all";
    }
    return "none";
}

std::optional<Reach> find_reach(std::string_view code) {
    for (const auto reach : {Reach::none, Reach::own_teams, Reach::everything})
        if (code_of(reach) == code) return reach;
    return std::nullopt;
}

// ---- one alternative ------------------------------------------------------------------------------------------------

bool Scope::Part::allows(const Owned& record) const {
    return holds(teams, record.team) && holds(services, record.service) && holds(areas, record.area);
}

bool Scope::Part::covers(const Part& other) const {
    return access::covers(teams, other.teams) && access::covers(services, other.services) && access::covers(areas, other.areas);
}

std::string Scope::Part::key() const {
    std::string key;
    append_key(key, "teams", teams);
    append_key(key, "services", services);
    append_key(key, "areas", areas);
    return key.empty() ? "all" : key;
}

// ---- the scope ------------------------------------------------------------------------------------------------------

Scope Scope::of(Part part) {
    tidy(part.teams);
    tidy(part.services);
    tidy(part.areas);
    if (allows_nothing(part.teams) || allows_nothing(part.services) || allows_nothing(part.areas)) return {};
    return of_parts({std::move(part)});
}

Scope Scope::of_parts(Parts parts) {
    std::ranges::sort(parts);
    while (simplify(parts)) {
    }
    std::ranges::sort(parts);
    Scope scope;
    if (!parts.empty()) scope.parts_ = std::make_shared<const Parts>(std::move(parts));
    return scope;
}

Scope Scope::or_else(const Scope& other) const {
    if (covers(other)) return *this;
    if (other.covers(*this)) return other;
    auto parts = *parts_;
    parts.insert(parts.end(), other.parts_->begin(), other.parts_->end());
    return of_parts(std::move(parts));
}

bool Scope::is_everything() const { return parts_ && parts_->front() == Part{}; }

std::span<const Scope::Part> Scope::parts() const { return parts_ ? std::span<const Part>(*parts_) : std::span<const Part>(); }

Condition Scope::sql(const OwnedColumns& columns) const {
    if (is_everything()) return {"(1 = 1)", {}};
    Condition all{"", {}, parts_};
    for (const auto& part : parts()) {
        if (!can_be_told(part, columns)) continue;
        Condition one;
        append(one, columns.team, part.teams);
        append(one, columns.service, part.services);
        append(one, columns.area, part.areas);
        all.text.append(all.text.empty() ? "(" : " OR ").append(one.text);
        all.values.insert(all.values.end(), one.values.begin(), one.values.end());
    }
    all.text.append(all.text.empty() ? "(1 = 0)" : ")");
    return all;
}

bool Scope::allows(const Owned& record) const {
    return std::ranges::any_of(parts(), [&](const Part& part) { return part.allows(record); });
}

bool Scope::covers(const Scope& other) const {
    return std::ranges::all_of(other.parts(), [&](const Part& theirs) {
        return std::ranges::any_of(parts(), [&](const Part& part) { return part.covers(theirs); });
    });
}

// (team AND service) OR (team' AND area') is the same as
// (team OR team') AND (team OR area') AND (service OR team') AND (service OR area').
std::vector<std::vector<std::string>> Scope::tag_groups() const {
    if (is_everything()) return {};
    std::vector<Tags> groups{{}};
    for (const auto& part : parts()) {
        auto lists = tag_lists(part);
        if (groups.size() * lists.size() > most_groups) lists.resize(1);
        std::vector<Tags> multiplied;
        for (const auto& group : groups)
            for (const auto& list : lists) multiplied.push_back(either(group, list));
        groups = std::move(multiplied);
    }
    return groups;
}

std::string Scope::key() const {
    if (is_none()) return "none";
    std::string key;
    for (const auto& part : parts()) key += (key.empty() ? "" : "|") + part.key();
    return key;
}

bool Scope::operator==(const Scope& other) const { return std::ranges::equal(parts(), other.parts()); }

std::vector<std::string> tags_of(const Owned& record) {
    std::vector<std::string> tags;
    if (record.team) tags.push_back("team:" + to_string(record.team));
    if (!record.service.empty()) tags.push_back("service:" + std::string(record.service));
    if (!record.area.empty()) tags.push_back("area:" + std::string(record.area));
    return tags;
}

}  // namespace room::access
