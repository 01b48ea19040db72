#include "catalogue/check_parts.h"

namespace catalogue {

void look_at_letters(const Definition& service, const Surroundings& around, Faults& faults) {
    const auto look = [&](const char* element, const std::string& letter) {
        if (letter.empty() || around.has_letter(letter, base::Language::english)) return;
        say_fault(faults, std::string("notify.") + element, fmt::format("there is no letter '{0}': write {0}.en.md, or name one that is there", letter));
    };
    look("acknowledged", service.acknowledgement);
    look("closed", service.done);
    look("progress", service.progress);
    look("fixed", service.fixed);
    if (!service.fixed.empty() && service.fixed_after_working_days <= 0) say_fault(faults, "notify.fixed_after_working_days", "is a number of 1 or more");
}

}  // namespace catalogue
