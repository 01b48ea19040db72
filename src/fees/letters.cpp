#include "fees/letters.h"

#include "catalogue/catalogue.h"
#include "notifications/notifications.h"
#include "people/people.h"
#include "places/places.h"

namespace fees {

bool write_to_payer(db::Tx& tx, const Fee& fee, const cases::Request& request, std::string_view wording, Pence amount, std::string_view reason) {
    const auto person = request.person ? people::find(tx, request.person) : Result<people::Contact>(people::Contact{});
    if (!person || person->email.empty()) return false;
    const auto service = catalogue::find_version(tx, fee.service, fee.service_version);
    const auto visit = cases::visit_ahead(tx, fee.request);
    notifications::queue(tx, {.wording = std::string(wording),
                              .language = request.language,
                              .address = person->email,
                              .about = {"request", fee.request.value},
                              .values = {{"name", person->name},
                                         {"service", service ? (*service)->name : fee.service},
                                         {"reference", fee.reference.spoken()},
                                         {"amount", base::to_pounds(amount)},
                                         {"reason", std::string(reason)},
                                         {"visit", visit ? bookings::shown(places::calendar_of(tx).zone(), visit->slot, request.language) : std::string()},
                                         {"pay_by", places::shown_day(places::calendar_of(tx).zone(), fee.pay_by, request.language)},
                                         {"path", "/requests/" + fee.reference.text()}}});
    return true;
}

}  // namespace fees
