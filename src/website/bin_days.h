#pragma once
// Inside website only: bins as the pages show them.

#include "catalogue/catalogue.h"
#include "html/html.h"
#include "rounds/said.h"
#include "web/web.h"

#include <string>
#include <string_view>

namespace website {

/// The address of the page with an address' bin days.
std::string bin_days_of(std::string_view uprn);

/// A bin as a swatch of its colour beside its name; the name is always said.
html::Html bin_mark(const rounds::Bin& bin);

/// The next weeks of an address: days in order, each with its bins, and why a day is not the usual one.
html::Html days_ahead(const web::Context& context, const rounds::AtAddress& at, std::span<const rounds::Collection> collections);
/// The same as a calendar with a table for each month, to print and put up.
html::Html months_ahead(const web::Context& context, Day from, Day until, std::span<const rounds::Collection> collections);
/// What keeps this address waiting: a warning for each late round; nothing where none is.
html::Html late_said(const web::Context& context, const rounds::AtAddress& at);

/// What is late or not due at an address; nothing to say: nothing.
html::Html said_before(const web::Context& context, const rounds::AtAddress& at);
/// For a service about emptied bins, before anything is typed: the same, and that it can be reported all the same.
html::Html before_reporting(const web::Context& context, const catalogue::Definition& service, std::string_view uprn);
/// The rounds that are late now, each with its streets, as items of a list.
html::Html late_list(db::Tx& tx, const web::Context& context);
/// For the page of such a service: which rounds are late, and the way to one's own bin days.
html::Html bins_beside_service(const web::Context& context, const catalogue::Definition& service);
/// For the home page: asking for one's bin days; nothing where the council has no rounds.
html::Html bins_on_home(const web::Context& context);

}  // namespace website
