#include "places/view.h"

namespace places {

using html::operator""_html;

html::Html address_finder(const html::Html& field, base::Language language) {
    const auto words = [&](const char* key) { return say(key, {}, language); };
    html::Html out;
    out << "<div data-module=\"gh-address-finder\" data-source=\"/api/v1/addresses\""_html;
    out.attribute("data-list", words("places.list"));
    out.attribute("data-none", words("places.found_none"));
    out.attribute("data-one", words("places.found_one"));
    out.attribute("data-many", words("places.found_many"));
    out.attribute("data-chosen", words("places.chosen"));
    return out << ">"_html << field << "</div>"_html;
}

}  // namespace places
