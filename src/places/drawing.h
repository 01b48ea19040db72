#pragma once
// The map as a picture that the server draws: SVG for the middle of a page, small, without script, and without asking anybody else
// for tiles.
//
// Promises
//  1. What is drawn is what lies in the view; lines are cut at its edge, so a page costs what its map shows and not what the town has.
//  2. Streets and landmarks are named where there is room: the main ones first, never one name over another or over a pin.
//  3. Every map has a scale and says where north is. Pins differ by shape and by what stands in them, not by colour alone.
//  4. It prints, and it shows in forced colours: pins and names keep an outline.

#include "base/words.h"
#include "html/html.h"
#include "places/map_view.h"
#include "places/town_map.h"

#include <string>
#include <vector>

namespace places {

struct Pin {
    enum class Look {
        open,    // round
        done,    // square
        asset,   // a diamond
        chosen,  // a drop: here
    };
    Point point;
    std::string label = {};  // stands in it: "7"
    Look look = Look::open;
    std::string href = {};   // where it leads; empty: nowhere
    std::string name = {};   // said for it where it leads somewhere: "7: Pothole, open"
};

struct Picture {
    View view;
    std::vector<Pin> pins = {};   // one that lies over an earlier one is told there: "7+2"
    bool cross_hair = false;      // in the middle
    std::string name;             // what it is, for who does not see it
};
html::Html drawn(const TownMap& map, const Picture& picture, base::Language language = base::Language::english);

}  // namespace places
