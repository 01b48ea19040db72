// A day of ours beside the provider's: what was compared, and where the two differ.

#include "desk/parts.h"
#include "desk/payment_page.h"
#include "html/patterns.h"
#include "jobs/jobs.h"
#include "places/places.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

struct BooksOfDay {
    std::optional<payments::DayCompared> compared;
    std::vector<payments::Difference> differences, open;
    std::map<payments::PaymentId, payments::Payment> payments;
};

Result<BooksOfDay> read_books(db::Tx& tx, const access::Actor& who, Day day) {
    constexpr int most = 200;
    auto compared = TRY(payments::day_compared(tx, who, day));
    auto differences = TRY(payments::differences_of(tx, who, day));
    auto open = TRY(payments::open_differences(tx, who, most));
    std::erase_if(open, [&](const payments::Difference& each) { return each.day == day; });
    BooksOfDay of{std::move(compared), std::move(differences), std::move(open), {}};
    for (const auto* list : {&of.differences, &of.open})
        for (const auto& each : *list)
            if (each.payment)
                if (auto payment = payments::find(tx, *each.payment)) of.payments.emplace(*each.payment, *std::move(payment));
    return of;
}

std::string sum_and_state(const std::optional<Pence>& amount, const std::string& state, const web::Context& context) {
    std::string text = amount ? base::to_pounds(*amount) : std::string();
    if (!state.empty()) text += (text.empty() ? "" : ", ") + context.say("desk.pay_is_" + state);
    return text;
}

html::Html differences_table(const web::Context& context, const BooksOfDay& of, const std::vector<payments::Difference>& differences, const char* caption, bool names_day) {
    govuk::Table table{.caption = context.say(caption), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    if (names_day) table.head.push_back({.text = context.say("desk.pay_of_day")});
    for (const auto* column : {"desk.diff_kind", "desk.pay_reference", "desk.diff_ours", "desk.diff_theirs", "desk.diff_found", "desk.state"}) table.head.push_back({.text = context.say(column)});
    for (const auto& each : differences) {
        std::vector<govuk::Cell> row;
        if (names_day) row.push_back({.text = places::shown_date(each.day, context.language)});
        row.push_back({.text = context.say("desk.diff_" + std::string(payments::code_of(each.kind)))});
        const auto payment = each.payment ? of.payments.find(*each.payment) : of.payments.end();
        row.push_back(payment == of.payments.end() ? govuk::Cell{.text = each.reference.empty() ? each.provider_id : each.reference} : govuk::Cell{.html = payment_link(payment->second)});
        row.push_back({.text = sum_and_state(each.ours, each.our_state, context)});
        row.push_back({.text = sum_and_state(each.theirs, each.their_state, context)});
        row.push_back({.text = website::shown_time(context, each.found)});
        row.push_back({.html = html::badge({.text = each.gone ? context.say("desk.diff_gone", {{"time", website::shown_time(context, *each.gone)}}) : context.say("desk.diff_open"),
                                            .kind = each.gone ? "good" : "alert"})});
        table.rows.push_back(std::move(row));
    }
    return html::wide_table(table);
}

void put_day_choice(html::Html& out, const web::Context& context, Day day) {
    out << "<form method=\"get\" action=\"/staff/payments/day\" class=\"gh-line-form\">"_html
        << govuk::input({.id = "day", .name = "day", .type = "date", .value = base::to_iso(day), .label = {.text = context.say("desk.pay_of_day")}, .classes = "govuk-input--width-10"})
        << govuk::button({.text = context.say("desk.pay_show"), .classes = "govuk-button--secondary"}) << "</form>"_html;
}

void put_comparing(html::Html& out, const web::Context& context, Day day) {
    out << "<form method=\"post\" action=\"/staff/payments/day\">"_html << website::seal_fields(context) << "<input type=\"hidden\" name=\"day\""_html;
    out.attribute("value", base::to_iso(day)) << ">"_html << govuk::button({.text = context.say("desk.day_compare"), .prevent_double_click = true, .classes = "govuk-button--secondary"})
                                              << "</form>"_html;
}

}  // namespace

Result<web::Response> show_payment_day(const Site& site, web::Request& request, web::Context& context) {
    const auto day = day_asked(request).value_or(today(context) - std::chrono::days{1});
    const auto of = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_books(tx, actor_of(context), day); }));
    html::Page page{.title = context.say("desk.pay_day")};
    auto& out = page.main;
    out << heading(page.title, context.say("desk.payments")) << payment_tabs(context, "/staff/payments/day");
    if (request.query.has("done")) govuk::notification_banner(out, {.text = context.say("desk.day_asked"), .title_text = context.say("desk.done"), .type = "success"});
    put_day_choice(out, context, day);
    out << "<h2 class=\"govuk-heading-m\">"_html << places::shown_date(day, context.language) << "</h2>"_html;
    if (of.compared)
        out << html::figures({.items = {{.value = std::to_string(of.compared->ours), .name = context.say("desk.day_ours")},
                                        {.value = std::to_string(of.compared->theirs), .name = context.say("desk.day_theirs")},
                                        {.value = std::to_string(of.compared->open), .name = context.say("desk.day_open")}}})
            << "<p class=\"govuk-body\">"_html << context.say("desk.day_compared", {{"time", website::shown_time(context, of.compared->at)}}) << "</p>"_html;
    else
        out << html::empty_state({.text = context.say(day < today(context) ? "desk.day_not_compared" : "desk.day_not_over")});
    if (!of.differences.empty())
        out << differences_table(context, of, of.differences, "desk.diff_caption", false);
    else if (of.compared)
        out << "<p class=\"govuk-body\">"_html << context.say("desk.diff_none") << "</p>"_html;
    if (day < today(context)) put_comparing(out, context, day);
    if (!of.open.empty()) out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.diff_others") << "</h2>"_html << differences_table(context, of, of.open, "desk.diff_others", true);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> compare_payment_day(const Site&, web::Request& request, web::Context& context) {
    const auto day = day_asked(request);
    if (!day) return refuse(Kind::invalid, "payments.day_not_over");
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(payments::reconcile(tx, actor_of(context), *day));
        return std::string("asked");
    }));
    jobs::wake(context.tenant.db);
    return web::see_other("/staff/payments/day?day=" + base::to_iso(*day) + "&done=asked");
}

}  // namespace desk
