// Places as the API says them: where a request is about, addresses by what was typed, wards.

#include "openapi/handlers.h"

namespace openapi {
namespace {

constexpr int most_addresses = 20;

Object address_object(const places::Address& address) {
    Object out;
    out.text("uprn", address.uprn).text("line", address.line).text("street", address.street);
    out.text("postcode", address.postcode).text_or_none("ward", address.ward);
    if (address.point) out.decimal("latitude", address.point->latitude).decimal("longitude", address.point->longitude);
    return out;
}

}  // namespace

Object place_object(const places::Location& place) {
    Object out;
    if (!place.text.empty()) out.text("text", place.text);
    if (!place.uprn.empty()) out.text("uprn", place.uprn);
    if (!place.ward.empty()) out.text("ward", place.ward);
    if (place.point) out.decimal("latitude", place.point->latitude).decimal("longitude", place.point->longitude);
    return out;
}

places::Location place_of(db::Tx& tx, places::LocationId id) {
    if (!id) return {};
    const auto found = places::find_many(tx, {&id, 1});
    return found.empty() ? places::Location{} : found.begin()->second;
}

Result<web::Response> list_addresses(web::Request& request, web::Context& context) {
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<places::Address>> {
        return places::find_addresses(tx, request.query.text("q"), most_addresses);
    }));
    Array addresses;
    for (const auto& address : found) addresses.add(address_object(address));
    return web::json(Object().array("addresses", addresses).none("next").str());
}

Result<web::Response> list_wards(web::Request&, web::Context& context) {
    const auto all = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<std::vector<places::Ward>> { return places::all_wards(tx); }));
    Array wards;
    for (const auto& ward : all) wards.add(Object().text("code", ward.code).text("name", ward.name));
    return web::json(Object().array("wards", wards).none("next").str());
}

}  // namespace openapi
