// links: db journal access web georeport imports exports mail jobs
// What other systems send: callbacks and answer files.

#include "connectors/csv_file.h"
#include "connectors/signing.h"
#include "connectors/webhook_destination.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto told = connectors::read_callback(text, "msg_1")) {
        if (told->named.empty() || !base::is_utf8(told->words) || !base::is_utf8(told->named)) std::abort();
        if (connectors::status_code(told->status).size() > 60) std::abort();
    }
    const auto file = connectors::read_answers(text);
    for (const auto& told : file.told)
        if (told.named.empty() || told.message.empty() || !base::is_utf8(told.words)) std::abort();
    if (const auto matter = connectors::read_matter(text))
        if (connectors::read_matter(connectors::to_json(*matter)) != *matter) std::abort();
    const auto half = size / 2;
    if (connectors::is_signed({"a secret of ours"}, {text.substr(0, half), "1614265330", text.substr(half)}, text, Instant{std::chrono::seconds{1614265330}})) std::abort();
    return 0;
}
