// The payments of a day with their sums, and the money that is to be given back.

#include "desk/parts.h"
#include "desk/payment_page.h"
#include "html/patterns.h"
#include "places/places.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

/// What is chosen beside the day.
constexpr const char* payment_groups[] = {"all", "paid", "open", "ended"};
bool is_in_group(const std::string& group, const payments::Payment& payment) {
    const bool is_paid = payment.state == payments::State::success, is_over = payments::is_final(payment.state);
    if (group == "paid") return is_paid;
    if (group == "open") return !is_over;
    if (group == "ended") return is_over && !is_paid;
    return true;
}

struct PaymentRow {
    payments::Payment payment;
    std::optional<PaidFor> what;
    Pence given_back;
};
struct PaymentsOfDay {
    Day day;
    std::string group;
    std::vector<PaymentRow> rows;
    Pence paid, open, given_back;
    std::size_t count = 0;
};

Result<PaymentsOfDay> read_payments(db::Tx& tx, const access::Actor& who, Day day, const std::string& group) {
    PaymentsOfDay of{.day = day, .group = group, .rows = {}};
    auto all = TRY(payments::payments_of(tx, who, day));
    for (auto& payment : all) {
        PaymentRow row{std::move(payment), std::nullopt, {}};
        for (const auto& refund : payments::refunds_of(tx, row.payment.id))
            if (refund.state == payments::RefundState::success) row.given_back = row.given_back + refund.amount;
        ++of.count;
        of.given_back = of.given_back + row.given_back;
        if (row.payment.state == payments::State::success) of.paid = of.paid + row.payment.amount;
        if (!payments::is_final(row.payment.state)) of.open = of.open + row.payment.amount;
        if (!is_in_group(group, row.payment)) continue;
        row.what = paid_for(tx, row.payment);
        of.rows.push_back(std::move(row));
    }
    return of;
}

html::Html paid_for_link(const std::optional<PaidFor>& what) {
    html::Html link;
    if (!what) return link;
    link << "<span>"_html << what->service << "<br><a class=\"govuk-link gh-code\""_html;
    link.url("href", "/staff/cases/" + to_string(what->case_id)) << ">"_html << what->reference << "</a></span>"_html;
    return link;
}

void put_day_and_state(html::Html& out, const web::Context& context, const PaymentsOfDay& of) {
    std::vector<govuk::SelectItem> items;
    for (const auto* group : payment_groups) items.push_back({.value = group, .text = context.say(std::string("desk.pay_group_") + group)});
    out << "<form method=\"get\" action=\"/staff/payments\" class=\"gh-line-form\">"_html
        << govuk::input({.id = "day", .name = "day", .type = "date", .value = base::to_iso(of.day), .label = {.text = context.say("desk.pay_of_day")}, .classes = "govuk-input--width-10"})
        << govuk::select({.id = "state", .name = "state", .items = std::move(items), .value = of.group, .label = {.text = context.say("desk.state")}})
        << govuk::button({.text = context.say("desk.pay_show"), .classes = "govuk-button--secondary"}) << "</form><p class=\"govuk-body\">"_html;
    const auto link = [&](Day day, const char* words) {
        out << "<a class=\"govuk-link\""_html;
        out.url("href", "/staff/payments?day=" + base::to_iso(day) + "&state=" + of.group) << ">"_html << context.say(words) << "</a> "_html;
    };
    link(of.day - std::chrono::days{1}, "desk.pay_day_before");
    if (of.day < today(context)) link(of.day + std::chrono::days{1}, "desk.pay_day_after");
    out << "</p>"_html;
}

}  // namespace

