#include "bpmn/metamodel.h"

#include "base/text.h"
#include "bpmn/data.h"

#include <array>
#include <cctype>
#include <map>
#include <stdexcept>

namespace bpmn {
namespace {

constexpr std::array snake_names = {
#define BPMN_TYPE(name) std::string_view(#name),
    BPMN_TYPES(BPMN_TYPE)
#undef BPMN_TYPE
};
constexpr std::size_t first_type = static_cast<std::size_t>(Type::base_element);
constexpr std::size_t own_types = first_type;

std::string to_snake(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool upper = std::isupper(static_cast<unsigned char>(name[i])) != 0;
        if (upper && i > 0 && std::islower(static_cast<unsigned char>(name[i - 1]))) out += '_';
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return out;
}

std::string lower_first(std::string_view name) {
    std::string out(name);
    if (!out.empty()) out[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(out[0])));
    return out;
}

Type type_named(std::string_view name) {
    static const auto types = [] {
        std::map<std::string, Type, std::less<>> all;
        for (std::size_t i = 0; i < snake_names.size(); ++i)
            all.emplace(snake_names[i], static_cast<Type>(first_type + i));
        return all;
    }();
    const auto found = types.find(to_snake(name));
    if (found == types.end()) throw std::logic_error("metamodel.txt: unknown type " + std::string(name));
    return found->second;
}

std::string_view space_named(std::string_view prefix) {
    if (prefix == "bpmndi") return space::bpmndi;
    if (prefix == "dc") return space::dc;
    if (prefix == "di") return space::di;
    return space::model;
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (const auto word : base::split(line, ' '))
        if (!word.empty()) words.push_back(word);
    return words;
}

std::vector<Type> types_listed(std::string_view list) {
    std::vector<Type> types;
    for (const auto name : base::split(list, '|')) types.push_back(type_named(name));
    return types;
}

/// Reads the table, a line at a time.
class Table {
public:
    explicit Table(std::string_view text) {
        rules_.resize(own_types + snake_names.size());
        for (const auto line : base::split(text, '\n')) read_line(line);
        for (auto& rule : rules_) inherit(rule);
    }
    std::vector<TypeRule> rules() && { return std::move(rules_); }

private:
    void read_line(std::string_view line) {
        const auto words = words_of(line);
        if (words.empty() || words[0].starts_with('#')) return;
        if (words[0] == "enum") {
            auto& values = enums_[std::string(words[1])];
            for (std::size_t i = 2; i < words.size(); ++i) values.emplace_back(words[i]);
        } else if (words[0] == "namespace") {
            space_ = space_named(words[1]);
        } else if (words[0] == "type") {
            begin_type(words);
        } else if (words[0] == "@") {
            rules_[current_].attributes.push_back(attribute(words));
        } else if (words[0] == "any") {
            rules_[current_].open = true;
        } else if (words[0] == "choice") {
            rules_[current_].one_of.assign(words.begin() + 1, words.end());
        } else {
            rules_[current_].children.push_back(child(words));
        }
    }
    void begin_type(const std::vector<std::string_view>& words) {
        const auto type = type_named(words[1]);
        current_ = static_cast<std::size_t>(type);
        auto& rule = rules_[current_];
        rule.type = type;
        rule.name = words[1];
        rule.tag = lower_first(words[1]);
        rule.space = space_;
        for (std::size_t i = 2; i < words.size(); ++i) {
            if (words[i] == ":") rule.base = type_named(words[++i]);
            if (words[i] == "abstract") rule.abstract = true;
            if (words[i] == "mixed") rule.mixed = true;
            if (words[i] == "tag") rule.tag = words[++i];
        }
    }
    AttributeRule attribute(const std::vector<std::string_view>& words) const {
        static const std::map<std::string_view, Value> kinds = {
            {"string", Value::string}, {"boolean", Value::boolean}, {"integer", Value::integer},
            {"number", Value::number}, {"id", Value::id},           {"uri", Value::uri},
            {"qname", Value::qname},   {"->", Value::reference}};
        AttributeRule rule{.name = std::string(words[1])};
        std::size_t next = 3;
        if (const auto kind = kinds.find(words[2]); kind != kinds.end()) {
            rule.value = kind->second;
        } else {
            rule.value = Value::enumeration;
            rule.choices = enums_.at(std::string(words[2]));
        }
        if (rule.value == Value::reference) rule.targets = types_listed(words[next++]);
        for (; next < words.size(); ++next) {
            if (words[next] == "required") rule.required = true;
            if (words[next] == "=") rule.preset = words[++next];
        }
        return rule;
    }
    static ChildRule child(const std::vector<std::string_view>& words) {
        ChildRule rule;
        rule.least = words[0] == "1" || words[0] == "+" ? 1 : words[0] == "2" ? 2 : 0;
        rule.most = words[0] == "1" || words[0] == "?" ? 1 : 0;
        if (words[1].starts_with('<')) {
            rule.type = type_named(words[1].substr(1, words[1].size() - 2));
            return rule;
        }
        rule.name = words[1];
        if (words[2] == "->") {
            rule.type = Type::reference;
            rule.targets = types_listed(words[3]);
            return rule;
        }
        rule.type = type_named(words[2]);
        if (const auto colon = rule.name.find(':'); colon != std::string::npos) {
            rule.space = space_named(std::string_view(rule.name).substr(0, colon));
            rule.name.erase(0, colon + 1);
        } else if (rule.name.starts_with("BPMN")) {
            rule.space = space::bpmndi;
        }
        return rule;
    }
    void inherit(TypeRule& rule) {
        const auto index = static_cast<std::size_t>(&rule - rules_.data());
        if (rule.base == Type::none || inherited_[index]) return;
        inherited_[index] = true;
        auto& base = rules_[static_cast<std::size_t>(rule.base)];
        inherit(base);
        rule.attributes.insert(rule.attributes.begin(), base.attributes.begin(), base.attributes.end());
        rule.children.insert(rule.children.begin(), base.children.begin(), base.children.end());
        if (rule.one_of.empty()) rule.one_of = base.one_of;
    }

