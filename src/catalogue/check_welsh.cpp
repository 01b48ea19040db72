// The publishing check, the other language: what people who chose Welsh would read in English.

#include "catalogue/check_parts.h"

#include <algorithm>

namespace catalogue {
namespace {

bool is_offered_in_welsh(const Definition& service) { return std::ranges::find(service.languages, base::Language::welsh) != service.languages.end(); }

/// How the text is called that would stand beside it: "label.cy".
std::string beside(const std::string& path) { return path.substr(path.rfind('.') + 1) + ".cy"; }

}  // namespace

void look_at_welsh(const Definition& service, Faults& faults) {
    if (!is_offered_in_welsh(service)) return;
    for (const auto& path : service.not_in_welsh) say_fault(faults, path, fmt::format("the service is offered in Welsh, and this text is not: write it in Welsh beside the English, as '{}'", beside(path)));
}

Faults advice_on(const Definition& service) {
    Faults advice;
    if (is_offered_in_welsh(service)) return advice;
    if (!service.welsh) say_fault(advice, "languages", "it is in English only, and people who chose Welsh read it in English: to offer it in Welsh, say 'cy' in languages, and write each text in Welsh beside the English, as 'label.cy'");
    for (const auto& path : service.not_in_welsh) say_fault(advice, path, fmt::format("people who chose Welsh read this in English: write it in Welsh beside the English, as '{}'", beside(path)));
    return advice;
}

}  // namespace catalogue
