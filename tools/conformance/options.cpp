#include "options.h"

#include <charconv>

namespace conformance {

void fill(const json::value& value, std::string& out, Unknown&) { out = printed(value); }

void fill(const json::value& value, bool& out, Unknown&) { out = !is_falsy(value); }

void fill(const json::value& value, int& out, Unknown&) {
    const std::string digits = printed(value);
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
}

void fill(const json::value& value, html::Html& out, Unknown&) {
    if (value.is_string()) out = html::trusted(std::string(value.get_string()));  // the suite's own markup
}

void fill(const json::value& value, html::govuk::Attributes& out, Unknown&) {
    if (!value.is_object()) return;
    for (const auto& [name, given] : value.get_object()) out.push_back({std::string(name), printed(given)});
}

void fill(const json::value& value, html::govuk::Plurals& out, Unknown&) {
    if (!value.is_object()) return;
    for (const auto& [rule, text] : value.get_object()) out.push_back({std::string(rule), printed(text)});
}

void fill(const json::value& value, std::map<std::string, std::string>& out, Unknown&) {
    if (!value.is_object()) return;
    for (const auto& [name, given] : value.get_object()) out[std::string(name)] = printed(given);
}

void fill(const json::value& value, html::govuk::NavigationSlots& out, Unknown& unknown) {
    if (!value.is_object()) return;
    for (const auto& [name, slot] : value.get_object()) {
        if (name == "end" && slot.is_object()) {
            if (const auto* html = slot.get_object().if_contains("html")) fill(*html, out.end, unknown);
            const auto* align = slot.get_object().if_contains("align");
            out.end_inline = align && printed(*align) == "inline";
        } else {
            fill(slot,
                 name == "start"             ? out.start
                 : name == "end"             ? out.end
                 : name == "navigationStart" ? out.navigation_start
                                             : out.navigation_end,
                 unknown);
        }
    }
}

}  // namespace conformance
