#pragma once
// What streets, wards and houses are called. No name comes twice in one town.

#include "borough/draw.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace borough {

enum class Way : unsigned char { main, street, close, lane, path };

class Names {
public:
    explicit Names(Draw& draw) : draw_(draw) {}
    /// A name for a street of that sort; near the middle there are more streets, further out more avenues.
    std::string street(std::string_view town, Way way, double out);
    /// True if nothing there is called so yet; from then on something is.
    bool claim(std::string_view town, std::string_view name);
    std::string block();  // of flats
    static std::string_view house(std::size_t number);

private:
    Draw& draw_;
    std::set<std::pair<std::string, std::string>, std::less<>> taken_;
};

/// Besides those called like a town.
std::span<const std::string_view> ward_names();
/// The town first, then the places that have grown together with it.
std::span<const std::string_view> town_names();

}  // namespace borough
