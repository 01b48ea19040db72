#pragma once
// Names with values, in the order they were sent, as a query, a form, a cookie line and a head hold them.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

/// A form may have so many.
inline constexpr std::size_t most_form_fields = 1000;

/// Decoded names and values. Values are well-formed UTF-8 without NUL, whatever was sent.
class Fields {
public:
    using Field = std::pair<std::string, std::string>;

    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The first value of that name, or none.
    const std::string* find(std::string_view name) const;
    /// The first value of that name; empty when there is none.
    std::string_view text(std::string_view name) const;
    /// Every value of that name: checkboxes.
    std::vector<std::string_view> all(std::string_view name) const;

    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }
    std::size_t size() const { return fields_.size(); }
    bool empty() const { return fields_.empty(); }

private:
    std::vector<Field> fields_;
};

/// Header fields: the case of a name does not matter.
class Headers {
public:
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    /// Replaces every field of that name.
    void set(std::string_view name, std::string value);
    void remove(std::string_view name);

    const std::string* find(std::string_view name) const;
    std::string_view text(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }
    std::size_t count(std::string_view name) const;

    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }
    std::size_t size() const { return fields_.size(); }

private:
    std::vector<Fields::Field> fields_;
};

}  // namespace web
