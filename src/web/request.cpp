#include "web/request.h"

#include "base/text.h"
#include "web/negotiation.h"

#include <algorithm>

namespace web {

std::string_view to_string(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::del: return "DELETE";
        case Method::options: return "OPTIONS";
    }
    return "";
}

bool is_safe(Method method) {
    return method == Method::get || method == Method::head || method == Method::options;
}

Upload* Request::upload(std::string_view field) {
    const auto found = std::ranges::find(uploads, field, &Upload::field);
    return found == uploads.end() ? nullptr : &*found;
}

std::optional<std::string_view> Request::bearer() const {
    constexpr std::string_view scheme = "Bearer ";
    const auto value = header("Authorization");
    if (value.size() <= scheme.size() || !base::equal_ignoring_case(value.substr(0, scheme.size()), scheme))
        return std::nullopt;
    return base::trim(value.substr(scheme.size()));
}

void Request::take_token_from(std::string_view field) {
    if (bearer()) return;
    for (const auto* fields : {&form, &query})
        if (const auto token = fields->text(field); !token.empty()) return headers.set("Authorization", "Bearer " + std::string(token));
}

Result<std::string_view> json_body(const Request& request) {
    const auto type = read_content_type(request.header("Content-Type")).type;
    if (type != "application/json" && !(type.starts_with("application/") && type.ends_with("+json")))
        return refuse(Kind::invalid, "web.not_this_type", "expected application/json");
    return std::string_view(request.body);
}

}  // namespace web