    std::vector<TypeRule> rules_;
    std::map<std::string, std::vector<std::string>> enums_;
    std::map<std::size_t, bool> inherited_;
    std::string_view space_ = space::model;
    std::size_t current_ = 0;
};

const std::vector<TypeRule>& table() {
    static const auto rules = Table(data::metamodel).rules();
    return rules;
}

}  // namespace

std::string_view name_of(Type type) {
    static const std::string_view own[] = {"nothing", "text", "reference", "extension"};
    return type < Type::base_element ? own[static_cast<std::size_t>(type)] : std::string_view(rule_of(type).name);
}

bool is_a(Type type, Type base) {
    for (; type != Type::none; type = rule_of(type).base)
        if (type == base) return true;
    return false;
}

const TypeRule& rule_of(Type type) { return table()[static_cast<std::size_t>(type)]; }

std::span<const TypeRule> all_types() { return std::span(table()).subspan(own_types); }

Type type_of_tag(std::string_view space, std::string_view tag) {
    static const auto tags = [] {
        std::map<std::pair<std::string_view, std::string_view>, Type> all;
        for (const auto& rule : all_types()) all.emplace(std::pair(rule.space, std::string_view(rule.tag)), rule.type);
        return all;
    }();
    const auto found = tags.find({space, tag});
    return found == tags.end() ? Type::none : found->second;
}

Type type_of_schema_name(std::string_view name) {
    if (!name.starts_with('t')) return Type::none;
    for (const auto& rule : all_types())
        if (rule.space == space::model && rule.name == name.substr(1)) return rule.type;
    return Type::none;
}

const AttributeRule* TypeRule::attribute(std::string_view wanted) const {
    for (const auto& rule : attributes)
        if (rule.name == wanted) return &rule;
    return nullptr;
}

std::size_t TypeRule::place_of(std::string_view wanted_space, std::string_view wanted) const {
    for (std::size_t i = 0; i < children.size(); ++i)
        if (!children[i].name.empty() && children[i].name == wanted && children[i].space == wanted_space) return i;
    const auto own = type_of_tag(wanted_space, wanted);
    if (own == Type::none) return children.size();
    for (std::size_t i = 0; i < children.size(); ++i)
        if (children[i].name.empty() && is_a(own, children[i].type)) return i;
    return children.size();
}

}  // namespace bpmn