Result<web::Response> show_payments(const Site& site, web::Request& request, web::Context& context) {
    const auto day = day_asked(request).value_or(today(context));
    const auto wanted = std::string(request.query.text("state"));
    const auto group = std::ranges::find(payment_groups, wanted) == std::end(payment_groups) ? std::string("all") : wanted;
    const auto of = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_payments(tx, actor_of(context), day, group); }));
    html::Page page{.title = context.say("desk.payments")};
    auto& out = page.main;
    out << heading(page.title, places::shown_date(day, context.language)) << payment_tabs(context, "/staff/payments");
    put_day_and_state(out, context, of);
    out << html::figures({.items = {{.value = std::to_string(of.count), .name = context.say("desk.pay_count")},
                                    {.value = base::to_pounds(of.paid), .name = context.say("desk.pay_sum_paid")},
                                    {.value = base::to_pounds(of.open), .name = context.say("desk.pay_sum_open")},
                                    {.value = base::to_pounds(of.given_back), .name = context.say("desk.pay_sum_back")}}});
    if (of.rows.empty()) {
        out << html::empty_state({.text = context.say("desk.pay_none")});
        return site.staff_page(request, context, std::move(page));
    }
    govuk::Table table{.caption = context.say("desk.payments"), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    for (const auto* column : {"desk.pay_time", "desk.pay_reference", "desk.pay_for", "desk.pay_amount", "desk.pay_back", "desk.state"}) table.head.push_back({.text = context.say(column)});
    for (const auto& row : of.rows)
        table.rows.push_back({{.text = website::shown_time(context, row.payment.begun)},
                              {.html = payment_link(row.payment)},
                              {.html = paid_for_link(row.what)},
                              {.text = base::to_pounds(row.payment.amount)},
                              {.text = row.given_back == Pence{} ? std::string() : base::to_pounds(row.given_back)},
                              {.html = state_of(context, row.payment)}});
    out << html::wide_table(table);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_refunds(const Site& site, web::Request& request, web::Context& context) {
    struct ToDo {
        std::vector<fees::Owed> owed;
        std::vector<payments::RefundWaiting> waiting;
        std::map<access::StaffId, std::string> names;
    };
    constexpr int most = 200;
    const auto& who = actor_of(context);
    const auto to_do = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<ToDo> {
        auto owed = TRY(fees::owed_back(tx, who, most));
        auto waiting = TRY(payments::refunds_waiting(tx, who, most));
        ToDo found{std::move(owed), std::move(waiting), {}};
        std::vector<access::StaffId> staff;
        for (const auto& [refund, payment] : found.waiting) staff.push_back(refund.asked_by);
        if (!staff.empty()) found.names = access::staff_names(tx, staff);
        return found;
    }));
    html::Page page{.title = context.say("desk.refunds")};
    auto& out = page.main;
    out << heading(page.title, context.say("desk.payments")) << payment_tabs(context, "/staff/payments/refunds") << "<h2 class=\"govuk-heading-m\">"_html
        << context.say("desk.refunds_owed") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.refunds_owed_text") << "</p>"_html;
    govuk::Table owed{.caption = context.say("desk.refunds_owed"), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    for (const auto* column : {"desk.pay_reference", "desk.pay_request", "desk.pay_amount", "desk.pay_reason", "desk.state"}) owed.head.push_back({.text = context.say(column)});
    for (const auto& each : to_do.owed)
        owed.rows.push_back({{.html = payment_link(each.payment)}, {.text = each.fee.reference.spoken()}, {.text = base::to_pounds(each.amount)}, {.text = each.fee.owed_reason}, {.text = owed_state(context, each)}});
    out << (owed.rows.empty() ? html::empty_state({.text = context.say("desk.refunds_owed_none")}) : html::wide_table(owed)) << "<h2 class=\"govuk-heading-m\">"_html
        << context.say("desk.refunds_waiting") << "</h2>"_html;
    govuk::Table waiting{.caption = context.say("desk.refunds_waiting"), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    for (const auto* column : {"desk.pay_reference", "desk.pay_amount", "desk.pay_reason", "desk.refund_asked", "desk.state"}) waiting.head.push_back({.text = context.say(column)});
    for (const auto& [refund, payment] : to_do.waiting) {
        const auto name = to_do.names.find(refund.asked_by);
        waiting.rows.push_back({{.html = payment_link(payment)},
                                {.text = base::to_pounds(refund.amount)},
                                {.text = refund.reason},
                                {.text = (name == to_do.names.end() ? std::string() : name->second + ", ") + website::shown_time(context, refund.asked_at)},
                                {.html = state_of(context, refund)}});
    }
    out << (waiting.rows.empty() ? html::empty_state({.text = context.say("desk.refunds_waiting_none")}) : html::wide_table(waiting));
    return site.staff_page(request, context, std::move(page));
}

}  // namespace desk
