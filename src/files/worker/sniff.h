#pragma once
// libmagic, with its table read before the walls go up.

#include <cstddef>
#include <span>
#include <string>

struct magic_set;

namespace files::worker {

class Sniffer {
public:
    Sniffer();
    ~Sniffer();
    Sniffer(const Sniffer&) = delete;
    Sniffer& operator=(const Sniffer&) = delete;

    /// The media type by content, e.g. "application/pdf"; "application/octet-stream" when nothing is known.
    std::string type_of(std::span<const std::byte> file) const;

private:
    magic_set* table_;
};

}  // namespace files::worker
