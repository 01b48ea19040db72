#include "bookings/letters.h"

#include "catalogue/stages.h"
#include "notifications/notifications.h"
#include "places/places.h"

namespace bookings {
namespace {

/// What the visit is about and what one must know of it (who comes to whom, say), in the words of the service.
struct About {
    std::string name, hint;
};
About about(db::Tx& tx, const Booking& booking) {
    if (const auto service = catalogue::find_newest(tx, booking.whom.service)) return {(*service)->name, (*service)->booking ? (*service)->booking->hint : std::string()};
    const auto calendar = find_calendar(tx, booking.calendar);
    return {calendar ? calendar->name : std::string(), {}};
}

}  // namespace

void write_to_person(db::Tx& tx, const Booking& booking, std::string_view wording) {
    const auto& whom = booking.whom;
    if (!whom.person) return;
    const auto person = people::find(tx, whom.person);
    if (!person || person->email.empty()) return;
    const auto reference = Reference::parse(whom.reference);
    auto [service, hint] = about(tx, booking);
    notifications::queue(tx, {.wording = std::string(wording),
                              .language = whom.language,
                              .address = person->email,
                              .about = {"request", whom.request.value},
                              .values = {{"name", person->name},
                                         {"service", std::move(service)},
                                         {"hint", std::move(hint)},
                                         {"reference", reference ? reference->spoken() : whom.reference},
                                         {"visit", shown(places::calendar_of(tx).zone(), booking.slot, whom.language)},
                                         {"path", "/requests/" + whom.reference}}});
}

}  // namespace bookings
