#pragma once
// Numbers of FEEL: IEEE 754 decimal128, 34 digits, half-even. 0.1 + 0.2 is 0.3, and money is money.

#include <cstdint>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace dmn {

enum class Rounding { half_even, half_up, half_down, up, down, floor, ceiling };  // up, down: away from and toward zero

/// Always finite: what would be infinite or no number at all is nothing.
class Decimal {
public:
    constexpr Decimal() = default;  // zero
    Decimal(std::int64_t whole);    // NOLINT: a whole number is a decimal
    /// "-12.50", ".5", "1e3": the whole text and a finite number of at most 34 digits (further ones are rounded).
    static std::optional<Decimal> parse(std::string_view);
    /// The decimal that a double's shortest text says; nothing for what is not finite.
    static std::optional<Decimal> from_double(double);

    /// "12.5": no exponent, no zeros at the end of a fraction, no plus.
    std::string text() const;
    /// Nearest; for those who speak no decimal.
    double as_double() const;
    /// The number where it is whole and fits.
    std::optional<std::int64_t> whole() const;

    bool is_whole() const;
    bool is_zero() const;
    bool is_negative() const;
    Decimal negated() const;
    Decimal absolute() const;
    std::optional<Decimal> rounded(std::int64_t places, Rounding) const;
    /// The greatest whole number that is not greater.
    Decimal floor() const;
    Decimal ceiling() const;

    friend std::optional<Decimal> add(Decimal, Decimal);
    friend std::optional<Decimal> subtract(Decimal, Decimal);
    friend std::optional<Decimal> multiply(Decimal, Decimal);
    friend std::optional<Decimal> divide(Decimal, Decimal);
    friend std::optional<Decimal> power(Decimal, Decimal);
    /// x - y * floor(x / y): it has the sign of y.
    friend std::optional<Decimal> modulo(Decimal, Decimal);
    friend std::optional<Decimal> square_root(Decimal);
    friend std::optional<Decimal> natural_logarithm(Decimal);
    friend std::optional<Decimal> exponential(Decimal);
    friend bool operator==(Decimal, Decimal);
    friend std::strong_ordering operator<=>(Decimal, Decimal);

private:
    alignas(16) std::uint64_t words_[2] = {0, 0x3040000000000000};  // as libintelrdfpmath lays it out
};

}  // namespace dmn
