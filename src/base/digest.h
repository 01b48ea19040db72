#pragma once
// SHA-256 of bytes as they come; of a text that is there whole, base::sha256.

#include "base/text.h"

#include <sodium/crypto_hash_sha256.h>

#include <span>
#include <string_view>

namespace base {

class RunningDigest {
public:
    RunningDigest() { crypto_hash_sha256_init(&state_); }
    void add(std::span<const std::byte> bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    void add(std::string_view bytes) { add(std::as_bytes(std::span(bytes))); }
    /// Of all bytes so far; more may follow.
    Digest so_far() const {
        auto state = state_;
        Digest digest;
        crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
        return digest;
    }

private:
    crypto_hash_sha256_state state_;
};

}  // namespace base
