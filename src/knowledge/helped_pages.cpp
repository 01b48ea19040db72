// "Did this help?": asked below an article, answered by a form, told to whoever writes it.

#include "html/govuk.h"
#include "html/hidden.h"
#include "html/patterns.h"
#include "knowledge/helped.h"
#include "knowledge/pages.h"
#include "places/times.h"

#include <algorithm>

namespace knowledge {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

std::string action_of(const Article& article, Audience audience, const char* what) {
    return (audience == Audience::staff ? "/staff/knowledge/" : "/help/") + article.slug + what;
}

html::Html begin_form(const web::Context& context, const Article& article, const std::string& action, const std::string& back) {
    const auto seal = context.seal();
    html::Html out = "<form method=\"post\" novalidate"_html;
    out.url("action", action);
    if (back.find("?service=") != back.npos) out << " data-replaces=\"beside\""_html;  // what is typed beside it stays
    out << ">"_html;
    html::hidden_field(out, "csrf", seal.csrf);
    html::hidden_field(out, "operation", seal.operation);
    html::hidden_field(out, "version", std::to_string(article.version));
    html::hidden_field(out, "back", back);
    return out;
}

void put_button(html::Html& out, const web::Context& context, const char* value, const char* said, const Article& article) {
    html::Html text;
    text << context.say(said) << "<span class=\"govuk-visually-hidden\">: "_html << article.title << "</span>"_html;
    govuk::button(out, {.html = std::move(text), .name = "helped", .value = value, .classes = "govuk-button--secondary"});
}

void put_wanted(html::Html& out, const web::Context& context, const Article& article, Audience audience, const std::string& back) {
    out << begin_form(context, article, action_of(article, audience, "/wanted"), back);
    govuk::input(out, {.id = "wanted-" + article.slug,
                       .name = "wanted",
                       .label = {.text = context.say("knowledge.wanted")},
                       .hint = {.text = context.say("knowledge.wanted_hint")},
                       .autocomplete = "off",
                       .attributes = {{"maxlength", "200"}}});
    govuk::button(out, {.text = context.say("knowledge.wanted_send"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

/// Where the form stood, as far as that is a page where one stands.
std::string page_of(const web::Request& request, Audience audience) {
    const std::string slug(request.param("slug"));
    if (audience == Audience::everybody) return "/help/" + slug;
    const std::string back(request.form.text("back"));
    return back.starts_with("/staff/calls/") ? web::local_path(back) : "/staff/knowledge/" + slug;
}

web::Response back_to(const web::Request& request, Audience audience, const char* said) {
    const auto page = page_of(request, audience);
    return web::see_other(page + (page.find('?') == page.npos ? '?' : '&') + "helped=" + said + "&of=" + std::string(request.param("slug")) +
                          "#helped-" + std::string(request.param("slug")));
}

Result<void> require_not_too_much(const Parts& parts, const web::Request& request, const web::Context& context) {
    const auto wait = parts.too_much ? parts.too_much(request, context) : std::nullopt;
    if (!wait) return {};
    return std::unexpected(Refusal{Kind::unavailable, "web.too_many", {{"retry_after", std::to_string(wait->count())}}, {}});
}

Result<web::Response> answer(const Parts& parts, web::Request& request, web::Context& context, Audience audience) {
    if (audience == Audience::everybody) TRY(require_not_too_much(parts, request, context));
    const auto operation = TRY(web::operation_of(request, context));
    const auto said = request.form.text("helped");
    if (said != "yes" && said != "no") return back_to(request, audience, "");
    const auto today = places::zone_of(context.tenant.time_zone).day(context.now);
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(count_helped(tx, audience, request.param("slug"), number_of(request.form.text("version")), today, said == "yes"));
        return std::string(said);
    }));
    return back_to(request, audience, said == "yes" ? "yes" : "no");
}

Result<web::Response> take_wanted(const Parts& parts, web::Request& request, web::Context& context, Audience audience) {
    if (audience == Audience::everybody) TRY(require_not_too_much(parts, request, context));
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(keep_wanted(tx, audience, request.param("slug"), number_of(request.form.text("version")), request.form.text("wanted")));
        return std::string("kept");
    }));
    return back_to(request, audience, "said");
}

