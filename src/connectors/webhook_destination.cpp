#include "connectors/webhook_destination.h"

#include "base/text.h"
#include "connectors/replies.h"
#include "connectors/signing.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace connectors {
namespace {

namespace json = boost::json;

constexpr std::size_t most_callback = 64 * 1024, most_callback_name = 200, most_callback_words = 2000, most_depth = 16;

/// A text, or a whole number as one: ids come as either.
std::string text_of(const json::object& from, std::string_view name, std::size_t most) {
    const auto* value = from.if_contains(name);
    if (value == nullptr) return {};
    if (const auto* number = value->if_int64()) return std::to_string(*number);
    if (!value->is_string()) return {};
    return std::string(base::first_characters(base::to_utf8(value->get_string()), most));
}

std::optional<json::object> object_in(std::string_view body) {
    json::parse_options options;
    options.max_depth = most_depth;
    boost::system::error_code error;
    auto value = json::parse({body.data(), body.size()}, error, {}, options);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

/// What stands in an object, of our call's answer or of a callback.
Told told_in(const json::object& data) {
    Told told{.named = text_of(data, "errand", most_callback_name),
              .reference = base::tidy_line(text_of(data, "reference", most_callback_name)),
              .status = base::tidy_line(text_of(data, "status", most_callback_name)),
              .words = base::tidy_text(text_of(data, "words", most_callback_words))};
    if (const auto* position = data.if_contains("position"))
        if (const auto* number = position->if_int64(); number != nullptr && *number >= 0) told.position = *number;
    if (told.named.empty()) told.named = told.reference;
    return told;
}

}  // namespace

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
    Call call{.url = parcel.destination.address, .body = webhook_body(parcel)};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(parcel.now).time_since_epoch().count();
    call.headers = {{"Content-Type", "application/json"},
                    {"Idempotency-Key", name},
                    {"webhook-id", name},
                    {"webhook-timestamp", std::to_string(seconds)},
                    {"webhook-signature", sign({parcel.secrets.now, parcel.secrets.before}, name, parcel.now, call.body)}};
    const auto reply = outbound_->perform(call);
    if (const auto trouble = trouble_in(reply)) return std::unexpected(*trouble);
    Handed handed{.code = reply->status};
    if (const auto said = object_in(reply->body)) {
        auto told = told_in(*said);
        handed.reference = told.reference;
        told.named = name;
        told.message = "reply to " + name;
        if (!told.status.empty()) handed.told = std::move(told);
    }
    return handed;
}

Result<Told> read_callback(std::string_view body, std::string_view message) {
    if (body.size() > most_callback) return refuse(Kind::invalid, "connectors.unreadable", "too large");
    if (read_wire_name(message)) return refuse(Kind::invalid, "connectors.unreadable", "our own message came back");
    const auto whole = object_in(body);
    const auto* data = whole && whole->contains("data") ? whole->at("data").if_object() : nullptr;
    if (data == nullptr) return refuse(Kind::invalid, "connectors.unreadable", "no data");
    auto told = told_in(*data);
    told.message = base::first_characters(base::to_utf8(message), most_callback_name);
    if (told.named.empty()) return refuse(Kind::invalid, "connectors.unreadable", "neither errand nor reference");
    if (told.status.empty() && told.words.empty() && told.reference.empty()) return refuse(Kind::invalid, "connectors.unreadable", "nothing said");
    if (!told.position)
        if (const auto* at = data->if_contains("at"); at != nullptr && at->is_string()) told.at = base::parse_iso(std::string_view(at->get_string()));
    return told;
}

}  // namespace connectors
