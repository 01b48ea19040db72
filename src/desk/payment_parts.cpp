// Parts that the pages about payments share.

#include "desk/payment_page.h"
#include "html/patterns.h"
#include "places/places.h"

namespace desk {

namespace govuk = html::govuk;

void install_payments(web::Router& router, const Site& site) {
    const auto with_site = [&site](auto handler) {
        return [&site, handler](web::Request& request, web::Context& context) { return handler(site, request, context); };
    };
    using enum web::Method;
    router.page(get, "/staff/payments", "payments.read", with_site(show_payments));
    router.page(get, "/staff/payments/refunds", "payments.read", with_site(show_refunds));
    router.page(get, "/staff/payments/day", "payments.read", with_site(show_payment_day));
    router.page(post, "/staff/payments/day", "payments.read", with_site(compare_payment_day));
    router.page(get, "/staff/payments/account", "settings.change", with_site(show_payment_account));
    router.page(post, "/staff/payments/account", "settings.change", with_site(set_payment_account));
    router.page(post, "/staff/payments/account/trial", "settings.change", with_site(try_payment_account));
    router.page(post, "/staff/payments/account/removal", "settings.change", with_site(remove_payment_account));
    router.page(get, "/staff/payments/{payment}", "payments.read", with_site(show_payment));
    router.page(post, "/staff/payments/{payment}/question", "payments.read", with_site(ask_payment_again));
    router.page(post, "/staff/payments/{payment}/refunds", "payments.refund", with_site(ask_for_refund));
    router.page(post, "/staff/refunds/{refund}/approval", "payments.refund", with_site(approve_refund));
    router.page(post, "/staff/refunds/{refund}/decline", "payments.refund", with_site(decline_refund));
    router.page(post, "/staff/cases/{id}/payment-link", "messages.send", with_site(send_payment_link));
}

html::Html payment_tabs(const web::Context& context, std::string_view current) {
    html::TabLinks tabs{.items = {}, .label = context.say("desk.payments")};
    const auto& who = actor_of(context);
    const auto add = [&](access::Permission wanted, const char* words, std::string_view address) {
        if (who.may(wanted)) tabs.items.push_back({.text = context.say(words), .href = std::string(address), .current = current == address});
    };
    add(access::Permission::read_payment, "desk.payments", "/staff/payments");
    add(access::Permission::read_payment, "desk.refunds", "/staff/payments/refunds");
    add(access::Permission::read_payment, "desk.pay_day", "/staff/payments/day");
    add(access::Permission::change_settings, "desk.pay_account", "/staff/payments/account");
    return html::tab_links(tabs);
}

std::string address_of(payments::PaymentId id) { return "/staff/payments/" + to_string(id); }

html::Html state_of(const web::Context& context, const payments::Payment& payment) {
    using enum payments::State;
    const char* kind = payment.state == success ? "good" : payments::is_final(payment.state) || !payment.problem.empty() ? "alert" : "soon";
    return html::badge({.text = context.say("desk.pay_is_" + std::string(payments::code_of(payment.state))), .kind = kind});
}

html::Html state_of(const web::Context& context, const payments::Refund& refund) {
    using enum payments::RefundState;
    const bool is_bad = refund.state == error || refund.state == refused;
    const char* kind = refund.state == success ? "good" : is_bad ? "alert" : refund.state == declined ? "" : "soon";
    return html::badge({.text = context.say("desk.refund_is_" + std::string(payments::code_of(refund.state))), .kind = kind});
}

html::Html payment_link(const payments::Payment& payment) {
    html::Html link;
    link << "<a class=\"govuk-link gh-code\""_html;
    link.url("href", address_of(payment.id)) << ">"_html << payment.reference << "</a>"_html;
    return link;
}

std::optional<Day> day_asked(const web::Request& request) {
    const auto typed = request.form.has("day") ? request.form.text("day") : request.query.text("day");
    return base::parse_iso_day(typed);
}

Day today(const web::Context& context) { return places::zone_of(context.tenant.time_zone).day(context.now); }

std::optional<PaidFor> paid_for(db::Tx& tx, const payments::Payment& payment) {
    const auto request = fees::request_behind(tx, payment.subject);
    if (!request) return std::nullopt;
    const auto service = catalogue::find_version(tx, request->service, request->service_version);
    return PaidFor{service ? (*service)->name : request->service, request->reference.spoken(), request->case_id};
}

std::string owed_state(const web::Context& context, const fees::Owed& owed) {
    std::string said;
    if (owed.has_failed) said = context.say("desk.refunds_owed_failed");
    if (owed.on_its_way == Pence{}) return said;
    return said + (said.empty() ? "" : " ") + context.say("desk.refunds_owed_way", {{"amount", base::to_pounds(owed.on_its_way)}});
}

}  // namespace desk
