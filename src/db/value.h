#pragma once
// What goes into a statement and what comes out. Five kinds only: null, 64-bit integer, double, text, bytes.
// `Stored<T>` says how a type of ours is kept; a room may specialise it for its own.

#include "base/ids.h"
#include "base/text.h"
#include "base/time.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace db {

/// One parameter. Texts and bytes are views: they must live until the call that binds them returns.
struct Value {
    enum class Type { null, integer, real, text, bytes };
    Type type = Type::null;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text = {};
};

/// One row of an answer, valid until the next one is fetched. Columns count from 0.
class Columns {
public:
    virtual ~Columns() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::string_view bytes(int column) const = 0;
};

template <class T>
struct Stored;

template <std::integral T>
struct Stored<T> {
    static Value put(T v) { return {.type = Value::Type::integer, .integer = static_cast<std::int64_t>(v)}; }
    static T get(const Columns& row, int column) { return static_cast<T>(row.integer(column)); }
};
template <>
struct Stored<double> {
    static Value put(double v) { return {.type = Value::Type::real, .real = v}; }
    static double get(const Columns& row, int column) { return row.real(column); }
};
template <>
struct Stored<std::string_view> {
    static Value put(std::string_view v) { return {.type = Value::Type::text, .text = v}; }
    /// The view lives as long as the row.
    static std::string_view get(const Columns& row, int column) { return row.text(column); }
};
template <>
struct Stored<std::string> {
    static Value put(std::string_view v) { return {.type = Value::Type::text, .text = v}; }
    static std::string get(const Columns& row, int column) { return std::string(row.text(column)); }
};
template <>
struct Stored<const char*> {
    static Value put(std::string_view v) { return {.type = Value::Type::text, .text = v}; }
};

/// Bytes as they are: digests, salts, sealed things.
struct Bytes {
    std::string value;
};
template <>
struct Stored<Bytes> {
    static Value put(const Bytes& v) { return {.type = Value::Type::bytes, .text = v.value}; }
    static Bytes get(const Columns& row, int column) { return {std::string(row.bytes(column))}; }
};
template <>
struct Stored<base::Digest> {
    static Value put(const base::Digest& v) { return {.type = Value::Type::bytes, .text = base::as_text(v)}; }
    static base::Digest get(const Columns& row, int column) {
        base::Digest digest{};
        const auto bytes = row.bytes(column);
        if (bytes.size() == digest.size())
            std::copy_n(reinterpret_cast<const std::byte*>(bytes.data()), digest.size(), digest.begin());
        return digest;
    }
};
template <class Thing>
struct Stored<Id<Thing>> {
    static Value put(Id<Thing> v) { return {.type = Value::Type::integer, .integer = v.value}; }
    static Id<Thing> get(const Columns& row, int column) { return {row.integer(column)}; }
};
template <>
struct Stored<Instant> {
    static Value put(Instant v) { return {.type = Value::Type::integer, .integer = v.time_since_epoch().count()}; }
    static Instant get(const Columns& row, int column) { return Instant{Duration{row.integer(column)}}; }
};
/// A day is stored as the number of days since 1970-01-01.
template <>
struct Stored<Day> {
    static Value put(Day v) { return {.type = Value::Type::integer, .integer = v.time_since_epoch().count()}; }
    static Day get(const Columns& row, int column) { return Day{std::chrono::days{row.integer(column)}}; }
};
template <>
struct Stored<Duration> {
    static Value put(Duration v) { return {.type = Value::Type::integer, .integer = v.count()}; }
    static Duration get(const Columns& row, int column) { return Duration{row.integer(column)}; }
};
template <>
struct Stored<Reference> {
    static Value put(const Reference& v) { return {.type = Value::Type::text, .text = v.text()}; }
    static Reference get(const Columns& row, int column) { return Reference::parse(row.text(column)).value(); }
};
template <class T>
struct Stored<std::optional<T>> {
    static Value put(const std::optional<T>& v) { return v ? Stored<T>::put(*v) : Value{}; }
    static std::optional<T> get(const Columns& row, int column) {
        if (row.is_null(column)) return std::nullopt;
        return Stored<T>::get(row, column);
    }
};

template <class T>
Value to_value(const T& v) {
    return Stored<std::decay_t<const T>>::put(v);
}
inline Value to_value(const char* v) { return Stored<std::string_view>::put(v); }
inline Value to_value(std::nullopt_t) { return {}; }

}  // namespace db
