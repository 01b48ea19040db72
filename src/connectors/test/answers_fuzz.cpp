// links: db imports exports
// What other systems send into a drop folder, and what an errand is about as it is kept.

#include "connectors/csv_file.h"
#include "connectors/matter.h"

#include "base/text.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto file = connectors::read_answers(text);
    for (const auto& told : file.told)
        if (told.named.empty() || told.message.empty() || !base::is_utf8(told.words)) std::abort();
    if (const auto matter = connectors::read_matter(text))
        if (connectors::read_matter(connectors::to_json(*matter)) != *matter) std::abort();
    return 0;
}
