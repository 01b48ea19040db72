#pragma once
// Events: the past-tense structs that rooms announce. An event says its kind, its subject, and its fields once:
//
//     struct CaseClosed {
//         static constexpr const char* kind = "cases.CaseClosed";
//         CaseId id; TeamId team; std::string outcome;
//         journal::Subject subject() const { return {"case", id.value}; }
//         template <class Fields> void fields(Fields& f) { f("case", id); f("team", team); f("outcome", outcome); }
//     };
//
// Fields are ids and codes: never free text, contact details or secrets. They are kept as flat JSON; ids are strings.

#include "base/ids.h"
#include "base/text.h"
#include "base/time.h"

#include <charconv>
#include <concepts>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace journal {

/// What a fact is about. Ids are unique in a tenant over all kinds.
struct Subject {
    std::string kind;
    std::int64_t id = 0;
    auto operator<=>(const Subject&) const = default;
};

class FieldWriter {
public:
    template <class Thing>
    void operator()(const char* name, const Id<Thing>& v) {
        if (v) text(name, to_string(v));
    }
    void operator()(const char* name, const std::string& v) { text(name, v); }
    void operator()(const char* name, const Reference& v) { text(name, v.text()); }
    void operator()(const char* name, const Instant& v) { text(name, base::to_iso(v)); }
    void operator()(const char* name, const bool& v) { raw(name, v ? "true" : "false"); }
    void operator()(const char* name, const std::int64_t& v) { raw(name, std::to_string(v)); }
    template <class T>
    void operator()(const char* name, const std::optional<T>& v) {
        if (v) (*this)(name, *v);
    }
    std::string finish() { return out_ + '}'; }

private:
    void text(const char* name, const std::string& v) { raw(name, base::json_string(v)); }
    void raw(const char* name, const std::string& v) {
        if (out_.size() > 1) out_ += ',';
        out_ += base::json_string(name) + ':' + v;
    }
    std::string out_ = "{";
};

/// Reads what FieldWriter wrote, also by an older or newer program: what is missing keeps its default. `json` must outlive it.
class FieldReader {
public:
    explicit FieldReader(std::string_view json);
    FieldReader(const FieldReader&) = delete;
    FieldReader& operator=(const FieldReader&) = delete;

    template <class Thing>
    void operator()(const char* name, Id<Thing>& v) {
        if (const auto t = find(name)) v = parse_id<Id<Thing>>(*t).value_or(Id<Thing>{});
    }
    void operator()(const char* name, std::string& v) {
        if (const auto t = find(name)) v = *t;
    }
    void operator()(const char* name, Instant& v) {
        if (const auto t = find(name)) v = base::parse_iso(*t).value_or(Instant{});
    }
    void operator()(const char* name, bool& v) {
        if (const auto t = find(name)) v = *t == "true";
    }
    void operator()(const char* name, std::int64_t& v) {
        if (const auto t = find(name)) std::from_chars(t->data(), t->data() + t->size(), v);
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& v) {
        if (!find(name)) return;
        T value{};
        (*this)(name, value);
        v = std::move(value);
    }

private:
    struct Field {
        std::string_view name, value;  // a text without its quotes; anything else as it stands
    };
    std::optional<std::string_view> find(std::string_view name) const {
        for (const auto& field : fields_)
            if (field.name == name) return field.value;
        return std::nullopt;
    }
    bool read_plain(std::string_view json);
    void read_any(std::string_view json);

    std::vector<Field> fields_;
    std::list<std::string> decoded_;  // what does not stand in the text as it is meant
};

template <class E>
concept Event = requires(E& event, FieldWriter& writer, FieldReader& reader) {
    { E::kind } -> std::convertible_to<const char*>;
    { event.subject() } -> std::same_as<Subject>;
    event.fields(writer);
    event.fields(reader);
};

}  // namespace journal
