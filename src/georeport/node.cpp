#include "georeport/node.h"

#include "base/number.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>

namespace georeport {

Node& Node::add(std::string child, Kind child_kind, std::string child_text) {
    return children.emplace_back(Node{.name = std::move(child), .kind = child_kind, .text = std::move(child_text)});
}

Node& Node::put(std::string child, std::string_view words) {
    return add(std::move(child), words.empty() ? Kind::none : Kind::text, std::string(words));
}

Node& Node::put_number(std::string child, std::optional<double> value) {
    if (!value || !std::isfinite(*value)) return add(std::move(child), Kind::none);
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, *value).ptr;
    return add(std::move(child), Kind::number, std::string(digits, end));
}

Node& Node::put_time(std::string child, std::optional<Instant> at) {
    return put(std::move(child), at ? base::to_iso(std::chrono::floor<std::chrono::seconds>(*at)) : std::string());
}

Node& Node::put_flag(std::string child, bool value) { return add(std::move(child), Kind::flag, value ? "true" : "false"); }

const Node* Node::find(std::string_view child) const {
    const auto found = std::ranges::find(children, child, &Node::name);
    return found == children.end() ? nullptr : &*found;
}

std::string Node::words(std::string_view child) const {
    const auto* found = find(child);
    return found == nullptr ? std::string() : std::string(base::trim(found->text));
}

bool Node::flag(std::string_view child) const { return base::equal_ignoring_case(words(child), "true") || words(child) == "1"; }

std::optional<double> Node::number(std::string_view child) const {
    return base::decimal_from(words(child));
}

std::optional<Instant> Node::time(std::string_view child) const { return base::parse_iso(words(child)); }

std::unexpected<Refusal> unreadable(std::string why) { return base::refuse(Kind::invalid, "georeport.unreadable", std::move(why)); }

}  // namespace georeport
