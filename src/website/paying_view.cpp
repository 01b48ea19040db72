#include "website/paying_view.h"

#include "html/govuk.h"
#include "html/patterns.h"
#include "payments/account.h"
#include "places/places.h"
#include "website/report_fields.h"
#include "website/shown_price.h"
#include "website/site.h"
#include "website/visit_view.h"

namespace website {
namespace {

namespace govuk = html::govuk;
using fees::State;

std::string day_of(const web::Context& context, Instant at) { return places::shown_day(places::zone_of(context.tenant.time_zone), at, context.language); }

/// Nothing is sent yet, and card payments cannot be taken just now: what to do instead.
std::string otherwise(const Site& site, const web::Context& context) {
    const auto phone = site.council(context)->phone;
    return phone.empty() ? context.say("website.pay_not_yet") : context.say("website.pay_not_yet_ring", {{"phone", phone}});
}

html::Page framed(const web::Context& context, const Followed& followed, const std::string& title) {
    html::Page page{.title = title, .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = followed.address()});
    page.main << "<div class=\"gh-reading\"><span class=\"govuk-caption-l gh-reference\">"_html << followed.request.reference.spoken() << "</span>"_html;
    return page;
}

void put_heading(html::Html& out, const std::string& title) { out << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html; }
void put_line(html::Html& out, const std::string& text) { out << "<p class=\"govuk-body\">"_html << text << "</p>"_html; }

void put_summary(html::Html& out, const web::Context& context, const Followed& followed) {
    const auto& fee = followed.paying->fee;
    std::vector<govuk::SummaryRow> rows{{.key = {.text = context.say("website.pay_for")}, .value = {.text = followed.service->name}},
                                        {.key = {.text = context.say("website.pay_why")}, .value = {.text = fee.reason}}};
    if (followed.visit) rows.push_back({.key = {.text = context.say("website.visit")}, .value = {.text = shown_visit(context, followed.visit->slot)}});
    if (fee.state == State::due) rows.push_back({.key = {.text = context.say("website.pay_by")}, .value = {.text = day_of(context, fee.pay_by)}});
    out << govuk::summary_list({.rows = std::move(rows)});
}

/// Begins a payment, or another one.
void put_pay_button(html::Html& out, const web::Context& context, const Followed& followed, const char* words) {
    out << "<form method=\"post\""_html;
    out.url("action", followed.address() + "/pay") << ">"_html << seal_fields(context);
    govuk::button(out, {.text = context.say(words), .prevent_double_click = true});
    out << "</form>"_html;
}

void put_later(html::Html& out, const web::Context& context, const Followed& followed) {
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", followed.address()) << ">"_html << context.say("website.pay_later") << "</a> "_html
        << context.say("website.pay_later_text", {{"day", day_of(context, followed.paying->fee.pay_by)}}) << "</p>"_html;
}

/// Why a payment came to nothing, as its payer can use it.
std::string why_not(const web::Context& context, const payments::Payment& payment) {
    if (payment.state == payments::State::cancelled || payment.code == "P0030") return context.say("website.pay_cancelled");
    if (payment.code == "P0010") return context.say("website.pay_declined");
    if (payment.code == "P0020") return context.say("website.pay_expired");
    return context.say("website.pay_failed");
}

/// It is said while the provider's answer is on its way; the page looks again by itself.
void put_waiting(html::Html& out, const web::Context& context, const Followed& followed, const char* title, const char* text) {
    put_heading(out, context.say(title));
    out << "<div role=\"status\">"_html;
    put_line(out, context.say(text));
    out << "</div><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"\">"_html << context.say("website.pay_look_again") << "</a></p>"_html;
    put_later(out, context, followed);
}

/// It is settled: paid, free, or over.
void put_settled(html::Html& out, const web::Context& context, const Followed& followed) {
    const auto& fee = followed.paying->fee;
    if (fee.lets_work_begin()) {
        html::Html inside;
        inside << base::to_pounds(fee.amount);
        out << govuk::panel({.title_text = context.say(fee.state == State::free ? "website.pay_free" : "website.pay_done"), .html = std::move(inside)});
        put_summary(out, context, followed);
        put_line(out, followed.visit ? context.say("website.pay_done_visit", {{"visit", shown_visit(context, followed.visit->slot)}}) : context.say("website.pay_done_next"));
    } else {
        put_heading(out, context.say("website.pay_over"));
        put_line(out, context.say(fee.state == State::lapsed ? "website.pay_lapsed" : "website.pay_dropped"));
    }
    out << govuk::button({.text = context.say("website.sent_follow"), .href = followed.address()});
}

void put_money_back(html::Html& out, const web::Context& context, const Followed& followed) {
    const auto& paying = *followed.paying;
    if (paying.fee.owed_back == Pence{}) return;
    const bool is_owed = paying.owed > Pence{};
    put_line(out, context.say(is_owed ? "website.pay_back_coming" : "website.pay_back_sent",
                              {{"amount", base::to_pounds(is_owed ? paying.owed : paying.fee.owed_back)}, {"reason", paying.fee.owed_reason}}));
}

}  // namespace

