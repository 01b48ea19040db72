// The only file that sees libintelrdfpmath.

#include "dmn/decimal.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cwchar>

extern "C" {
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>
}

namespace dmn {
namespace {

constexpr unsigned half_even = 0;
constexpr std::size_t most_plain_digits = 60;

BID_UINT128 raw(const Decimal& d) { return std::bit_cast<BID_UINT128>(d); }

/// Without the sign of zero, and nothing where it is no finite number.
std::optional<Decimal> kept(BID_UINT128 result) {
    if (bid128_isFinite(result) == 0) return std::nullopt;
    if (bid128_isZero(result) != 0) return Decimal();
    return std::bit_cast<Decimal>(result);
}

/// 10 to the power of `exponent`.
std::optional<BID_UINT128> unit(std::int64_t exponent) {
    if (exponent < -6176 || exponent > 6111) return std::nullopt;
    unsigned flags = 0;
    return bid128_scalbn(bid128_from_int32(1), static_cast<int>(exponent), half_even, &flags);
}

bool looks_like_a_number(std::string_view text) {
    std::size_t i = 0, digits = 0;
    const auto take_digits = [&] {
        const auto from = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
        return i - from;
    };
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    digits = take_digits();
    if (i < text.size() && text[i] == '.') {
        ++i;
        const auto fraction = take_digits();
        if (fraction == 0) return false;
        digits += fraction;
    }
    if (digits == 0) return false;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
        if (const auto exponent = take_digits(); exponent == 0 || exponent > 6) return false;
    }
    return i == text.size();
}

constexpr int half_even_mode = 0, floor_mode = 1, ceiling_mode = 2, zero_mode = 3, half_away_mode = 4;

unsigned mode_of(Rounding rounding, bool negative) {
    switch (rounding) {
        case Rounding::half_even: return half_even_mode;
        case Rounding::half_up:
        case Rounding::half_down: return half_away_mode;  // half_down is looked at apart
        case Rounding::up: return negative ? floor_mode : ceiling_mode;
        case Rounding::down: return zero_mode;
        case Rounding::floor: return floor_mode;
        case Rounding::ceiling: return ceiling_mode;
    }
    return half_even_mode;
}

/// Digits and exponent as a person writes them.
std::string plain(bool negative, std::string digits, std::int64_t exponent) {
    while (digits.size() > 1 && digits.back() == '0') {
        digits.pop_back();
        ++exponent;
    }
    const auto size = static_cast<std::int64_t>(digits.size());
    const std::string sign = negative ? "-" : "";
    const auto length = exponent >= 0 ? size + exponent : std::max(size, 1 - exponent);
    if (length > static_cast<std::int64_t>(most_plain_digits)) return fmt::format("{}{}e{}", sign, digits, exponent);
    if (exponent >= 0) return sign + digits + std::string(static_cast<std::size_t>(exponent), '0');
    const auto point = size + exponent;
    if (point > 0) return sign + digits.substr(0, static_cast<std::size_t>(point)) + '.' + digits.substr(static_cast<std::size_t>(point));
    return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
}

}  // namespace

static_assert(sizeof(Decimal) == sizeof(BID_UINT128));

Decimal::Decimal(std::int64_t whole) { *this = std::bit_cast<Decimal>(bid128_from_int64(whole)); }

