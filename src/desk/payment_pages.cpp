// One payment with its story, and money given back: one asks, another approves.

#include "desk/parts.h"
#include "desk/payment_page.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "payments/events.h"
#include "places/places.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

struct PaymentShown {
    payments::Payment payment;
    std::vector<payments::Refund> refunds;
    std::optional<PaidFor> what;
    std::optional<fees::Fee> fee;
    std::optional<fees::Owed> owed;
    std::vector<journal::Fact> facts;  // of this payment
    std::map<access::StaffId, std::string> names;
    Pence left;
    std::string name_of(access::StaffId id) const {
        const auto found = names.find(id);
        return found == names.end() ? std::string() : found->second;
    }
};

/// A sum as it is typed in pounds; nothing where it is none.
std::optional<Pence> pence_typed(std::string_view typed) {
    forms::Form form;
    form.questions.emplace_back();
    form.questions.back().code = "amount";
    form.questions.back().type = forms::Type::money;
    const auto answers = forms::check(form, [&](std::string_view) -> std::optional<std::string_view> { return typed; });
    if (!answers || answers->empty()) return std::nullopt;
    std::int64_t pence = 0;
    const auto& text = answers->front().value;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pence);
    if (error != std::errc{}) return std::nullopt;
    return Pence{pence};
}

Result<payments::PaymentId> payment_in(const web::Request& request) {
    const auto id = parse_id<payments::PaymentId>(request.param("payment"));
    if (!id) return refuse(Kind::not_found, "payments.no_such_payment");
    return *id;
}

Result<PaymentShown> read_payment_shown(db::Tx& tx, const access::Actor& who, payments::PaymentId id) {
    auto payment = TRY(payments::read(tx, who, id));
    PaymentShown shown{.payment = std::move(payment), .refunds = payments::refunds_of(tx, id)};
    shown.what = paid_for(tx, shown.payment);
    if (shown.payment.subject.kind == "request") shown.fee = fees::find(tx, cases::RequestId{shown.payment.subject.id});
    if (shown.fee) shown.owed = fees::owed_of(tx, *shown.fee);
    shown.left = payments::can_be_refunded(tx, shown.payment);
    for (auto& fact : journal::facts_of(tx, shown.payment.subject.id))
        if (fact.kind.starts_with("payments.") && fact.as<payments::PaymentBegun>().payment == id) shown.facts.push_back(std::move(fact));
    std::vector<access::StaffId> staff;
    for (const auto& refund : shown.refunds) {
        staff.push_back(refund.asked_by);
        if (refund.decided_by) staff.push_back(*refund.decided_by);
    }
    if (!staff.empty()) shown.names = access::staff_names(tx, staff);
    return shown;
}

void put_payment_facts(html::Html& out, const web::Context& context, const PaymentShown& shown) {
    const auto& payment = shown.payment;
    govuk::SummaryList list;
    const auto add = [&](const char* key, std::string value) {
        if (!value.empty()) list.rows.push_back({.key = {.text = context.say(key)}, .value = {.text = std::move(value)}});
    };
    list.rows.push_back({.key = {.text = context.say("desk.state")}, .value = {.html = state_of(context, payment)}});
    if (!payment.problem.empty()) add("desk.pay_problem", context.say("desk.pay_problem_" + payment.problem));
    add("desk.pay_code", payment.code);
    if (shown.what) {
        html::Html link;
        link << shown.what->service << ", <a class=\"govuk-link gh-code\""_html;
        link.url("href", "/staff/cases/" + to_string(shown.what->case_id)) << ">"_html << shown.what->reference << "</a>"_html;
        list.rows.push_back({.key = {.text = context.say("desk.pay_for")}, .value = {.html = std::move(link)}});
    }
    if (shown.fee) add("desk.pay_reason", shown.fee->reason);
    add("desk.pay_began", website::shown_time(context, payment.begun));
    if (payment.settled) add("desk.pay_settled", website::shown_time(context, *payment.settled));
    add("desk.pay_provider_id", payment.provider_id);
    add("desk.pay_ledger", payment.ledger_code + ", " + payment.vat_code);
    out << govuk::summary_list(list);
}