PriceShown price_before_sending(const Site& site, const Report& report) {
    const auto& context = report.context;
    PriceShown shown;
    if (!report.service.fee || joins(report.request)) return shown;
    const auto answers = forms::check(report.service.form, sent_with(report.request, report.service).answer);
    if (!answers) return shown;
    const auto price = fees::price_of(report.service, *answers, context.now);
    auto& out = shown.html;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.pay_title") << "</h2>"_html;
    if (!price) {
        put_line(out, context.say(price.error().key));
        return shown;
    }
    const auto& [amount, reason] = **price;
    out << "<p class=\"govuk-body-l\">"_html;
    if (amount == Pence{})
        out << context.say("website.pay_nothing", {{"reason", reason}});
    else
        out << context.say("website.pay_will", {{"amount", base::to_pounds(amount)}, {"reason", reason}});
    out << "</p>"_html;
    put_price_field(out, amount);
    if (amount == Pence{}) return shown;
    const auto online = context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<bool> { return payments::has_account(tx); });
    shown.leads_to_payment = online && *online;
    put_line(out, shown.leads_to_payment ? context.say("website.pay_by_card", {{"days", std::to_string(report.service.fee->pay_within_days)}}) : otherwise(site, context));
    return shown;
}

void put_payment(html::Html& out, const web::Context& context, const Followed& followed) {
    if (!followed.paying) return;
    const auto& paying = *followed.paying;
    const auto& fee = paying.fee;
    out << "<div class=\"gh-ask\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.pay_title") << "</h2><p class=\"govuk-body\"><strong>"_html
        << fees::shown(fee) << "</strong></p>"_html;
    put_line(out, context.say("website.pay_state_" + std::string(fees::code_of(fee.state)), {{"day", day_of(context, fee.settled.value_or(fee.pay_by))}}));
    put_money_back(out, context, followed);
    if (fee.state == State::due && paying.to_pay < fee.amount) put_line(out, context.say("website.pay_rest", {{"amount", base::to_pounds(paying.to_pay)}}));
    if (fee.state == State::due && followed.request.is_live()) {
        if (!paying.can_pay_online)
            put_line(out, context.say("website.pay_not_online"));
        else
            govuk::button(out, {.text = context.say("website.pay_now"), .href = followed.address() + "/pay", .classes = "gh-no-print"});
    }
    out << "</div>"_html;
}

bool looks_again(const fees::Paying& paying, bool is_back, Instant now) {
    if (!paying.is_under_way()) return paying.fee.state == State::due && paying.to_pay == Pence{};
    const auto& payment = *paying.payment;
    if (payment.next_url.empty() && payment.state != payments::State::submitted && payment.state != payments::State::capturable)
        return payment.problem.empty() && payment.begun + std::chrono::minutes{2} > now;
    return is_back && payment.begun + std::chrono::minutes{100} > now;
}

html::Page pay_page(const Site& site, const web::Context& context, const Followed& followed) {
    const auto& paying = *followed.paying;
    auto page = framed(context, followed, context.say("website.pay_page"));
    auto& out = page.main;
    const bool is_known = paying.is_under_way() && !paying.payment->next_url.empty();
    if (paying.fee.is_settled()) {
        put_settled(out, context, followed);
    } else if (paying.is_under_way() && !is_known && looks_again(paying, false, context.now)) {
        put_waiting(out, context, followed, "website.pay_preparing", "website.pay_preparing_text");
    } else {
        put_heading(out, context.say("website.pay_heading", {{"amount", base::to_pounds(paying.to_pay)}}));
        put_line(out, context.say("website.pay_kept"));
        put_summary(out, context, followed);
        if (is_known) {
            put_line(out, context.say("website.pay_leaving"));
            govuk::button(out, {.text = context.say("website.pay_go"), .href = paying.payment->next_url, .is_start_button = true});
        } else if (!paying.can_pay_online || paying.is_under_way()) {
            put_line(out, paying.can_pay_online ? context.say("website.pay_unreachable") : otherwise(site, context));
        } else {
            put_pay_button(out, context, followed, "website.pay_card");
        }
        put_later(out, context, followed);
    }
    out << "</div>"_html;
    return page;
}

html::Page paid_page(const Site& site, const web::Context& context, const Followed& followed) {
    const auto& paying = *followed.paying;
    const bool is_earlier = paying.payment && paying.payment->state == payments::State::success;  // it was given back, and the rest is to be paid
    if (is_earlier && paying.to_pay > Pence{}) return pay_page(site, context, followed);
    auto page = framed(context, followed, context.say("website.pay_page"));
    auto& out = page.main;
    const bool came_to_nothing = paying.payment && payments::is_final(paying.payment->state) && paying.payment->state != payments::State::success;
    if (paying.fee.is_settled()) {
        put_settled(out, context, followed);
    } else if (came_to_nothing) {
        put_heading(out, context.say("website.pay_not_taken"));
        put_line(out, why_not(context, *paying.payment));
        put_line(out, context.say("website.pay_kept"));
        put_summary(out, context, followed);
        if (paying.can_pay_online)
            put_pay_button(out, context, followed, "website.pay_again");
        else
            put_line(out, otherwise(site, context));
        put_later(out, context, followed);
    } else {
        put_waiting(out, context, followed, "website.pay_checking", "website.pay_checking_text");
        if (paying.is_under_way() && !paying.payment->next_url.empty()) {
            out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
            out.url("href", paying.payment->next_url) << ">"_html << context.say("website.pay_back_to") << "</a></p>"_html;
        }
    }
    out << "</div>"_html;
    return page;
}

html::Html before_withdrawing(const web::Context& context, const Followed& followed) {
    html::Html out;
    if (!followed.paying || followed.paying->fee.state != State::paid) return out;
    const auto& back = followed.given_back;
    if (!back) return out << govuk::inset_text({.text = context.say("website.pay_back_by_staff")});
    const char* key = back->amount == Pence{} ? "website.pay_back_nothing" : "website.pay_back_would";
    return out << govuk::inset_text({.text = context.say(key, {{"amount", base::to_pounds(back->amount)}, {"reason", back->reason}})});
}

}  // namespace website
