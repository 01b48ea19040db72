#pragma once
// The map of the town: streets as lines, and shapes of what people find their way by. The rows behind it are in town_map_store.cpp,
// what it looks like in drawing.h.

#include "db/db.h"
#include "imports/run.h"
#include "places/ward_map.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace places {

/// How a street is drawn, and whose name stands first where there is no room for all.
enum class StreetClass { main, local, path };

struct StreetLine {
    std::string usrn;         // of a street of the gazetteer, which names it
    std::vector<Ring> parts;  // open lines, each of at least two points
    StreetClass street_class = StreetClass::local;
};

enum class ShapeKind { borough, park, wood, water, railway, building };

/// An area where its lines are closed (the last point is the first again), otherwise lines. What lies within an odd number of
/// closed ones is in it.
struct Shape {
    std::string code;         // the council's own: up to 40 letters, digits, and . - _
    ShapeKind kind = ShapeKind::park;
    std::string name = {};    // up to 100 characters; empty: it has none. A building with a name is a landmark.
    std::vector<Ring> parts;  // each of at least two points
};

/// What became of each, in their order, or would in a rehearsal, which writes nothing. A wrong one is refused, hides no other, and
/// says which part is wrong. Both announce GazetteerLoaded if anything changed; what is not mentioned stays.
std::vector<imports::Verdict> load_street_lines(db::Tx& tx, std::span<const StreetLine> lines, bool rehearsal = false);
std::vector<imports::Verdict> load_shapes(db::Tx& tx, std::span<const Shape> shapes, bool rehearsal = false);

struct MapStreet {
    std::string usrn, name;
    StreetClass street_class = StreetClass::local;
    std::vector<Ring> parts;
    Box box = {};
    /// A point of it that is as far from both ends.
    Point middle() const;
};
struct MapShape {
    std::string code, name;
    ShapeKind kind = ShapeKind::park;
    std::vector<Ring> parts;
    Box box = {};
};

/// A value that is cheap to copy. To find what lies in a box costs a look at each box there is: some 30 microseconds for 10,000.
class TownMap {
public:
    TownMap();
    TownMap(std::vector<MapStreet> streets, std::vector<MapShape> shapes, std::string digest = {});

    bool empty() const;
    const Box& bounds() const;
    /// Another one for another map.
    const std::string& digest() const;
    /// Parts of the town in the order in which they are kept. They live as long as the map.
    std::span<const MapStreet> streets() const;
    std::span<const MapShape> shapes() const;

    const MapStreet* find_street(std::string_view usrn) const;
    const MapShape* find_shape(std::string_view code) const;
    /// The street whose line is nearest, if it is that near.
    const MapStreet* street_at(const Point& point, double most_metres = 40) const;

    /// What somebody means who describes a spot ("outside the library", "on High Street near the park"): shapes that have a name, then
    /// streets, all of whose own words were said, or whose name begins the words that were; likeliest first.
    struct Meant {
        const MapShape* shape = nullptr;
        const MapStreet* street = nullptr;
        const std::string& name() const { return shape != nullptr ? shape->name : street->name; }
        Point point() const { return shape != nullptr ? shape->box.middle() : street->middle(); }
    };
    std::vector<Meant> meant_by(std::string_view words, std::size_t limit) const;

private:
    struct Kept;
    std::shared_ptr<const Kept> kept_;
};

/// The map as its rows say at this moment: one small read. Maps are made once and shared by their content.
TownMap town_map(db::Tx& tx);

}  // namespace places
