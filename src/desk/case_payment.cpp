#include "desk/case_payment.h"

#include "desk/payment_page.h"
#include "places/places.h"

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

void put_fee_line(html::Html& out, const std::string& text) { out << "<p class=\"govuk-body\">"_html << text << "</p>"_html; }

html::Html fee_state(const web::Context& context, const fees::Fee& fee) {
    const char* kind = fee.lets_work_begin() ? "good" : fee.state == fees::State::due ? "soon" : "";
    return html::badge({.text = context.say("desk.fee_is_" + std::string(fees::code_of(fee.state))), .kind = kind});
}

/// How a resident who rings pays: we never hear their card.
void put_how_to_pay(html::Html& out, const web::Context& context, const CaseShown& shown, const cases::Request& made, const fees::Paying& paying) {
    if (paying.to_pay < paying.fee.amount) put_fee_line(out, context.say("desk.fee_still_to_pay", {{"amount", base::to_pounds(paying.to_pay)}}));
    put_fee_line(out, context.say("desk.fee_pay_by", {{"day", places::shown_day(places::zone_of(context.tenant.time_zone), paying.fee.pay_by, context.language)}}));
    if (!paying.can_pay_online) return put_fee_line(out, context.say("desk.fee_no_account"));
    put_fee_line(out, context.say("desk.fee_read_out", {{"address", context.tenant.base_url + "/requests/" + made.reference.text()}}));
    if (!actor_of(context).may(Permission::send_message) || shown.person_of(made).email.empty()) return;
    open_case_form(out, context, shown, "/payment-link");
    out << "<input type=\"hidden\" name=\"request\""_html;
    out.attribute("value", to_string(made.id)) << ">"_html;
    govuk::button(out, {.text = context.say("desk.fee_send_link"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

}  // namespace

void put_payments(html::Html& out, const web::Context& context, const CaseShown& shown) {
    if (shown.fees.empty()) return;
    out << "<section class=\"gh-panel\" id=\"payment\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.fee") << "</h2>"_html;
    for (const auto& made : shown.requests) {
        const auto found = shown.fees.find(made.id);
        if (found == shown.fees.end()) continue;
        const auto& paying = found->second;
        if (shown.requests.size() > 1) out << "<p class=\"govuk-body\"><span class=\"gh-code\">"_html << made.reference.spoken() << "</span></p>"_html;
        out << "<p class=\"govuk-body\"><strong>"_html << fees::shown(paying.fee) << "</strong> "_html << fee_state(context, paying.fee) << "</p>"_html;
        if (paying.payment) {
            out << "<p class=\"govuk-body\">"_html << context.say("desk.pay_card") << " "_html
                << (actor_of(context).may(Permission::read_payment) ? payment_link(*paying.payment) : html::Html()) << " "_html << desk::state_of(context, *paying.payment) << "</p>"_html;
        }
        if (paying.owed > Pence{}) put_fee_line(out, context.say("desk.refund_owed", {{"amount", base::to_pounds(paying.owed)}, {"reason", paying.fee.owed_reason}}));
        if (paying.fee.state == fees::State::due && made.is_live()) put_how_to_pay(out, context, shown, made, paying);
    }
    out << "</section>"_html;
}

Result<web::Response> send_payment_link(const Site&, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto made = parse_id<cases::RequestId>(request.form.text("request"));
    if (!made) return refuse(Kind::not_found, "cases.no_such_request");
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(fees::send_link(tx, actor_of(context), id, *made));
        return std::string("sent");
    }));
    return web::see_other(address_after(request, id));
}

}  // namespace desk
