#include "website/place_map.h"

#include "places/drawing.h"

namespace website {

using html::operator""_html;

html::Html place_map(db::Tx& tx, const places::Location& place, base::Language language) {
    if (!place.point) return {};
    const auto map = places::town_map(tx);
    if (map.empty()) return {};
    const places::View view{.middle = *place.point, .zoom = 17, .width = 320, .height = 180};
    html::Html out;
    out << "<div class=\"gh-map gh-map--small\">"_html
        << places::drawn(map, {.view = view, .pins = {{.point = *place.point, .look = places::Pin::Look::chosen}}, .name = say("website.map_of_place", {{"place", place.text}}, language)}, language)
        << "</div>"_html;
    return out;
}

}  // namespace website
