#pragma once
// Fills a struct from JSON by the names of its members: is_page_heading takes "isPageHeading". The structs are told
// by BOOST_DESCRIBE_STRUCT. What JSON says loosely (a number for a text, null for nothing) is taken as a template
// language takes it.

#include "html/govuk.h"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <set>
#include <string>

namespace conformance {

namespace json = boost::json;

/// Members that had no place in the struct: the suite counts a case with one as failed.
using Unknown = std::set<std::string>;

inline std::string camel(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (name[i] == '_' && i + 1 < name.size())
            out += static_cast<char>(name[++i] - 'a' + 'A');
        else
            out += name[i];
    return out;
}

/// What a template prints for a scalar.
inline std::string printed(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_null()) return {};
    return json::serialize(value);
}

inline bool is_falsy(const json::value& value) {
    if (value.is_string()) return value.get_string().empty();
    return value.is_null() || (value.is_bool() && !value.get_bool());
}

void fill(const json::value&, std::string&, Unknown&);
void fill(const json::value&, bool&, Unknown&);
void fill(const json::value&, int&, Unknown&);
void fill(const json::value&, html::Html&, Unknown&);
void fill(const json::value&, html::govuk::Attributes&, Unknown&);
void fill(const json::value&, html::govuk::Plurals&, Unknown&);
void fill(const json::value&, std::map<std::string, std::string>&, Unknown&);
void fill(const json::value&, html::govuk::NavigationSlots&, Unknown&);

template <class Struct>
requires boost::describe::has_describe_members<Struct>::value void fill(const json::value&, Struct&, Unknown&);
template <class T>
void fill(const json::value&, std::optional<T>&, Unknown&);
template <class T>
void fill(const json::value&, std::vector<T>&, Unknown&);

template <class T>
void fill(const json::value& value, std::optional<T>& out, Unknown& unknown) {
    if (value.is_null()) return;
    fill(value, out.emplace(), unknown);
}

template <class T>
concept Omissible = requires(T item) {
    item.omitted;
};

template <class T>
void fill(const json::value& value, std::vector<T>& out, Unknown& unknown) {
    if (!value.is_array()) return;
    for (const auto& element : value.get_array()) {
        if (!is_falsy(element))
            fill(element, out.emplace_back(), unknown);
        else if constexpr (Omissible<T>)
            out.emplace_back().omitted = true;
        else if constexpr (std::is_same_v<T, std::string>)
            out.emplace_back();
    }
}

/// Names that C++ keeps for itself, or that say in one word what upstream says in two.
inline std::string json_name(std::string_view member) { return member == "for_id" ? "for" : camel(member); }

template <class Struct>
requires boost::describe::has_describe_members<Struct>::value void fill(const json::value& value, Struct& out,
                                                                        Unknown& unknown) {
    if (value.is_bool() && !value.get_bool()) {
        if constexpr (Omissible<Struct>) out.omitted = true;
        return;
    }
    if (!value.is_object()) return;
    auto left = value.get_object();
    boost::mp11::mp_for_each<boost::describe::describe_members<Struct, boost::describe::mod_any_access>>(
        [&](auto member) {
            const auto name = json_name(member.name);
            for (const auto& spelling : {name, name + "s"}) {  // beforeInput, and beforeInputs of a group
                const auto* found = left.if_contains(spelling);
                if (!found) continue;
                fill(*found, out.*member.pointer, unknown);
                left.erase(spelling);
                break;
            }
        });
    for (const auto& rest : left) unknown.insert(std::string(rest.key()));
}

}  // namespace conformance
