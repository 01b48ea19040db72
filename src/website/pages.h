#pragma once
// Inside website only: the handlers behind its routes.

#include "website/site.h"

namespace website {

Result<web::Response> show_home(const Site&, web::Request&, web::Context&);
Result<web::Response> show_search(const Site&, web::Request&, web::Context&);
Result<web::Response> show_area(const Site&, web::Request&, web::Context&);
Result<web::Response> remember_area(const Site&, web::Request&, web::Context&);
Result<web::Response> show_services(const Site&, web::Request&, web::Context&);
Result<web::Response> show_service(const Site&, web::Request&, web::Context&);
Result<web::Response> show_report(const Site&, web::Request&, web::Context&);
Result<web::Response> send_report(const Site&, web::Request&, web::Context&);
Result<web::Response> take_step(const Site&, web::Request&, web::Context&);
/// The page at which a saved form was left, its answers in the request's form.
Result<web::Response> go_on_with_form(const Site&, web::Request&, web::Context&, std::string_view service, std::string_view at);
Result<web::Response> show_event(const Site&, web::Request&, web::Context&);
Result<web::Response> take_event_step(const Site&, web::Request&, web::Context&);
Result<web::Response> return_to_event(const Site&, web::Request&, web::Context&);
Result<web::Response> send_event(const Site&, web::Request&, web::Context&);
Result<web::Response> show_event_sent(const Site&, web::Request&, web::Context&);
Result<web::Response> return_to_start(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_reference(const Site&, web::Request&, web::Context&);
Result<web::Response> show_sent(const Site&, web::Request&, web::Context&);
Result<web::Response> show_request(const Site&, web::Request&, web::Context&);
Result<web::Response> check_contact(const Site&, web::Request&, web::Context&);
Result<web::Response> stop_following(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_word(const Site&, web::Request&, web::Context&);
Result<web::Response> add_word(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_photo(const Site&, web::Request&, web::Context&);
Result<web::Response> add_photos(const Site&, web::Request&, web::Context&);
Result<web::Response> show_photo(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_withdrawal(const Site&, web::Request&, web::Context&);
Result<web::Response> withdraw(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_objection(const Site&, web::Request&, web::Context&);
Result<web::Response> object(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_confirmation(const Site&, web::Request&, web::Context&);
Result<web::Response> confirm_fixed(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_visit(const Site&, web::Request&, web::Context&);
Result<web::Response> set_visit(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_no_visit(const Site&, web::Request&, web::Context&);
Result<web::Response> cancel_visit(const Site&, web::Request&, web::Context&);
Result<web::Response> send_visit(const Site&, web::Request&, web::Context&);
Result<web::Response> show_pay(const Site&, web::Request&, web::Context&);
Result<web::Response> pay(const Site&, web::Request&, web::Context&);
Result<web::Response> show_paid(const Site&, web::Request&, web::Context&);

Result<web::Response> ask_for_alerts(const Site&, web::Request&, web::Context&);
Result<web::Response> take_wish_for_alerts(const Site&, web::Request&, web::Context&);
Result<web::Response> show_alert(const Site&, web::Request&, web::Context&);
Result<web::Response> confirm_alert(const Site&, web::Request&, web::Context&);
Result<web::Response> change_alert(const Site&, web::Request&, web::Context&);
Result<web::Response> end_alert(const Site&, web::Request&, web::Context&);
Result<web::Response> end_alert_at_once(const Site&, web::Request&, web::Context&);
Result<web::Response> send_ward_feed(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_bin_days(const Site&, web::Request&, web::Context&);
Result<web::Response> show_bin_days(const Site&, web::Request&, web::Context&);
Result<web::Response> show_bin_calendar(const Site&, web::Request&, web::Context&);
Result<web::Response> send_bin_feed(const Site&, web::Request&, web::Context&);
Result<web::Response> show_public(const Site&, web::Request&, web::Context&);
Result<web::Response> change_public(const Site&, web::Request&, web::Context&);
Result<web::Response> show_published_photo(const Site&, web::Request&, web::Context&);
Result<web::Response> show_problems(const Site&, web::Request&, web::Context&);
Result<web::Response> show_problem(const Site&, web::Request&, web::Context&);

Result<web::Response> show_cookies(const Site&, web::Request&, web::Context&);
Result<web::Response> show_privacy(const Site&, web::Request&, web::Context&);
Result<web::Response> show_accessibility(const Site&, web::Request&, web::Context&);
Result<web::Response> show_contact(const Site&, web::Request&, web::Context&);
Result<web::Response> show_crest(const Site&, web::Request&, web::Context&);

/// The search over everything, with what was typed.
html::Html search_field(const web::Context&, std::string typed);
/// What was searched for, as the query `q` has it: one tidy line.
std::string words_searched(const web::Request&);

class PaperForms;
Result<web::Response> send_paper_form(PaperForms&, const Site&, web::Request&, web::Context&);

}  // namespace website
