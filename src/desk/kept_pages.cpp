// Words that were sent when the session had ended: shown again after signing in, and sent when their writer says so.

#include "desk/pages.h"
#include "html/govuk.h"
#include "web/kept.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

Result<web::KeptId> kept_id_of(const web::Request& request) {
    const auto id = parse_id<web::KeptId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "web.nothing_kept");
    return *id;
}

/// What a person typed, as against what a form says of itself.
bool is_words(const std::string& name, const std::string& value) {
    return name != "operation" && value.find(' ') != value.npos;
}

void put_form(html::Html& out, const web::Context& context, const web::Kept& kept) {
    out << "<form method=\"post\""_html;
    out.url("action", kept.path) << ">"_html;
    const auto put = [&](std::string_view name, std::string_view value) {
        out << "<input type=\"hidden\""_html;
        out.attribute("name", name).attribute("value", value) << ">"_html;
    };
    put("csrf", context.seal().csrf);
    for (const auto& [name, value] : kept.form) put(name, value);
    govuk::button(out, {.text = context.say("desk.kept_send"), .prevent_double_click = true, .attributes = {{"autofocus"}}});
    out << "</form>"_html;
}

}  // namespace

Result<web::Response> show_kept(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(kept_id_of(request));
    const auto kept = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return web::find_kept(tx, request, context, id); }));
    html::Page page{.title = context.say("desk.kept_title")};
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << heading(context.say("desk.kept_title")) << "<p class=\"govuk-body\">"_html
        << context.say("desk.kept_why") << "</p>"_html;
    for (const auto& [name, value] : kept.form)
        if (is_words(name, value)) out << govuk::inset_text({.text = value, .classes = "gh-words"});
    if (kept.had_files) out << govuk::warning_text({.text = context.say("desk.kept_files")});
    put_form(out, context, kept);
    out << "<form method=\"post\""_html;
    out.url("action", "/staff/kept/" + to_string(id) + "/end") << ">"_html << website::seal_fields(context)
        << "<button class=\"gh-plain-button\">"_html << context.say("desk.kept_throw_away") << "</button></form></div>"_html;
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> throw_kept_away(const Site&, web::Request& request, web::Context& context) {
    const auto id = TRY(kept_id_of(request));
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        TRY(web::find_kept(tx, request, context, id));
        web::forget_kept(tx, id);
        return true;
    }));
    return web::see_other("/staff");
}

}  // namespace desk
