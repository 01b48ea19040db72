#include "web/context.h"

#include "base/text.h"
#include "web/csrf.h"
#include "web/negotiation.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace web {
namespace {

bool is_operation_id(std::string_view text) {
    return text.size() == 32 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

/// What was asked, without what differs between two copies of one form.
std::string digest_of(const Request& request) {
    std::string asked = request.path + '\n' + request.body;
    for (const auto& [name, value] : request.form)
        if (name != "csrf" && name != "operation") asked += '\n' + name + '=' + value;
    for (const auto& upload : request.uploads) asked += '\n' + upload.field + '@' + std::to_string(upload.size) + upload.name;
    return base::to_hex(base::sha256(asked));
}

}  // namespace

Seal Context::seal() const {
    sealed = true;
    if (csrf.empty()) csrf = csrf_token(form_key, random);
    return {csrf, new_operation()};
}

std::string Context::new_operation() const {
    const auto second = static_cast<std::uint32_t>(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
    std::array<std::byte, 16> id;
    for (std::size_t i = 0; i < 4; ++i) id[i] = static_cast<std::byte>(second >> (24 - 8 * i));
    random.fill(std::span(id).subspan(4));
    return base::to_hex(id);
}

Result<db::Operation> operation_of(const Request& request, const Context& context) {
    if (const auto* key = request.headers.find("Idempotency-Key")) {
        if (key->empty() || key->size() > 255) return refuse(Kind::invalid, "web.bad_operation");
        const auto digest = base::to_hex(base::sha256(context.actor.reference + '\n' + *key));
        return db::Operation{digest.substr(0, 32), digest_of(request)};
    }
    const auto id = request.form.text("operation");
    if (id.empty()) return db::Operation{context.new_operation(), digest_of(request)};
    if (!is_operation_id(id)) return refuse(Kind::invalid, "web.bad_operation");
    return db::Operation{std::string(id), digest_of(request)};
}

Refusal sign_in_needed(std::string page) {
    Refusal refusal{Kind::not_allowed, "web.sign_in_needed"};
    if (!page.empty()) refusal.fields.push_back({"page", std::move(page)});
    return refusal;
}
Refusal changed_meanwhile() { return {Kind::conflict, "web.changed_meanwhile"}; }

Result<void> require_match(const Request& request, std::string_view etag) {
    const auto* wanted = request.headers.find("If-Match");
    if (!wanted || names_tag(*wanted, '"' + std::string(etag) + '"', false)) return {};
    return std::unexpected(changed_meanwhile());
}

}  // namespace web
