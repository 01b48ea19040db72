// What other systems send: callbacks, answer files, and a matter that comes back.

#include "base/text.h"
#include "connectors/matter.h"
#include "connectors/told.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto told = connectors::read_callback(text, "msg_1"))
        if (told->named.empty() || !base::is_utf8(told->words) || !base::is_utf8(told->named) || !base::is_utf8(told->status)) std::abort();
    const auto file = connectors::read_answers(text);
    for (const auto& told : file.told)
        if (told.named.empty() || told.message.empty() || !base::is_utf8(told.words)) std::abort();
    if (const auto matter = connectors::read_matter(text))
        if (connectors::read_matter(connectors::to_json(*matter)) != *matter) std::abort();
    return 0;
}
