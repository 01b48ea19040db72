#pragma once
// Randomness, handed in so that a test can repeat it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace base {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte>) = 0;

    std::uint64_t number();
    /// A uniform number in [0, below); `below` must not be 0.
    std::uint64_t number_below(std::uint64_t below);
    /// `bytes` random bytes as lower-case hexadecimal: tokens, nonces, operation ids.
    std::string token(std::size_t bytes = 16);
};

/// The system's cryptographic generator; safe to share between threads.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::byte>) override;
};

/// The same sequence for the same seed (xoshiro256**): for tests and demonstrations, never for a secret.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed);
    void fill(std::span<std::byte>) override;

private:
    std::uint64_t next();
    std::array<std::uint64_t, 4> state_;
};

}  // namespace base

using base::Random;
