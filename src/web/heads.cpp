#include "web/heads.h"

#include "base/text.h"

namespace web {

bool is_plain_head(std::string_view head) {
    for (auto at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
        if (at == 0 || head[at - 1] != '\r') return false;
        if (at + 1 < head.size() && (head[at + 1] == ' ' || head[at + 1] == '\t')) return false;
    }
    for (auto at = head.find('\r'); at != std::string_view::npos; at = head.find('\r', at + 1))
        if (at + 1 == head.size() || head[at + 1] != '\n') return false;
    return head.find('\0') == std::string_view::npos;
}

bool is_unambiguous(const Request& request, int version) {
    const auto& headers = request.headers;
    const auto lengths = headers.count("Content-Length"), codings = headers.count("Transfer-Encoding");
    if (lengths + codings > 1) return false;
    const auto length = headers.text("Content-Length");
    if (lengths && (length.empty() || length.find_first_not_of("0123456789") != std::string_view::npos)) return false;
    if (codings && (version < 11 || !base::equal_ignoring_case(headers.text("Transfer-Encoding"), "chunked"))) return false;
    return headers.count("Host") == 1 || (version < 11 && headers.count("Host") == 0);
}

}  // namespace web
