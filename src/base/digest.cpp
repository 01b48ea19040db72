#include "base/digest.h"

#include <openssl/evp.h>

#include <stdexcept>

// OpenSSL's uses the processor's own instructions for it, where there are any: libsodium's takes eight times as long.

namespace base {
namespace {

const EVP_MD* algorithm() {
    static const auto* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return found;
}

void require(int done) {
    if (done != 1) throw std::runtime_error("SHA-256 cannot be computed");
}

unsigned char* out_of(Digest& digest) { return reinterpret_cast<unsigned char*>(digest.data()); }

}  // namespace

void RunningDigest::Free::operator()(evp_md_ctx_st* state) const { EVP_MD_CTX_free(state); }

RunningDigest::RunningDigest() : state_(EVP_MD_CTX_new()) { require(EVP_DigestInit_ex2(state_.get(), algorithm(), nullptr)); }

void RunningDigest::add(std::span<const std::byte> bytes) { require(EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size())); }

Digest RunningDigest::so_far() const {
    const std::unique_ptr<EVP_MD_CTX, Free> copy(EVP_MD_CTX_new());
    Digest digest;
    require(EVP_MD_CTX_copy_ex(copy.get(), state_.get()));
    require(EVP_DigestFinal_ex(copy.get(), out_of(digest), nullptr));
    return digest;
}

Digest sha256(std::string_view text) {
    Digest digest;
    require(EVP_Digest(text.data(), text.size(), out_of(digest), nullptr, algorithm(), nullptr));
    return digest;
}

}  // namespace base