std::optional<Decimal> Decimal::parse(std::string_view text) {
    if (text.size() > 10'000 || !looks_like_a_number(text)) return std::nullopt;
    std::string copy(text);
    unsigned flags = 0;
    return kept(bid128_from_string(copy.data(), half_even, &flags));
}

std::optional<Decimal> Decimal::from_double(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    return parse(fmt::format("{}", value));
}

std::string Decimal::text() const {
    if (is_zero()) return "0";
    std::array<char, 64> buffer{};
    unsigned flags = 0;
    bid128_to_string(buffer.data(), raw(*this), &flags);  // "+1331000E-6"
    const std::string_view written(buffer.data());
    const auto e = written.find('E');
    std::int64_t exponent = 0;
    const auto from = written[e + 1] == '+' ? e + 2 : e + 1;
    std::from_chars(written.data() + from, written.data() + written.size(), exponent);
    return plain(written[0] == '-', std::string(written.substr(1, e - 1)), exponent);
}

double Decimal::as_double() const {
    unsigned flags = 0;
    return bid128_to_binary64(raw(*this), half_even, &flags);
}

std::optional<std::int64_t> Decimal::whole() const {
    unsigned flags = 0;
    const auto number = bid128_to_int64_xint(raw(*this), &flags);
    return flags == 0 ? std::optional<std::int64_t>(number) : std::nullopt;
}

bool Decimal::is_whole() const {
    unsigned flags = 0;
    return bid128_quiet_equal(bid128_round_integral_zero(raw(*this), &flags), raw(*this), &flags) != 0;
}
bool Decimal::is_zero() const { return bid128_isZero(raw(*this)) != 0; }
bool Decimal::is_negative() const { return !is_zero() && bid128_isSigned(raw(*this)) != 0; }
Decimal Decimal::negated() const { return kept(bid128_negate(raw(*this))).value_or(*this); }
Decimal Decimal::absolute() const { return is_negative() ? negated() : *this; }

std::optional<Decimal> Decimal::rounded(std::int64_t places, Rounding rounding) const {
    const auto target = unit(-places);
    if (!target) return std::nullopt;
    unsigned flags = 0;
    const auto round = [&](unsigned mode) { return bid128_quantize(raw(*this), *target, mode, &flags); };
    const auto result = kept(round(mode_of(rounding, is_negative())));
    if (!result) return places > 0 ? std::optional(*this) : std::nullopt;  // it has not that many digits behind the point
    if (rounding != Rounding::half_down) return result;
    const auto toward_zero = kept(round(zero_mode));
    const auto half = multiply(std::bit_cast<Decimal>(*target), *Decimal::parse("0.5"));
    const auto rest = subtract(*this, *toward_zero);
    return half && rest && rest->absolute() == *half ? toward_zero : result;
}

Decimal Decimal::floor() const {
    unsigned flags = 0;
    return *kept(bid128_round_integral_negative(raw(*this), &flags));
}
Decimal Decimal::ceiling() const {
    unsigned flags = 0;
    return *kept(bid128_round_integral_positive(raw(*this), &flags));
}

std::optional<Decimal> add(Decimal a, Decimal b) {
    unsigned flags = 0;
    return kept(bid128_add(raw(a), raw(b), half_even, &flags));
}
std::optional<Decimal> subtract(Decimal a, Decimal b) {
    unsigned flags = 0;
    return kept(bid128_sub(raw(a), raw(b), half_even, &flags));
}
std::optional<Decimal> multiply(Decimal a, Decimal b) {
    unsigned flags = 0;
    return kept(bid128_mul(raw(a), raw(b), half_even, &flags));
}
std::optional<Decimal> divide(Decimal a, Decimal b) {
    unsigned flags = 0;
    return b.is_zero() ? std::nullopt : kept(bid128_div(raw(a), raw(b), half_even, &flags));
}
std::optional<Decimal> power(Decimal a, Decimal b) {
    unsigned flags = 0;
    return kept(bid128_pow(raw(a), raw(b), half_even, &flags));
}

std::optional<Decimal> modulo(Decimal a, Decimal b) {
    if (b.is_zero()) return std::nullopt;
    unsigned flags = 0;
    const auto rest = kept(bid128_fmod(raw(a), raw(b), &flags));
    if (!rest || rest->is_zero() || rest->is_negative() == b.is_negative()) return rest;
    return add(*rest, b);
}

std::optional<Decimal> square_root(Decimal a) {
    unsigned flags = 0;
    return kept(bid128_sqrt(raw(a), half_even, &flags));
}
std::optional<Decimal> natural_logarithm(Decimal a) {
    unsigned flags = 0;
    return a.is_zero() || a.is_negative() ? std::nullopt : kept(bid128_log(raw(a), half_even, &flags));
}
std::optional<Decimal> exponential(Decimal a) {
    unsigned flags = 0;
    return kept(bid128_exp(raw(a), half_even, &flags));
}

bool operator==(Decimal a, Decimal b) {
    unsigned flags = 0;
    return bid128_quiet_equal(raw(a), raw(b), &flags) != 0;
}
std::strong_ordering operator<=>(Decimal a, Decimal b) {
    unsigned flags = 0;
    if (bid128_quiet_equal(raw(a), raw(b), &flags) != 0) return std::strong_ordering::equal;
    return bid128_quiet_less(raw(a), raw(b), &flags) != 0 ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace dmn
