// Queries, urlencoded forms, paths and percent-encoding.
#include "base/text.h"
#include "web/forms.h"
#include "web/paths.h"
#include "web/response.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    web::Fields fields;
    web::read_urlencoded(text, fields);
    for (const auto& [name, value] : fields)
        if (!base::is_utf8(name) || !base::is_utf8(value) || value.find('\0') != std::string::npos) std::abort();
    if (const auto path = web::decode_path(text))
        if (path->front() != '/' || path->find("/../") != std::string::npos || path->ends_with("/..") ||
            path->find('\\') != std::string::npos || path->find("//") != std::string::npos || !base::is_utf8(*path))
            std::abort();
    if (web::decode_percent(web::encode_percent(text), false) != text) std::abort();
    if (web::is_local_path(text) && (text.front() != '/' || text.starts_with("//") || text.starts_with("/\\"))) std::abort();
    return 0;
}