std::string shown_audience(const web::Context& context, Audience audience) {
    return context.say(audience == Audience::staff ? "knowledge.by_staff" : "knowledge.by_everybody");
}

std::string of_so_many(const web::Context& context, std::int64_t helped, std::int64_t answered) {
    return context.say("knowledge.helped_of", {{"helped", std::to_string(helped)}, {"answered", std::to_string(answered)}});
}

html::Html months_table(const web::Context& context, const std::vector<HelpedMonth>& months) {
    govuk::Table table{.head = {{.text = context.say("knowledge.month")},
                                {.text = context.say("knowledge.version")},
                                {.text = context.say("knowledge.readers")},
                                {.text = context.say("knowledge.helped")}},
                       .caption = context.say("knowledge.helped_by_month"),
                       .caption_classes = "govuk-table__caption--s",
                       .name_cells = true};
    for (const auto& month : months)
        table.rows.push_back({{.text = base::to_iso(month.month).substr(0, 7)},
                              {.text = std::to_string(month.version)},
                              {.text = shown_audience(context, month.audience)},
                              {.text = of_so_many(context, month.helped, month.answered)}});
    return html::wide_table(table);
}

}  // namespace

html::Html helped_form(const web::Request& request, const web::Context& context, const Article& article, Audience audience, const std::string& back) {
    const auto of = request.query.text("of");
    const auto said = of == article.slug ? request.query.text("helped") : std::string_view();
    html::Html out = "<section class=\"gh-helped\""_html;
    out.attribute("id", "helped-" + article.slug).attribute("aria-label", context.say("knowledge.did_it_help")) << "><p class=\"govuk-body govuk-!-font-weight-bold\">"_html
        << context.say("knowledge.did_it_help") << "</p>"_html;
    if (!said.empty())
        out << "<p class=\"govuk-body\" role=\"status\">"_html << context.say(said == "no" ? "knowledge.helped_sorry" : "knowledge.helped_thanks") << "</p>"_html;
    if (said == "no") put_wanted(out, context, article, audience, back);
    if (said.empty()) {
        out << begin_form(context, article, action_of(article, audience, "/helped"), back) << "<div class=\"govuk-button-group\">"_html;
        put_button(out, context, "yes", "knowledge.helped_yes", article);
        put_button(out, context, "no", "knowledge.helped_no", article);
        out << "</div></form>"_html;
    }
    return out << "</section>"_html;
}

html::Html helped_so_far(const web::Context& context, const std::vector<HelpedMonth>& months, const std::vector<Wanted>& wanted) {
    html::Html out = "<h2 class=\"govuk-heading-m\">"_html;
    out << context.say("knowledge.helped_title") << "</h2>"_html;
    if (months.empty()) return out << "<p class=\"govuk-body\">"_html << context.say("knowledge.helped_nobody") << "</p>"_html;
    std::int64_t helped = 0, answered = 0;
    for (const auto& month : months) helped += month.helped, answered += month.answered;
    out << "<p class=\"govuk-body\">"_html << of_so_many(context, helped, answered) << "</p>"_html << months_table(context, months);
    if (wanted.empty()) return out;
    out << "<h3 class=\"govuk-heading-s\">"_html << context.say("knowledge.wanted_title") << "</h3><p class=\"govuk-hint\">"_html
        << context.say("knowledge.wanted_kept") << "</p><ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& each : wanted)
        out << "<li>"_html << each.words << " <span class=\"gh-quiet\">("_html << shown_audience(context, each.audience) << ", "_html
            << places::shown_day(places::zone_of(context.tenant.time_zone), each.said_at, context.language) << ")</span></li>"_html;
    return out << "</ul>"_html;
}

Result<web::Response> answer_helped(const Parts& parts, web::Request& request, web::Context& context) {
    return answer(parts, request, context, Audience::everybody);
}
Result<web::Response> answer_helped_of_staff(const Parts& parts, web::Request& request, web::Context& context) {
    return answer(parts, request, context, Audience::staff);
}
Result<web::Response> say_wanted(const Parts& parts, web::Request& request, web::Context& context) {
    return take_wanted(parts, request, context, Audience::everybody);
}
Result<web::Response> say_wanted_of_staff(const Parts& parts, web::Request& request, web::Context& context) {
    return take_wanted(parts, request, context, Audience::staff);
}

}  // namespace knowledge
