#include "connectors/webhook_destination.h"

#include "base/text.h"
#include "connectors/replies.h"
#include "connectors/signing.h"
#include "connectors/told.h"

#include <fmt/format.h>

namespace connectors {

std::string webhook_body(const Parcel& parcel) {
    const auto& errand = parcel.errand;
    const auto matter = to_json(parcel.matter);
    return fmt::format(R"({{"type":{},"timestamp":{},"data":{{"errand":"{}","number":{},"kind":{}{}{}}})", base::json_string("errand." + errand.kind),
                       base::json_string(base::to_iso(errand.handed_over)), wire_name(errand.id), errand.place, base::json_string(errand.kind),
                       matter == "{}" ? "" : ",", std::string_view(matter).substr(1));
}

Sent WebhookDestination::send(const Parcel& parcel) {
    const auto name = wire_name(parcel.errand.id);
    if (parcel.secrets.now.empty()) return std::unexpected(Trouble{.sort = Trouble::Sort::down, .words = "no secret is set to sign with"});
    web::Call call{.url = parcel.destination.address, .body = webhook_body(parcel)};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(parcel.now).time_since_epoch().count();
    call.headers = {{"Content-Type", "application/json"},
                    {"Idempotency-Key", name},
                    {"webhook-id", name},
                    {"webhook-timestamp", std::to_string(seconds)},
                    {"webhook-signature", sign({parcel.secrets.now, parcel.secrets.before}, name, parcel.now, call.body)}};
    const auto reply = outbound_->perform(call);
    if (const auto trouble = trouble_in(reply)) return std::unexpected(*trouble);
    Handed handed{.code = reply->status};
    if (const auto said = read_object(reply->body)) {
        auto told = told_in(*said);
        handed.reference = told.reference;
        told.named = name;
        told.message = "reply to " + name;
        if (!told.status.empty()) handed.told = std::move(told);
    }
    return handed;
}

}  // namespace connectors
