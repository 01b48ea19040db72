#include "catalogue/publishing_check.h"

#include "catalogue/check_parts.h"

#include <algorithm>

namespace catalogue {
namespace {

void try_examples(const Definition& service, Faults& faults) {
    for (const auto& fault : faults_of_examples(service)) {
        const auto colon = fault.find(": ");
        say_fault(faults, fault.substr(0, colon), fault.substr(colon + 2));
    }
}

}  // namespace

std::string line_of(const Fault& fault) { return fmt::format("{}: {}: {}", fault.file, fault.element, fault.text); }

Faults faults_of(const Definition& service, const Surroundings& around, const Checks& checks) {
    Faults faults;
    look_at_standing(service, around, faults);
    look_at_letters(service, around, faults);
    look_at_form(service, faults);
    look_at_events(service, around, faults);
    look_at_welsh(service, faults);
    try_examples(service, faults);
    for (const auto& check : checks) check->look(service, around, faults);
    return faults;
}

Faults faults_of(const Texts& texts, const Surroundings& around, const Checks& checks) {
    const auto service = definition_of(texts);
    if (service) return faults_of(*service, around, checks);
    const auto& log = service.error().log;  // "questions: …"
    const auto colon = std::min(log.find(": "), log.size());
    return {{std::string(document_file), log.substr(0, colon), log.substr(std::min(colon + 2, log.size()))}};
}

}  // namespace catalogue
