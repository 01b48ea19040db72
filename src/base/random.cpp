#include "base/random.h"

#include <sodium.h>

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

void SystemRandom::fill(std::span<std::byte> out) { randombytes_buf(out.data(), out.size()); }

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
