#include "base/random.h"

#include <sodium.h>

#include <array>
#include <bit>
#include <cstring>

namespace base {

std::uint64_t Random::number() {
    std::uint64_t value;
    fill(std::as_writable_bytes(std::span{&value, 1}));
    return value;
}

std::uint64_t Random::number_below(std::uint64_t below) {
    const std::uint64_t reject_under = (0 - below) % below;  // the part of the range that would favour small numbers
    for (;;) {
        const auto candidate = number();
        if (candidate >= reject_under) return candidate % below;
    }
}

std::string Random::token(std::size_t bytes) {
    std::string raw(bytes, '\0');
    fill(std::as_writable_bytes(std::span{raw}));
    std::string text(bytes * 2, '\0');
    constexpr char digits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < bytes; ++i) {
        const auto byte = static_cast<unsigned char>(raw[i]);
        text[2 * i] = digits[byte >> 4];
        text[2 * i + 1] = digits[byte & 15];
    }
    return text;
}

namespace {

/// Bytes of the system taken ahead by one thread, so that not each token is a call to the kernel. What was given out is gone from here.
/// Programs of ours that fork become another program at once.
class Ahead {
public:
    void fill(std::span<std::byte> out) {
        if (left_ < out.size()) {
            randombytes_buf(bytes_.data(), bytes_.size());
            left_ = bytes_.size();
        }
        left_ -= out.size();
        std::memcpy(out.data(), bytes_.data() + left_, out.size());
        sodium_memzero(bytes_.data() + left_, out.size());
    }

private:
    std::array<std::byte, 256> bytes_{};
    std::size_t left_ = 0;
};

}  // namespace

void SystemRandom::fill(std::span<std::byte> out) {
    constexpr std::size_t small = 32;
    thread_local Ahead ahead;
    if (out.size() <= small)
        ahead.fill(out);
    else
        randombytes_buf(out.data(), out.size());
}

SeededRandom::SeededRandom(std::uint64_t seed) {
    for (auto& word : state_) {  // splitmix64, as xoshiro's authors advise for seeding
        seed += 0x9e3779b97f4a7c15ULL;
        auto z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        word = z ^ (z >> 31);
    }
}

std::uint64_t SeededRandom::next() {
    const auto result = std::rotl(state_[1] * 5, 7) * 9;
    const auto carry = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= carry;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

void SeededRandom::fill(std::span<std::byte> out) {
    while (!out.empty()) {
        const auto word = next();
        const auto count = std::min(out.size(), sizeof word);
        std::memcpy(out.data(), &word, count);
        out = out.subspan(count);
    }
}

}  // namespace base
