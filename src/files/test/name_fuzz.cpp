// Whatever was sent as a name, and whatever clamd says: what is shown is short, valid, and never a path.

#include "files/clamd.h"
#include "files/name.h"

#include "base/text.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view sent(reinterpret_cast<const char*>(data), size);
    const auto name = files::display_name(sent);
    const bool is_fine = !name.empty() && base::is_utf8(name) && base::count_characters(name) <= 120 &&
                         name.find_first_of(std::string_view("/\\\0\r\n:*?\"<>|", 12)) == std::string::npos &&
                         name.front() != '.' && name.back() != '.' && name.back() != ' ';
    if (!is_fine || files::display_name(name) != name) std::abort();
    const auto verdict = files::parse_clamd_answer(sent);
    if (verdict && verdict->state == files::State::infected && !base::is_utf8(verdict->signature)) std::abort();
    return 0;
}