void put_refund_decision(html::Html& out, const web::Context& context, const payments::Refund& refund) {
    const auto& who = actor_of(context);
    if (refund.state != payments::RefundState::asked || !who.may(Permission::refund_payment) || !who.staff()) return;
    const auto button = [&](const char* address, const char* words, const char* classes) {
        out << "<form method=\"post\""_html;
        out.url("action", "/staff/refunds/" + to_string(refund.id) + address) << ">"_html << website::seal_fields(context)
            << govuk::button({.text = context.say(words), .prevent_double_click = true, .classes = classes}) << "</form>"_html;
    };
    out << "<div class=\"govuk-button-group\">"_html;
    if (refund.asked_by != who.staff()) button("/approval", "desk.refund_approve", "");
    button("/decline", "desk.refund_decline", "govuk-button--secondary");
    out << "</div>"_html;
    if (refund.asked_by == who.staff()) out << "<p class=\"govuk-hint\">"_html << context.say("desk.refund_yours") << "</p>"_html;
}

void put_refunds(html::Html& out, const web::Context& context, const PaymentShown& shown) {
    for (const auto& refund : shown.refunds) {
        out << "<section class=\"gh-panel\"><h3 class=\"govuk-heading-s\">"_html << base::to_pounds(refund.amount) << " "_html << state_of(context, refund)
            << "</h3><p class=\"govuk-body\">"_html << refund.reason << "</p><p class=\"govuk-body-s\">"_html
            << context.say("desk.refund_asked_by", {{"name", shown.name_of(refund.asked_by)}, {"time", website::shown_time(context, refund.asked_at)}});
        if (refund.decided_by)
            out << " "_html << context.say(refund.state == payments::RefundState::declined ? "desk.refund_declined_by" : "desk.refund_approved_by",
                                           {{"name", shown.name_of(*refund.decided_by)}, {"time", website::shown_time(context, *refund.decided_at)}});
        if (!refund.problem.empty()) out << " "_html << context.say("desk.refund_problem", {{"problem", context.say("desk.pay_problem_" + refund.problem)}});
        out << "</p>"_html;
        put_refund_decision(out, context, refund);
        out << "</section>"_html;
    }
}

void put_refund_form(html::Html& out, const web::Request& request, const web::Context& context, const PaymentShown& shown, std::span<const Problem> problems) {
    if (shown.left <= Pence{} || !actor_of(context).may(Permission::refund_payment) || !actor_of(context).staff()) return;
    const auto typed = [&](const char* name, const std::string& otherwise) { return request.form.has(name) ? std::string(request.form.text(name)) : otherwise; };
    const auto amount = shown.owed && shown.owed->to_ask > Pence{} ? shown.owed->to_ask : shown.left;
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.refund_ask") << "</h2><p class=\"govuk-body\">"_html
        << context.say("desk.refund_left", {{"amount", base::to_pounds(shown.left)}}) << "</p><form method=\"post\" novalidate"_html;
    out.url("action", address_of(shown.payment.id) + "/refunds") << ">"_html << website::seal_fields(context);
    govuk::input(out, {.id = "amount", .name = "amount", .inputmode = "decimal", .value = typed("amount", base::to_pounds(amount).substr(2)),
                       .label = {.text = context.say("desk.refund_amount")}, .error_message = html::problem_at(problems, "amount"), .prefix = {.text = "£"}, .classes = "govuk-input--width-10", .autocomplete = "off"});
    govuk::input(out, {.id = "reason", .name = "reason", .value = typed("reason", shown.owed ? shown.fee->owed_reason : std::string()), .label = {.text = context.say("desk.refund_reason")},
                       .hint = {.text = context.say("desk.refund_reason_hint")}, .error_message = html::problem_at(problems, "reason"), .autocomplete = "off"});
    out << govuk::button({.text = context.say("desk.refund_send"), .prevent_double_click = true}) << "</form></section>"_html;
}

void put_owed(html::Html& out, const web::Context& context, const PaymentShown& shown) {
    if (!shown.owed) return;
    auto said = context.say("desk.refund_owed", {{"amount", base::to_pounds(shown.owed->amount)}, {"reason", shown.fee->owed_reason}});
    if (const auto state = owed_state(context, *shown.owed); !state.empty()) said += ". " + state;
    out << govuk::inset_text({.text = said});
}

