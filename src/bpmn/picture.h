#pragma once
// kept in: layout_pools.cpp
// What a drawing shows and where: taken from the model's diagram interchange, or worked out where there is none.

#include "bpmn/diagram.h"

#include <string>
#include <vector>

namespace bpmn {

struct Shape {
    const Element* element = nullptr;
    Bounds box;
    std::optional<Bounds> label = {};  // where its name stands, if not in or under it
    bool expanded = false;             // of a sub-process or call: its inside is shown
    bool horizontal = true;            // of a pool or lane
    bool marked = true;                // of an exclusive gateway: with its X
    bool drawn_from_band = false;      // a participant of a choreography activity, as a band of it
};

struct Edge {
    const Element* element = nullptr;
    std::vector<Point> points;  // at least two
    std::optional<Bounds> label = {};
    bool message_visible = false;
};

struct Picture {
    std::string name;
    const Element* of = nullptr;  // the process or collaboration on the plane; may be null
    std::vector<Shape> shapes;    // containers before what they hold
    std::vector<Edge> edges;
    Bounds extent;     // of all of it, labels included
    bool cut = false;  // more than most_drawn things: the rest is left out
};

inline constexpr std::size_t most_drawn = 5000;

/// One for each diagram that shows anything; where there is none, one worked out for each collaboration, and for each
/// process that no collaboration shows.
std::vector<Picture> pictures(const Model&);
/// The diagrams as they were drawn; empty where the model has none.
std::vector<Picture> drawn_pictures(const Model&);
/// Left to right, in layers; pools one under the other.
std::vector<Picture> laid_out_pictures(const Model&);

/// The words that stand with an element: its name, the text of an annotation, the category of a group.
std::string label_of(const Element&);

}  // namespace bpmn
