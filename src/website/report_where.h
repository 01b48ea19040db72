#pragma once
// Inside website only: the step that asks where it is. Five ways lead to a place, each complete without the others and without script:
//  1. a postcode, a street, an address      2. the map: its middle, or where one presses
//  3. the very lamp, bin or gully, on the map or by its number      4. where the device is (with script)
//  5. words: "outside the library", which are kept whatever is chosen for them

#include "catalogue/catalogue.h"
#include "places/map_view.h"
#include "website/report_view.h"
#include "website/site.h"

namespace website {

constexpr const char* map_choice = "on-the-map";  // stands as `at` in the form of the map, and as `go` where one asks for it; no question has such a code

/// The answer to be given before the report goes on; nothing where it may.
using Before = Result<std::optional<web::Response>>;

class Where {
public:
    /// All live as long as the request. What is chosen is put into its form.
    Where(const Site& site, web::Request& request, const Report& report, catalogue::DefinitionPtr service, std::size_t place_step)
        : site_(site), request_(request), report_(report), service_(std::move(service)), step_(place_step) {}

    /// What was typed: offers what was meant by it, unless that was chosen before, or typed out in full.
    Before take_typed(std::span<const Problem> problems = {});
    /// What was chosen from that offer.
    Before take_choice();
    /// The map as somebody comes to it: at what was chosen or typed, else the whole town.
    Result<web::Response> show_map();
    /// What was done on it: it moves, or its middle, or an asset on it, is the place.
    Before take_map();

private:
    Before offer_asset();
    Result<web::Response> map_at(const places::View& view);
    std::optional<places::Point> point_meant(db::Tx& tx) const;
    void choose(const std::string& uprn, const std::string& point, const std::string& asset);
    std::string typed(std::string_view field) const { return std::string(request_.form.text(field)); }

    const Site& site_;
    web::Request& request_;
    const Report& report_;
    catalogue::DefinitionPtr service_;
    std::size_t step_;
};

/// Whether the words can mean this address alone: they hold its number and its postcode, and nothing that it lacks.
bool is_meant_alone(std::string_view address, std::string_view typed);

/// Puts a value in the place of a field's, or takes it out where the value is empty.
void replace(web::Fields& form, std::string_view name, const std::string& value);
/// The back button shows this very page again, with the same one-time number: sending it again is the same operation.
web::Response kept_by_browser(web::Response response);

}  // namespace website
