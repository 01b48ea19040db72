#pragma once
// Inside georeport only: the tree that stands between records and text, the same for XML and JSON.

#include "base/result.h"
#include "georeport/georeport.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace georeport {

inline constexpr std::size_t most_bytes = 8 * 1024 * 1024, most_nodes = 500'000;
inline constexpr int most_levels = 32;

struct Node {
    /// Of XML, only none, text and object are read: it does not tell a list from an object.
    enum class Kind { none, text, number, flag, object, list };

    std::string name;
    Kind kind = Kind::none;
    std::string text = {};  // also of numbers ("53.5") and flags ("true")
    std::vector<Node> children = {};

    // Writing.
    Node& add(std::string name, Kind kind, std::string text = {});
    /// The text, or none where it is empty.
    Node& put(std::string name, std::string_view text);
    Node& put_number(std::string name, std::optional<double> number);
    Node& put_time(std::string name, std::optional<Instant> at);
    Node& put_flag(std::string name, bool flag);

    // Reading.
    const Node* find(std::string_view name) const;
    /// The words under that name, trimmed; empty for what holds other things.
    std::string words(std::string_view name) const;
    bool flag(std::string_view name) const;
    std::optional<double> number(std::string_view name) const;
    std::optional<Instant> time(std::string_view name) const;
};

std::string to_xml(const Node& root);
std::string to_json(const Node& root);
Result<Node> from_xml(std::string_view text);
Result<Node> from_json(std::string_view text);

std::unexpected<Refusal> unreadable(std::string why);

}  // namespace georeport
