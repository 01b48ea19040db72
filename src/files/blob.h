#pragma once
// A blob: bytes known by their SHA-256, kept once however often they were sent.

#include "base/text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace files {

using base::Digest;

/// What the virus scanner made of it. Only `clean` and `unscanned` are handed out.
enum class State {
    unscanned,  // no scanner is set up, or the file is larger than it takes
    waiting,    // a scanner is set up and did not answer; it is asked again (see sweep.h)
    clean,
    infected,
};
std::string_view to_text(State state);
std::optional<State> parse_state(std::string_view text);

/// The 64 hexadecimal digits by which a row and a path know it; anything else gives a digest of zeros.
Digest digest_from(std::string_view hexadecimal);

struct Blob {
    Digest digest{};
    std::uint64_t size = 0;
    std::string type = "application/octet-stream";  // as sniffed, never as declared
    State state = State::unscanned;
    bool remade = false;        // a picture this house wrote: the only kind shown inside a page
    int width = 0, height = 0;  // of a remade picture, in pixels
};

}  // namespace files
