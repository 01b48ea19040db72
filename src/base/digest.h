#pragma once
// SHA-256 of bytes as they come; of a text that is there whole, base::sha256.

#include "base/text.h"

#include <memory>
#include <span>
#include <string_view>

struct evp_md_ctx_st;

namespace base {

class RunningDigest {
public:
    RunningDigest();
    void add(std::span<const std::byte> bytes);
    void add(std::string_view bytes) { add(std::as_bytes(std::span(bytes))); }
    /// Of all bytes so far; more may follow.
    Digest so_far() const;

private:
    struct Free {
        void operator()(evp_md_ctx_st*) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> state_;
};

}  // namespace base
