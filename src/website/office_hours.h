#pragma once
// Inside website only: when the council's offices are open, in words, from the calendar that counts its promises.

#include "places/places.h"
#include "web/web.h"

#include <string>
#include <vector>

namespace website {

/// "Monday to Friday, 9am to 5pm"; days that stand alone are named one by one.
std::string office_hours(const web::Context& context, const places::CalendarRules& rules);

/// The bank holidays and the council's own closing days of the coming `days` days, by day.
std::vector<places::Holiday> closed_soon(db::Tx& tx, const places::Calendar& calendar, Day today, int days);

}  // namespace website
