// The article that residents read before they ask.

#include "designer/pages.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/markdown.h"

namespace designer {
namespace {

namespace govuk = html::govuk;

Result<web::Response> article_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto shop = TRY(read_workshop(parts, request, context));
    const auto now = std::string(shop.text(catalogue::article_file));
    const bool typed = request.method == web::Method::post;
    const auto text = typed ? std::string(request.form.text("article")) : now;
    auto page = page_about(context, shop, context.say("designer.part_article"), problems);
    if (status == 409) page.main << govuk::details({.summary_text = context.say("designer.meanwhile"), .text = now, .open = true});
    page.main << "<div class=\"gh-split\"><div><form method=\"post\" novalidate data-module=\"gh-beside\" data-replaces=\"beside\">"_html << website::seal_fields(context) << "<input type=\"hidden\""_html;
    page.main.attribute("name", seal_field).attribute("value", typed && request.form.text("then") == "look" ? request.form.text(seal_field) : seal_of(now)) << ">"_html;
    govuk::textarea(page.main, {.id = "article", .name = "article", .rows = 20, .value = text, .label = {.text = context.say("designer.article_label")}, .hint = {.text = context.say("designer.article_hint")}});
    page.main << "<div class=\"govuk-button-group\">"_html;
    govuk::button(page.main, {.text = context.say("designer.save"), .prevent_double_click = true});
    govuk::button(page.main, {.text = context.say("designer.look"), .name = "then", .value = "look", .classes = "govuk-button--secondary"});
    page.main << "</div></form></div><div class=\"gh-split__side\" id=\"beside\"><section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.as_residents") << "</h2>"_html
              << html::markdown(text, 3) << "</section></div></div>"_html;
    page.scripts.push_back(parts.site.asset("designer.js"));
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_article(const Parts& parts, web::Request& request, web::Context& context) { return article_page(parts, request, context, {}, 200); }

Result<web::Response> save_article(const Parts& parts, web::Request& request, web::Context& context) {
    if (request.form.text("then") == "look") return article_page(parts, request, context, {}, 200);
    return write_once(request, context, [&](db::Tx& tx) {
        return change_text(tx, access::actor_of(context), request, catalogue::article_file, [&](std::string_view) -> Result<std::string> { return base::tidy_text(request.form.text("article")); });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return article_page(parts, request, context, problems, status); });
}

}  // namespace designer
