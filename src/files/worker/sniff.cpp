#include "files/worker/sniff.h"

#include <magic.h>
#include <unistd.h>

#include <string_view>

namespace files::worker {

// No looking into compressed files (a zip bomb stays folded), and no devices, symlinks or encodings to follow.
Sniffer::Sniffer() : table_(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF)) {
    if (table_ == nullptr || magic_load(table_, nullptr) != 0) _exit(1);
}

Sniffer::~Sniffer() { magic_close(table_); }

std::string Sniffer::type_of(std::span<const std::byte> file) const {
    const char* type = file.empty() ? nullptr : magic_buffer(table_, file.data(), file.size());
    const std::string_view found = type == nullptr ? "" : type;
    return std::string(found.find('/') == std::string_view::npos ? "application/octet-stream" : found);
}

}  // namespace files::worker
