// Addresses that match what is typed, as a part of a page: for fields that help while one types.

#include "base/text.h"
#include "desk/pages.h"
#include "places/places.h"

namespace desk {

Result<web::Response> show_addresses(const Site&, web::Request& request, web::Context& context) {
    constexpr int most = 7;
    const auto typed = base::tidy_line(base::first_characters(request.query.text("place"), 200));
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<places::Address>> {
        return places::find_addresses(tx, typed, most);
    }));
    html::Html out;
    out << "<ul class=\"gh-picks\" data-picks>"_html;
    for (const auto& address : found) {
        out << "<li><button type=\"button\" class=\"gh-pick\""_html;
        out.attribute("data-uprn", address.uprn) << ">"_html << address.line << "</button></li>"_html;
    }
    out << "</ul>"_html;
    return web::page(out);
}

}  // namespace desk
