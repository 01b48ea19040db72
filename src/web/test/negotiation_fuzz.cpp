// Cookies, Range, Accept-Language, Accept-Encoding, Content-Type, entity tags, Host, forwarded addresses.
#include "base/text.h"
#include "web/addresses.h"
#include "web/cookies.h"
#include "web/negotiation.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    web::Fields cookies;
    web::read_cookies(text, size % 2 == 0, cookies);
    for (const auto& [name, value] : cookies)
        if (name.empty() || !base::is_utf8(value)) std::abort();
    web::ByteRange range{};
    for (const std::uint64_t whole : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, ~std::uint64_t{0}})
        if (web::read_range(text, whole, range) == web::RangeAnswer::part &&
            (range.length == 0 || range.first >= whole || range.length > whole - range.first))
            std::abort();
    web::read_accept_language(text, base::Language::english);
    web::accepts_coding(text, "gzip");
    const auto content = web::read_content_type(text);
    if (content.type.empty() && !content.boundary.empty()) std::abort();
    web::names_tag(text, "\"x\"", true);
    if (const auto host = web::host_name(text))
        if (host->find_first_of(" /\\@\r\n") != std::string::npos) std::abort();
    static const auto trusted = *web::AddressSet::parse({"10.0.0.0/8"});
    const auto client = web::client_behind("10.0.0.1", text, trusted);
    if (client.size() > 64) std::abort();
    return 0;
}
