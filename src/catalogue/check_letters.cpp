// The publishing check, the letters: there, in every language that is offered, and asking for nothing that nobody fills in.

#include "catalogue/check_parts.h"

#include <algorithm>

namespace catalogue {
namespace {

/// What is filled into every letter about a request, and into some of them beside it (cases/letters.h, contact).
constexpr std::string_view in_all[] = {"name", "service", "reference", "path", "track", "council"};
constexpr std::string_view in_acknowledgements[] = {"promise", "promised", "visit", "body", "phone", "to_pay", "pay_by"};
constexpr std::string_view in_others[] = {"outcome", "promised", "words", "visit"};

template <std::size_t n>
bool among(const std::string_view (&names)[n], std::string_view name) {
    return std::ranges::find(names, name) != std::end(names);
}

std::string file_of(const notifications::Template& letter) {
    return fmt::format("_letters/{}.{}.md", letter.name, letter.language == base::Language::welsh ? "cy" : "en");
}

void look_at_names(const Surroundings& around, std::string_view letter, bool acknowledges, Faults& faults) {
    for (const auto& each : around.letters) {
        if (each.name != letter) continue;
        for (const auto& name : notifications::names_in(each)) {
            if (among(in_all, name) || (acknowledges ? among(in_acknowledgements, name) : among(in_others, name))) continue;
            Fault fault{file_of(each), "{" + name + "}", fmt::format("nobody fills this in when the letter is sent, so what names it would be left out: take it out, or name one of {}",
                                                                     acknowledges ? fmt::format("{}, {}", fmt::join(in_all, ", "), fmt::join(in_acknowledgements, ", "))
                                                                                  : fmt::format("{}, {}", fmt::join(in_all, ", "), fmt::join(in_others, ", ")))};
            if (std::ranges::find(faults, fault) == faults.end()) faults.push_back(std::move(fault));
        }
    }
}

}  // namespace

void look_at_letter(const Definition& service, const Surroundings& around, const Fault& where, std::string_view letter, bool acknowledges, Faults& faults) {
    const auto say = [&](std::string text) { faults.push_back({where.file, where.element, std::move(text)}); };
    if (!around.has_letter(letter, base::Language::english)) return say(fmt::format("there is no letter '{0}': write {0}.en.md, or name one that is there", letter));
    for (const auto language : service.languages)
        if (!around.has_letter(letter, language)) say(fmt::format("the service is offered in Welsh, and the letter '{0}' is not: write {0}.cy.md", letter));
    look_at_names(around, letter, acknowledges, faults);
}

void look_at_letters(const Definition& service, const Surroundings& around, Faults& faults) {
    const auto look = [&](const char* element, const std::string& letter, bool acknowledges = false) {
        if (!letter.empty()) look_at_letter(service, around, {std::string(document_file), std::string("notify.") + element, {}}, letter, acknowledges, faults);
    };
    look("acknowledged", service.acknowledgement, true);
    look("closed", service.done);
    look("progress", service.progress);
    look("fixed", service.fixed);
    if (!service.fixed.empty() && service.fixed_after_working_days <= 0) say_fault(faults, "notify.fixed_after_working_days", "is a number of 1 or more");
}

}  // namespace catalogue
