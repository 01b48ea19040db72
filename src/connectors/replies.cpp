#include "connectors/replies.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

constexpr std::array<int, 8> about_the_destination{401, 403, 404, 407, 408, 410, 425, 429};

std::string beginning_of(const std::string& body) {
    constexpr std::size_t most = 300;
    return base::tidy_line(base::to_utf8(std::string_view(body).substr(0, most)));
}

}  // namespace

std::optional<Trouble> trouble_in(const std::expected<web::Reply, std::string>& reply) {
    if (!reply) return Trouble{.sort = Trouble::Sort::down, .words = reply.error()};
    const int status = reply->status;
    if ((status >= 200 && status < 300) || status == 409) return std::nullopt;
    const bool is_down = status < 400 || status >= 500 || std::ranges::find(about_the_destination, status) != about_the_destination.end();
    auto words = "HTTP " + std::to_string(status);
    if (status >= 300 && status < 400) words += ", a redirect, which is not followed";
    if (const auto said = beginning_of(reply->body); !said.empty()) words += ": " + said;
    return Trouble{.sort = is_down ? Trouble::Sort::down : Trouble::Sort::refused, .code = status, .words = std::move(words), .retry_after = reply->retry_after};
}

}  // namespace connectors