void put_payment_story(html::Html& out, const web::Context& context, const PaymentShown& shown) {
    html::Timeline timeline{.language = context.language};
    for (const auto& fact : shown.facts) {
        const auto event = fact.as<payments::PaymentBegun>();
        timeline.items.push_back({.title = context.say("desk.pay_did_" + fact.kind.substr(std::string_view("payments.").size())),
                                  .time = website::shown_time(context, fact.at),
                                  .datetime = base::to_iso(fact.at),
                                  .text = base::to_pounds(Pence{event.amount})});
    }
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.pay_story") << "</h2>"_html << html::timeline(timeline);
}

Result<web::Response> payment_page(const Site& site, const web::Request& request, const web::Context& context, payments::PaymentId id, std::span<const Problem> problems, int status) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_payment_shown(tx, actor_of(context), id); }));
    html::Page page{.title = context.say("desk.pay_one", {{"amount", base::to_pounds(shown.payment.amount)}}), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.payments"), .href = "/staff/payments?day=" + base::to_iso(places::zone_of(context.tenant.time_zone).day(shown.payment.begun))});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(page.title, shown.payment.reference);
    if (problems.empty() && request.query.has("done"))
        govuk::notification_banner(out, {.text = context.say("desk.refund_done_" + std::string(request.query.text("done") == "asked" ? "asked" : request.query.text("done") == "approved" ? "approved" : "declined")),
                                         .title_text = context.say("desk.done"), .type = "success"});
    out << "<div class=\"gh-split\"><div>"_html;
    put_payment_facts(out, context, shown);
    if (!payments::is_final(shown.payment.state)) {
        out << "<form method=\"post\""_html;
        out.url("action", address_of(id) + "/question") << ">"_html << website::seal_fields(context)
            << govuk::button({.text = context.say("desk.pay_ask_again"), .prevent_double_click = true, .classes = "govuk-button--secondary"}) << "</form>"_html;
    }
    put_payment_story(out, context, shown);
    out << "</div><div class=\"gh-split__side\">"_html;
    put_owed(out, context, shown);
    put_refunds(out, context, shown);
    put_refund_form(out, request, context, shown, problems);
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// A decision about somebody's refund; then back to its payment.
Result<web::Response> decide_refund(web::Request& request, web::Context& context, const char* done, Result<void> (*verb)(db::Tx&, const access::Actor&, payments::RefundId)) {
    const auto id = parse_id<payments::RefundId>(request.param("refund"));
    if (!id) return refuse(Kind::not_found, "payments.no_such_refund");
    const auto operation = TRY(web::operation_of(request, context));
    const auto decided = TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto refund = TRY(payments::find_refund(tx, *id));
        TRY(verb(tx, actor_of(context), *id));
        return to_string(refund.payment);
    }));
    jobs::wake(context.tenant.db);
    return web::see_other("/staff/payments/" + decided.text + "?done=" + done);
}

}  // namespace

Result<web::Response> show_payment(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(payment_in(request));
    return payment_page(site, request, context, id, {}, 200);
}

Result<web::Response> ask_payment_again(const Site&, web::Request& request, web::Context& context) {
    const auto id = TRY(payment_in(request));
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(payments::read(tx, actor_of(context), id));
        TRY(payments::refresh(tx, id));
        return std::string("asked");
    }));
    jobs::wake(context.tenant.db);
    return web::see_other(address_of(id));
}

Result<web::Response> ask_for_refund(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(payment_in(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto amount = pence_typed(request.form.text("amount")).value_or(Pence{});
    const auto asked = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto refund = TRY(payments::ask_refund(tx, actor_of(context), id, amount, request.form.text("reason")));
        return to_string(refund);
    });
    if (asked) return web::see_other(address_of(id) + "?done=asked");
    if (asked.error().kind == Kind::invalid && !asked.error().fields.empty()) return payment_page(site, request, context, id, asked.error().fields, 422);
    return std::unexpected(asked.error());
}

Result<web::Response> approve_refund(const Site&, web::Request& request, web::Context& context) { return decide_refund(request, context, "approved", payments::approve_refund); }
Result<web::Response> decline_refund(const Site&, web::Request& request, web::Context& context) { return decide_refund(request, context, "declined", payments::decline_refund); }

}  // namespace desk
