#pragma once
// Inside desk only: what the pages about payments share.

#include "desk/pages.h"
#include "fees/fees.h"
#include "html/govuk.h"

#include <map>

namespace desk {

Result<web::Response> show_payments(const Site&, web::Request&, web::Context&);
Result<web::Response> show_payment(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_for_refund(const Site&, web::Request&, web::Context&);
Result<web::Response> approve_refund(const Site&, web::Request&, web::Context&);
Result<web::Response> decline_refund(const Site&, web::Request&, web::Context&);
Result<web::Response> ask_payment_again(const Site&, web::Request&, web::Context&);
Result<web::Response> show_refunds(const Site&, web::Request&, web::Context&);
Result<web::Response> show_payment_day(const Site&, web::Request&, web::Context&);
Result<web::Response> compare_payment_day(const Site&, web::Request&, web::Context&);
Result<web::Response> show_payment_account(const Site&, web::Request&, web::Context&);
Result<web::Response> set_payment_account(const Site&, web::Request&, web::Context&);
Result<web::Response> try_payment_account(const Site&, web::Request&, web::Context&);
Result<web::Response> remove_payment_account(const Site&, web::Request&, web::Context&);
Result<web::Response> send_payment_link(const Site&, web::Request&, web::Context&);

/// Adds the routes of these pages.
void install_payments(web::Router& router, const Site& site);

/// Payments, money to give back, the days, and the account, as tabs; those this actor may open.
html::Html payment_tabs(const web::Context& context, std::string_view current);

std::string address_of(payments::PaymentId id);
/// How it stands, in a word with a colour.
html::Html state_of(const web::Context& context, const payments::Payment& payment);
html::Html state_of(const web::Context& context, const payments::Refund& refund);
/// How far it is with giving back what is owed; empty where nobody has asked for it yet.
std::string owed_state(const web::Context& context, const fees::Owed& owed);
/// Our reference, with the way to the payment.
html::Html payment_link(const payments::Payment& payment);
/// The day in the query, or in the form; nothing where none is said, or none that is a day.
std::optional<Day> day_asked(const web::Request& request);
Day today(const web::Context& context);

/// What a payment is for: its request and case, as far as it is known.
struct PaidFor {
    std::string service, reference;
    cases::CaseId case_id;
};
std::optional<PaidFor> paid_for(db::Tx& tx, const payments::Payment& payment);

}  // namespace desk
