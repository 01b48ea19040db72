#include "openapi/api_page.h"

#include "html/govuk.h"
#include "html/patterns.h"
#include "openapi/example.h"

namespace openapi {
namespace {

namespace govuk = html::govuk;
using html::Html;
using html::operator""_html;

std::string_view group_of(const Operation& operation) {
    constexpr std::string_view prefix = "/api/v1/";
    return base::split(operation.path.substr(prefix.size()), '/').front();
}

Html code(std::string_view text) {
    Html out;
    return std::move(out << "<code>"_html << text << "</code>"_html);
}

Html schema_link(std::string_view name) {
    Html out;
    out << "<a class=\"govuk-link\""_html;
    out.url("href", "/api?schema=" + std::string(name));
    return std::move(out << ">"_html << name << "</a>"_html);
}

/// What kind of value a member holds, with a link where it is an object.
Html kind_of(const web::Context& context, const Member& member) {
    Html out;
    switch (member.sort) {
        case Sort::one: return schema_link(member.of);
        case Sort::one_or_none: return std::move(out << schema_link(member.of) << " "_html << context.say("openapi.page_or_null"));
        case Sort::many: return std::move(out << context.say("openapi.page_list_of") << " "_html << schema_link(member.of));
        case Sort::choice: {
            for (const auto word : base::split(member.of, ',')) out << (out.empty() ? ""_html : ", "_html) << code(word);
            return out;
        }
        default: return html::text(context.say("openapi.kind_" + std::string(name_of(member.sort))));
    }
}

Html members_table(const web::Context& context, const Schema& schema, std::string_view caption) {
    govuk::Table table{.head = {{.text = context.say("openapi.page_member")}, {.text = context.say("openapi.page_kind")},
                                {.text = context.say("openapi.page_meaning")}},
                       .caption = std::string(caption),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& member : schema.members) {
        Html name = code(member.name);
        if (!member.always) name << " "_html << context.say("openapi.page_optional");
        table.rows.push_back({{.html = std::move(name)}, {.html = kind_of(context, member)}, {.text = std::string(member.description)}});
    }
    return html::wide_table(table);
}

struct AskedPart {
    std::string_view in, name, description;
};
/// Everything that is sent beside the body.
std::vector<AskedPart> asked_by(const Operation& operation, const std::string& once) {
    std::vector<AskedPart> asked;
    for (const auto name : names_in(operation.path)) asked.push_back({"path", name, {}});
    for (const auto& each : operation.parameters) asked.push_back({each.in, each.name, each.description});
    if (!web::is_safe(operation.method)) asked.push_back({"header", "Idempotency-Key", once});
    return asked;
}

Html parameters_table(const web::Context& context, const Operation& operation, std::span<const AskedPart> asked) {
    if (asked.empty()) return {};
    govuk::Table table{.head = {{.text = context.say("openapi.page_parameter")}, {.text = context.say("openapi.page_in")},
                                {.text = context.say("openapi.page_meaning")}},
                       .caption = context.say("openapi.page_parameters_of", {{"operation", operation.summary}}),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& each : asked)
        table.rows.push_back({{.html = code(each.name)}, {.text = context.say("openapi.in_" + std::string(each.in))},
                              {.text = std::string(each.description)}});
    return html::wide_table(table);
}

Html answers_list(const web::Context& context, const Operation& operation) {
    Html out;
    out << "<ul class=\"govuk-list govuk-list--bullet\"><li>"_html << code(std::to_string(operation.status)) << " "_html
        << schema_link(operation.answer) << "</li>"_html;
    if (operation.may_vanish) out << "<li>"_html << code("204") << " "_html << context.say("openapi.page_vanished") << "</li>"_html;
    if (operation.takes_if_match()) out << "<li>"_html << code("412") << " "_html << context.say("openapi.page_changed") << "</li>"_html;
    out << "<li>"_html << context.say("openapi.page_refused") << " "_html << schema_link("Problem") << "</li></ul>"_html;
    return out;
}

/// Stands hidden until its script takes it up.
Html try_form(const web::Context& context, const Operation& operation, std::span<const AskedPart> asked) {
    const std::string id(operation.id);
    Html out;
    out << "<form class=\"gh-panel gh-api-try\" data-module=\"gh-api-try\" hidden novalidate"_html;
    out.attribute("data-method", to_string(operation.method)).attribute("data-path", operation.path);
    out.attribute("data-lost", context.say("openapi.try_lost")).attribute("aria-label", context.say("openapi.try_of", {{"operation", operation.summary}}));
    out << ">"_html;
    for (const auto& each : asked)
        out << govuk::input({.id = id + '-' + std::string(each.name),
                             .name = std::string(each.name),
                             .label = {.text = std::string(each.name)},
                             .classes = "govuk-input--width-20",
                             .autocomplete = "off",
                             .spellcheck = false,
                             .attributes = {{"data-in", std::string(each.in)}}});
    if (const auto body = example_body(operation); !body.empty())
        out << govuk::textarea({.id = id + "-body",
                                .name = "body",
                                .spellcheck = false,
                                .rows = static_cast<int>(std::ranges::count(body, '\n')) + 1,
                                .value = body,
                                .label = {.text = context.say("openapi.try_body")},
                                .classes = "gh-api-code",
                                .attributes = {{"data-in", "body"}}});
    out << govuk::button({.text = context.say("openapi.try_send", {{"operation", operation.summary}}), .classes = "govuk-button--secondary"});
    out << "<div role=\"status\"><p class=\"govuk-body govuk-!-font-weight-bold\" data-said></p></div>"
           "<pre class=\"gh-api-code\" data-answer tabindex=\"0\" hidden></pre></form>"_html;
    return out;
}

/// Shown where there is script to use it.
Html token_field(const web::Context& context) {
    Html out;
    out << "<div hidden data-module=\"gh-api-token\">"_html
        << govuk::input({.id = "api-token",
                         .name = "token",
                         .type = "password",
                         .label = {.text = context.say("openapi.try_token")},
                         .hint = {.text = context.say("openapi.try_token_hint")},
                         .classes = "govuk-input--width-20",
                         .autocomplete = "off",
                         .spellcheck = false})
        << "</div>"_html;
    return out;
}

Html operation_part(const web::Context& context, const Operation& operation) {
    const auto once = context.say("openapi.page_once");
    const auto asked = asked_by(operation, once);
    Html out;
    out << "<h1 class=\"govuk-heading-l\">"_html << operation.summary << "</h1><p class=\"govuk-body gh-api-code\"><strong>"_html
        << to_string(operation.method) << "</strong> "_html << operation.path << "</p><p class=\"govuk-body\">"_html;
    if (operation.permission.is_public() || operation.permission.name() == "requests.submit")
        out << context.say("openapi.page_public");
    else
        out << context.say("openapi.page_permission", {{"permission", operation.permission.name()}});
    out << "</p>"_html << parameters_table(context, operation, asked);
    if (const auto* body = operation.body.empty() ? nullptr : find_schema(operation.body)) {
        const auto title = context.say("openapi.page_body_of", {{"schema", operation.body}});
        out << "<h2 class=\"govuk-heading-s\">"_html << title << "</h2>"_html << members_table(context, *body, title);
    }
    out << "<h2 class=\"govuk-heading-s\">"_html << context.say("openapi.page_answers") << "</h2>"_html << answers_list(context, operation);
    out << "<h2 class=\"govuk-heading-s\">"_html << context.say("openapi.page_curl") << "</h2><pre class=\"gh-api-code\" tabindex=\"0\">"_html
        << curl_line(operation, context.tenant.base_url) << "</pre>"_html;
    return std::move(out << token_field(context) << try_form(context, operation, asked));
}

/// Every operation under what it is about, and then every schema, each a page of its own.
Html contents(const web::Context& context) {
    Html out;
    std::string_view group;
    for (const auto& operation : operations()) {
        if (const auto next = group_of(operation); next != group) {
            out << (group.empty() ? ""_html : "</ul>"_html) << "<h2 class=\"govuk-heading-m\">"_html
                << context.say("openapi.group_" + std::string(next)) << "</h2><ul class=\"govuk-list\">"_html;
            group = next;
        }
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", "/api?operation=" + std::string(operation.id)) << ">"_html << operation.summary << "</a></li>"_html;
    }
    out << "</ul><h2 class=\"govuk-heading-m\">"_html << context.say("openapi.page_schemas") << "</h2><ul class=\"govuk-list gh-columns\">"_html;
    for (const auto& schema : schemas()) out << "<li>"_html << schema_link(schema.name) << "</li>"_html;
    return std::move(out << "</ul>"_html);
}

Html introduction(const web::Context& context) {
    Html out;
    out << "<h1 class=\"govuk-heading-xl\">"_html << context.say("openapi.page_title") << "</h1><p class=\"gh-lede\">"_html
        << context.say("openapi.page_lede") << "</p><div class=\"gh-reading\">"_html;
    for (const auto* words : {"openapi.page_token", "openapi.page_idempotency", "openapi.page_etag", "openapi.page_errors", "openapi.page_lists"})
        out << "<p class=\"govuk-body\">"_html << context.say(words) << "</p>"_html;
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/api/openapi.json\">"_html << context.say("openapi.page_document") << "</a></p>"_html;
    out << "</div>"_html;
    return out;
}

}  // namespace

Result<web::Response> show_api(const website::Site& site, web::Request& request, web::Context& context) {
    html::Page page{.title = context.say("openapi.page_title")};
    const auto operation_asked = request.query.text("operation"), schema_asked = request.query.text("schema");
    if (operation_asked.empty() && schema_asked.empty()) {
        page.main << introduction(context) << contents(context);
        return site.page(request, context, std::move(page));
    }
    const auto operation = std::ranges::find(operations(), operation_asked, &Operation::id);
    const auto* schema = find_schema(schema_asked);
    page.before_main = govuk::back_link({.text = page.title, .href = "/api"});
    if (operation != operations().end()) {
        page.title = operation->summary;
        page.main << operation_part(context, *operation);
    } else if (schema != nullptr) {
        page.title = schema->name;
        page.main << "<h1 class=\"govuk-heading-l\">"_html << schema->name << "</h1>"_html << members_table(context, *schema, schema->name);
    } else
        return base::refuse(base::Kind::not_found, "web.not_found", "no such operation or schema");
    return site.page(request, context, std::move(page));
}

}  // namespace openapi
