#pragma once
// Inside website only: the map on which a place is chosen.

#include "places/assets.h"
#include "places/drawing.h"
#include "website/report_view.h"

namespace website {

struct MapShown {
    places::View view;
    places::TownMap map;
    struct Thing {
        places::NearAsset near;
        std::string name;
    };
    std::vector<Thing> assets = {};  // of the service's kind, nearest to the middle first
    /// The one that lies under the cross; nothing where none does.
    const Thing* under_cross() const {
        constexpr double pixels = 13;
        return !assets.empty() && assets.front().near.metres <= pixels * view.metres_per_pixel() ? &assets.front() : nullptr;
    }
};

/// The map with a cross-hair in its middle: what moves it, what stands near, and words that help to find the spot.
html::Page map_page(const Report& report, std::size_t place_step, const MapShown& shown);

}  // namespace website
