#include "places/town_map.h"

#include "places/cells.h"
#include "places/typed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace places {
namespace {

/// Said by somebody who describes a spot, and no part of a name.
constexpr std::array<std::string_view, 26> between_words{"outside", "near", "by", "the", "a", "opposite", "next", "to", "behind", "at", "in", "on", "of", "beside",
                                                         "front", "corner", "and", "close", "from", "side", "end", "top", "bottom", "just", "along", "past"};

struct Words {
    std::vector<std::string> own;  // folded, as they stand in the name
    std::vector<std::string> all;  // and as they are shortened
};

Words words_of(std::string_view name) { return {fold_words(name), index_words(name)}; }

std::vector<std::string> telling_words(std::string_view text) {
    auto words = read_typed(text).words;
    std::erase_if(words, [](const std::string& word) { return std::ranges::find(between_words, word) != between_words.end(); });
    return words;
}

bool holds_word(const std::vector<std::string>& words, const std::string& word) { return std::ranges::find(words, word) != words.end(); }

/// How surely these words mean that name: 2 where all of the name was said, 1 where all that was said begins its words; 0: not at all.
/// What says only that it is in the town is no name.
int meaning(const std::vector<std::string>& said, const std::vector<std::string>& spelt, const Words& name, const std::string& town) {
    std::size_t missing = 0, met = 0;
    for (const auto& word : name.own) {
        if (word == town || holds_word({"the", "of", "and"}, word)) continue;
        const bool found = holds_word(spelt, word);
        ++(found ? met : missing);
    }
    if (met > 0 && missing == 0) return 2;
    return all_begin(said, name.all) ? 1 : 0;
}

/// Metres from a point to a line between two others.
double metres_to(const Point& point, const Point& one, const Point& other) {
    const double height = metres_between({0, 0}, {1, 0}), width = height * std::cos(point.latitude * std::numbers::pi / 180);
    const double x = (one.longitude - point.longitude) * width, y = (one.latitude - point.latitude) * height;
    const double dx = (other.longitude - one.longitude) * width, dy = (other.latitude - one.latitude) * height;
    const double length2 = dx * dx + dy * dy;
    const double along = length2 == 0 ? 0 : std::clamp(-(x * dx + y * dy) / length2, 0.0, 1.0);
    return std::hypot(x + along * dx, y + along * dy);
}

}  // namespace

struct TownMap::Kept {
    std::vector<MapStreet> streets;
    std::vector<MapShape> shapes;
    std::vector<Words> street_words, shape_words;
    std::string town;  // the word that most names of shapes begin with: nobody means a thing by it alone
    Box bounds;
    std::string digest;
};

Point MapStreet::middle() const {
    const auto longest = std::ranges::max_element(parts, {}, [](const Ring& part) { return part.size(); });
    if (longest == parts.end() || longest->empty()) return box.middle();
    double all = 0;
    for (std::size_t i = 1; i < longest->size(); ++i) all += metres_between((*longest)[i - 1], (*longest)[i]);
    double left = all / 2;
    for (std::size_t i = 1; i < longest->size(); ++i) {
        const auto &from = (*longest)[i - 1], &to = (*longest)[i];
        const double length = metres_between(from, to);
        if (left <= length && length > 0) {
            const double part = left / length;
            return {from.latitude + (to.latitude - from.latitude) * part, from.longitude + (to.longitude - from.longitude) * part};
        }
        left -= length;
    }
    return longest->front();
}

TownMap::TownMap() : TownMap({}, {}) {}

TownMap::TownMap(std::vector<MapStreet> streets, std::vector<MapShape> shapes, std::string digest) {
    auto kept = std::make_shared<Kept>();
    kept->digest = std::move(digest);
    std::map<std::string, int> first_words;
    for (auto& street : streets) {
        for (const auto& part : street.parts) street.box.hold(part);
        for (const auto& part : street.parts) kept->bounds.hold(part);
        kept->street_words.push_back(words_of(street.name));
    }
    for (auto& shape : shapes) {
        for (const auto& part : shape.parts) shape.box.hold(part);
        kept->shape_words.push_back(words_of(shape.name));
        if (const auto& own = kept->shape_words.back().own; own.size() > 1) ++first_words[own.front()];
        if (shape.kind == ShapeKind::borough)
            for (const auto& part : shape.parts) kept->bounds.hold(part);
    }
    const auto often = std::ranges::max_element(first_words, {}, [](const auto& each) { return each.second; });
    if (often != first_words.end() && often->second > 1) kept->town = often->first;
    kept->streets = std::move(streets);
    kept->shapes = std::move(shapes);
    kept_ = std::move(kept);
}

bool TownMap::empty() const { return kept_->streets.empty() && kept_->shapes.empty(); }
const Box& TownMap::bounds() const { return kept_->bounds; }
const std::string& TownMap::digest() const { return kept_->digest; }
std::span<const MapStreet> TownMap::streets() const { return kept_->streets; }
std::span<const MapShape> TownMap::shapes() const { return kept_->shapes; }

const MapStreet* TownMap::find_street(std::string_view usrn) const {
    const auto found = std::ranges::find(kept_->streets, usrn, &MapStreet::usrn);
    return found == kept_->streets.end() ? nullptr : &*found;
}

const MapShape* TownMap::find_shape(std::string_view code) const {
    const auto found = std::ranges::find(kept_->shapes, code, &MapShape::code);
    return found == kept_->shapes.end() ? nullptr : &*found;
}

const MapStreet* TownMap::street_at(const Point& point, double most_metres) const {
    const double up = most_metres / metres_between({0, 0}, {1, 0}), aside = up / std::max(std::cos(point.latitude * std::numbers::pi / 180), 0.01);
    const Box around{point.latitude - up, point.longitude - aside, point.latitude + up, point.longitude + aside};
    const MapStreet* nearest = nullptr;
    for (const auto& street : kept_->streets) {
        if (!street.box.meets(around)) continue;
        for (const auto& part : street.parts)
            for (std::size_t i = 1; i < part.size(); ++i)
                if (const double metres = metres_to(point, part[i - 1], part[i]); metres <= most_metres) {
                    most_metres = metres;
                    nearest = &street;
                }
    }
    return nearest;
}

std::vector<TownMap::Meant> TownMap::meant_by(std::string_view words, std::size_t limit) const {
    const auto said = telling_words(words);
    std::vector<Meant> found;
    if (said.empty() || std::ranges::all_of(said, [&](const std::string& word) { return word == kept_->town || word.size() < 2; })) return found;
    const auto spelt = index_words(words);
    for (const int wanted : {2, 1}) {
        for (std::size_t i = 0; i < kept_->shapes.size() && found.size() < limit; ++i)
            if (!kept_->shapes[i].name.empty() && kept_->shapes[i].kind != ShapeKind::borough && meaning(said, spelt, kept_->shape_words[i], kept_->town) == wanted)
                found.push_back({.shape = &kept_->shapes[i]});
        for (std::size_t i = 0; i < kept_->streets.size() && found.size() < limit; ++i)
            if (meaning(said, spelt, kept_->street_words[i], kept_->town) == wanted) found.push_back({.street = &kept_->streets[i]});
    }
    return found;
}

}  // namespace places
