#pragma once
// Inside website only: a place that somebody asks about, by its address, street, postcode or ward. Nothing of who asks is kept.

#include "cases/cases.h"
#include "catalogue/catalogue.h"
#include "notices/notices.h"
#include "places/places.h"
#include "web/web.h"

#include <optional>
#include <string>
#include <vector>

namespace website {

/// A problem that is being worked on, as everybody may see it.
struct Known {
    std::string title, place, what, href;  // "Report a pothole", "Mill Lane", "Reported on Monday 2 November 2026"
};

struct Area {
    std::string name;   // "12 Albion Street, Ambleford, GH1 2AB", "Canalside ward"
    std::string query;  // "uprn=100091234567": its address on this site
    std::optional<places::Ward> ward;
    std::string street, usrn;           // that an address lies in
    std::optional<places::Point> point;
    std::vector<notices::Notice> notices;             // for its ward
    std::vector<Known> problems;                      // around it
    std::vector<catalogue::DefinitionPtr> services;   // the most used ones

    bool is_ward() const { return query.starts_with("ward="); }
};

/// The first of `uprn`, `usrn`, `postcode` and `ward` that the fields hold; nothing for a place that is not known here.
std::optional<Area> find_area(db::Tx& tx, const web::Fields& asked);
/// True for what stands in Area::query: a browser may send anything.
bool is_area_query(std::string_view text);
/// What is to be said of it.
Result<void> furnish(db::Tx& tx, const web::Context& context, Area& area);

}  // namespace website
