#pragma once
// Inside desk only: what the pages about back offices share.

#include "connectors/status.h"
#include "desk/pages.h"
#include "html/govuk.h"

namespace desk {

Result<web::Response> show_connectors(const Site&, web::Request&, web::Context&);
Result<web::Response> show_connector(const Site&, web::Request&, web::Context&);
Result<web::Response> pause_connector(const Site&, web::Request&, web::Context&);
Result<web::Response> resume_connector(const Site&, web::Request&, web::Context&);
Result<web::Response> try_connector(const Site&, web::Request&, web::Context&);
Result<web::Response> show_new_destination(const Site&, web::Request&, web::Context&);
Result<web::Response> add_destination(const Site&, web::Request&, web::Context&);
Result<web::Response> show_destination(const Site&, web::Request&, web::Context&);
Result<web::Response> change_destination(const Site&, web::Request&, web::Context&);
Result<web::Response> set_destination_secret(const Site&, web::Request&, web::Context&);
Result<web::Response> drop_destination_secret(const Site&, web::Request&, web::Context&);
Result<web::Response> show_errand(const Site&, web::Request&, web::Context&);
Result<web::Response> retry_errand(const Site&, web::Request&, web::Context&);
Result<web::Response> give_up_errand(const Site&, web::Request&, web::Context&);
Result<web::Response> answer_errand(const Site&, web::Request&, web::Context&);

/// Adds the routes of these pages.
void install_connectors(web::Router& router, const Site& site);

/// Background work, back offices and maps, as tabs; those this actor may open.
html::Html background_tabs(const web::Context& context, std::string_view current);

std::string address_of(connectors::ErrandId id);
std::string address_of_link(std::string_view code);

/// How a destination does, in one word with a colour.
html::Html state_of(const web::Context& context, const connectors::Destination& destination);
/// How an errand stands, in one word; why, if it is stuck.
html::Html state_of(const web::Context& context, const connectors::Kept& errand);
/// Errands as a table, the destination named where `with_destination`.
void put_errands(html::Html& out, const web::Context& context, const std::vector<connectors::Kept>& errands, const std::string& caption, bool with_destination);
/// A form of one button.
void put_button(html::Html& out, const web::Context& context, const std::string& action, const char* words, const char* classes = "govuk-button--secondary");

/// One change by a form: once, by somebody who may; then back to the page.
Result<web::Response> decide(web::Request& request, web::Context& context, const std::function<Result<void>(db::Tx&)>& change, const std::string& back);

}  // namespace desk
