#include "connectors/email_destination.h"

#include "notifications/notifications.h"

#include <fmt/format.h>

namespace connectors {
namespace {

constexpr const char* wording = "errand";
constexpr const char* about_errand = "errand";

std::string answers_in_words(const std::vector<Answer>& answers) {
    std::vector<std::string> lines;
    for (const auto& answer : answers) lines.push_back(answer.question + ' ' + answer.value);
    return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string person_in_words(const std::optional<Person>& person) {
    if (!person) return {};
    std::string all = person->name;
    for (const auto* detail : {&person->email, &person->phone})
        if (!detail->empty()) all += (all.empty() ? "" : ", ") + *detail;
    return all;
}

notifications::Notice letter_for(const Parcel& parcel) {
    const auto& matter = parcel.matter;
    const auto reference = Reference::parse(matter.reference);
    return {.wording = wording,
            .address = parcel.destination.address,
            .about = {about_errand, parcel.errand.id.value},
            .values = {{"kind", parcel.errand.kind}, {"service", matter.service_name.empty() ? matter.service : matter.service_name},
                       {"reference", reference ? reference->spoken() : matter.reference}, {"place", matter.place.address}, {"uprn", matter.place.uprn},
                       {"person", person_in_words(matter.person)}, {"words", matter.words}, {"answers", answers_in_words(matter.answers)}, {"photos", fmt::format("{}", fmt::join(matter.photos, "\n"))},
                       {"errand", wire_name(parcel.errand.id)}}};
}

}  // namespace

Sent EmailDestination::send(const Parcel& parcel) {
    return Handed{.keep = [letter = letter_for(parcel)](db::Tx& tx) -> Result<void> {
        notifications::queue(tx, letter);
        return {};
    }};
}

void note_letter_failed(db::Tx& tx, const notifications::MessageFailed& event) {
    if (event.about_kind != about_errand) return;
    auto errand = errand_store::find(tx, {event.about.value});
    if (!errand || errand->state != State::sent) return;
    errand->sent_at.reset();  // they do not have it
    get_stuck(tx, *errand, "letter_failed", event.code, "");
}

}  // namespace connectors
