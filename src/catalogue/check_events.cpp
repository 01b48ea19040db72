// The publishing check, life events: they name services that are there, and answer questions that these have.

#include "catalogue/check_parts.h"

#include <algorithm>

namespace catalogue {
namespace {

Fault fault_of(const LifeEvent& event, const Offer& offer, std::string_view element, std::string text) {
    return {fmt::format("_events/{}.json", event.asked.code), fmt::format("services.{}{}", offer.service, element), std::move(text)};
}

/// What stands under the code of a question, or of the place, which an event gives by its own.
void look_at_offer(const Definition& service, const LifeEvent& event, const Offer& offer, Faults& faults) {
    if (service.has_place() && !event.asked.has_place()) faults.push_back(fault_of(event, offer, "", "the service asks where, and the event asks for no place: give it a location"));
    for (const auto& fill : offer.fills) {
        const auto* question = service.form.find(fill.question);
        if (question == nullptr || !forms::is_answered(question->type))
            faults.push_back(fault_of(event, offer, ".answers." + fill.question, "the service has no such question: take it out, or name one of its questions by its code"));
    }
}

}  // namespace

void look_at_events(const Definition& service, const Surroundings& around, Faults& faults) {
    for (const auto& event : around.events)
        for (const auto& offer : event.offers)
            if (offer.service == service.code) look_at_offer(service, event, offer, faults);
}

Faults faults_of_events(const Surroundings& around) {
    Faults faults;
    for (const auto& event : around.events)
        for (const auto& offer : event.offers)
            if (std::ranges::find(around.services, offer.service, &KnownService::code) == around.services.end())
                faults.push_back(fault_of(event, offer, "", "there is no such service: name one by its code"));
    return faults;
}

}  // namespace catalogue
