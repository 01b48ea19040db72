#include "notifications/gov_uk_notify.h"

#include "base/text.h"
#include "web/secrets.h"

#include <boost/json.hpp>

#include <algorithm>

namespace notifications {
namespace {

namespace json = boost::json;
using Sort = TextTrouble::Sort;

std::optional<json::object> read_object(std::string_view body) {
    boost::system::error_code error;
    auto value = json::parse(json::string_view(body.data(), body.size()), error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

std::string text_in(const json::object& whole, const char* name) {
    const auto* value = whole.if_contains(name);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

/// What may stand in a path of ours.
bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= 60 && std::ranges::all_of(id, [](unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
}

/// Base 64 for addresses, without padding (RFC 4648, section 5).
std::string for_address(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t k) { return i + k < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[i + k])) : 0U; };
        const auto three = at(0) << 16U | at(1) << 8U | at(2);
        const auto left = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k <= left; ++k) out += letters[three >> (18U - 6U * k) & 63U];
    }
    return out;
}

std::unexpected<TextTrouble> unreadable() { return std::unexpected(TextTrouble{.sort = Sort::later}); }

Sort sort_of(int status) {
    if (status == 400) return Sort::refused;
    if (status == 404) return Sort::unknown;
    if (status == 401 || status == 403) return Sort::account;
    return Sort::later;
}

/// Its words for a text message ("created" … "delivered") and a letter ("pending-virus-check" … "received"); what it may say one day beside them counts
/// as on its way.
TextState state_named(std::string_view status) {
    if (status == "delivered" || status == "sent") return TextState::delivered;  // "sent": abroad, where nobody says more
    if (status == "accepted" || status == "received") return TextState::delivered;  // a letter: its print house has it
    if (status == "validation-failed" || status == "virus-scan-failed" || status == "cancelled") return TextState::permanent_failure;
    if (status == "permanent-failure") return TextState::permanent_failure;
    if (status == "temporary-failure") return TextState::temporary_failure;
    if (status == "technical-failure") return TextState::technical_failure;
    return TextState::on_its_way;
}

/// The id that it gave what was sent.
TextSaid<std::string> id_in(const TextSaid<std::string>& said) {
    if (!said) return std::unexpected(said.error());
    const auto object = read_object(*said);
    auto id = object ? text_in(*object, "id") : std::string();
    if (!is_id(id)) return unreadable();
    return id;
}

}  // namespace

std::string signed_token(const KeyParts& key, Instant now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    const auto text = for_address(R"({"typ":"JWT","alg":"HS256"})") + '.' + for_address(json::serialize(json::object{{"iss", key.service}, {"iat", seconds}}));
    return text + '.' + for_address(web::signature(key.secret, text));
}

TextSaid<std::string> GovUkNotify::perform(const TextAccount& account, bool is_post, const std::string& path, std::string body, Instant now) const {
    const auto key = parts_of(account.key);
    if (!key) return std::unexpected(TextTrouble{.sort = Sort::account});
    web::Call call{.is_post = is_post, .url = account.address + path, .headers = {{"Accept", "application/json"}, {"Authorization", "Bearer " + signed_token(*key, now)}}, .body = std::move(body)};
    if (is_post) call.headers.emplace_back("Content-Type", "application/json");
    auto reply = outbound_->perform(call);
    if (!reply) return unreadable();
    if (reply->status >= 200 && reply->status < 300) return std::move(reply->body);
    return std::unexpected(TextTrouble{.sort = sort_of(reply->status), .status = reply->status, .retry_after = reply->retry_after});
}

TextSaid<std::string> GovUkNotify::send(const TextAccount& account, const std::string& phone, const std::string& text, const std::string& reference, Instant now) const {
    const json::object body{{"phone_number", phone}, {"template_id", account.template_id}, {"personalisation", json::object{{"text", text}}}, {"reference", reference}};
    return id_in(perform(account, true, "/v2/notifications/sms", json::serialize(body), now));
}

TextSaid<std::string> GovUkNotify::send_letter(const TextAccount& account, const std::string& pdf, const std::string& reference, Instant now) const {
    const json::object body{{"reference", reference}, {"content", base::to_base64(pdf)}};
    return id_in(perform(account, true, "/v2/notifications/letter", json::serialize(body), now));
}

TextSaid<std::optional<std::string>> GovUkNotify::find(const TextAccount& account, const std::string& reference, Instant now, std::string_view type) const {
    const auto said = perform(account, false, "/v2/notifications?template_type=" + std::string(type) + "&reference=" + reference, {}, now);
    if (!said) return std::unexpected(said.error());
    const auto object = read_object(*said);
    const auto* list = object ? object->if_contains("notifications") : nullptr;
    if (list == nullptr || !list->is_array()) return unreadable();
    for (const auto& one : list->get_array()) {
        const auto* found = one.if_object();
        if (found == nullptr || text_in(*found, "reference") != reference) continue;
        if (auto id = text_in(*found, "id"); is_id(id)) return std::optional(std::move(id));
    }
    return std::optional<std::string>();
}

TextSaid<TextState> GovUkNotify::state(const TextAccount& account, const std::string& id, Instant now) const {
    const auto said = perform(account, false, "/v2/notifications/" + id, {}, now);
    if (!said) return std::unexpected(said.error());
    const auto object = read_object(*said);
    const auto status = object ? text_in(*object, "status") : std::string();
    if (status.empty()) return unreadable();
    return state_named(status);
}

std::optional<std::string> text_in_callback(std::string_view body) {
    const auto said = read_object(body);
    auto id = said ? text_in(*said, "id") : std::string();
    if (!is_id(id)) return std::nullopt;
    return id;
}

}  // namespace notifications
