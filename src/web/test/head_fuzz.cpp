// What the edge lets through as an unambiguous head must be one.
#include "base/text.h"
#include "web/heads.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (web::is_plain_head(text)) {
        for (std::size_t i = 0; i < size; ++i)
            if ((text[i] == '\n') != (i > 0 && text[i - 1] == '\r')) std::abort();
    }
    web::Request request;
    for (const auto line : base::split(text, '\n')) {
        const auto colon = line.find(':');
        if (colon != std::string_view::npos) request.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 1)));
    }
    if (web::is_unambiguous(request, 11) &&
        (request.headers.count("Host") != 1 || request.headers.count("content-length") + request.headers.count("TRANSFER-ENCODING") > 1))
        std::abort();
    return 0;
}
