#include "html/govuk_parts.h"

#include "base/text.h"
#include "html/form_group.h"

#include <algorithm>
#include <array>

namespace html::govuk {
namespace {

bool is_allowed_name(std::string_view name) {
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == ':';
    };
    if (name.empty() || !std::ranges::all_of(name, is_part)) return false;
    const std::string lower = base::lower_ascii(name);
    return !lower.starts_with("on") && lower != "style" && lower != "srcdoc";
}

bool is_address(std::string_view name) {
    constexpr std::array<std::string_view, 8> addresses{"href",   "src",  "action", "formaction",
                                                        "poster", "ping", "cite",   "xlink:href"};
    return std::ranges::any_of(addresses, [&](auto one) { return base::equal_ignoring_case(one, name); });
}

}  // namespace

void put(Html& out, const Attributes& attributes) {
    for (const auto& [name, value] : attributes) {
        if (!is_allowed_name(name)) continue;
        out << " "_html << name;
        if (!value) continue;
        out << "=\""_html;
        out.value(is_address(name) ? safe_url(*value) : *value) << "\""_html;
    }
}

void put(Html& out, const std::string& text, const Html& html) {
    if (html.empty())
        out << text;
    else
        out << html;
}

void put_classes(Html& out, Literal first, std::string_view more) {
    out << " class=\""_html << first;
    if (!more.empty()) (out << " "_html).value(more);
    out << "\""_html;
}

void label(Html& out, const Label& label) {
    if (label.empty()) return;
    if (label.is_page_heading) out << "<h1 class=\"govuk-label-wrapper\">"_html;
    out << "<label"_html;
    put_classes(out, "govuk-label"_html, label.classes);
    put(out, label.attributes);
    out.attribute_if("for", label.for_id) << ">"_html;
    put(out, label.text, label.html);
    out << "</label>"_html;
    if (label.is_page_heading) out << "</h1>"_html;
}

void hint(Html& out, const Hint& hint) {
    out << "<div"_html;
    out.attribute_if("id", hint.id);
    put_classes(out, "govuk-hint"_html, hint.classes);
    put(out, hint.attributes);
    out << ">"_html;
    put(out, hint.text, hint.html);
    out << "</div>"_html;
}

void error_message(Html& out, const ErrorMessage& error) {
    out << "<p"_html;
    out.attribute_if("id", error.id);
    put_classes(out, "govuk-error-message"_html, error.classes);
    put(out, error.attributes);
    out << ">"_html;
    if (const auto hidden = error.visually_hidden_text.value_or("Error"); !hidden.empty())
        out << "<span class=\"govuk-visually-hidden\">"_html << hidden << ":</span> "_html;
    put(out, error.text, error.html);
    out << "</p>"_html;
}

void open_fieldset(Html& out, const Fieldset& fieldset, std::string_view described_by) {
    out << "<fieldset"_html;
    put_classes(out, "govuk-fieldset"_html, fieldset.classes);
    out.attribute_if("role", fieldset.role).attribute_if("aria-describedby", described_by);
    put(out, fieldset.attributes);
    out << ">"_html;
    if (fieldset.legend.empty()) return;
    out << "<legend"_html;
    put_classes(out, "govuk-fieldset__legend"_html, fieldset.legend.classes);
    out << ">"_html;
    if (fieldset.legend.is_page_heading) out << "<h1 class=\"govuk-fieldset__heading\">"_html;
    put(out, fieldset.legend.text, fieldset.legend.html);
    if (fieldset.legend.is_page_heading) out << "</h1>"_html;
    out << "</legend>"_html;
}

void fieldset(Html& out, const Fieldset& fieldset) {
    open_fieldset(out, fieldset, fieldset.described_by);
    out << fieldset.html << "</fieldset>"_html;
}

std::string joined(std::string_view first, std::string_view more) {
    std::string all(first);
    if (!first.empty() && !more.empty()) all += ' ';
    return all.append(more);
}

std::string describing_ids(std::string_view given, const Question& question) {
    std::string ids(given);
    if (!question.hint.empty()) ids = joined(ids, question.id + "-hint");
    if (!question.error.empty()) ids = joined(ids, question.id + "-error");
    return ids;
}

void open_group(Html& out, const Question& question) {
    out << "<div"_html;
    put_classes(out, question.error.empty() ? "govuk-form-group"_html : "govuk-form-group govuk-form-group--error"_html,
                question.group.classes);
    put(out, question.group.attributes);
    out << ">"_html;
}

void put_label(Html& out, const Label& given, std::string_view for_id) {
    Label whole = given;
    whole.for_id = for_id;
    label(out, whole);
}

void put_hint_and_error(Html& out, const Question& question) {
    if (!question.hint.empty()) {
        Hint whole = question.hint;
        whole.id = question.id + "-hint";
        hint(out, whole);
    }
    if (!question.error.empty()) {
        ErrorMessage whole = question.error;
        whole.id = question.id + "-error";
        error_message(out, whole);
    }
}

void add_i18n(Attributes& attributes, std::string_view key, std::string_view text) {
    if (!text.empty()) attributes.push_back({"data-i18n." + std::string(key), std::string(text)});
}

void add_i18n(Attributes& attributes, std::string_view key, const Plurals& plurals) {
    for (const auto& [rule, text] : plurals) attributes.push_back({"data-i18n." + std::string(key) + "." + rule, text});
}

}  // namespace html::govuk
