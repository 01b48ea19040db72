#include "dmn/builtin.h"

#include "dmn/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace dmn {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> parts(std::string_view text, char separator) {
    std::vector<std::string_view> all;
    for (;;) {
        const auto end = text.find(separator);
        all.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return all;
        text.remove_prefix(end + 1);
    }
}

Signature signature_from(std::string_view written) {
    Signature signature;
    for (auto name : parts(written, ',')) {
        if (name.empty()) continue;
        const bool optional = name.front() == '[';
        if (optional) name = name.substr(1, name.size() - 2);
        if (name.ends_with("…")) {
            signature.any_number = true;
            name.remove_suffix(std::string_view("…").size());
        }
        if (!optional) ++signature.least;
        signature.names.emplace_back(name);
    }
    return signature;
}

class BuiltinFunction final : public Callable {
public:
    explicit BuiltinFunction(const Builtin& builtin) : builtin_(builtin) {}
    Value call(Evaluation& evaluation, Items arguments, const std::vector<std::string>& names) const override {
        return call_builtin(evaluation, builtin_, std::move(arguments), names);
    }
    std::vector<Parameter> parameters() const override {
        std::vector<Parameter> all;
        for (const auto& name : builtin_.signatures.front().names) all.push_back({name, {}});
        return all;
    }

private:
    const Builtin& builtin_;
};

struct Shelf {
    std::map<std::string_view, Builtin> by_name;
    std::vector<std::string_view> names;

    Shelf() {
        for (const auto& rows : {text_functions(), pattern_functions(), list_functions(), statistics_functions(), number_functions(),
                                 temporal_functions(), duration_functions(), range_functions(), context_functions(), logic_functions()})
            for (const auto& row : rows) add(row);
        std::ranges::stable_partition(names, [](std::string_view name) { return name.contains(' '); });
    }
    void add(const BuiltinRow& row) {
        auto& builtin = by_name[row.name];
        builtin.row = row;
        for (const auto written : parts(row.parameters, '|')) builtin.signatures.push_back(signature_from(written));
        builtin.function = std::make_shared<BuiltinFunction>(builtin);
        names.push_back(row.name);
    }
};

const Shelf& shelf() {
    static const Shelf all;
    return all;
}

bool fits(const Signature& signature, std::size_t count) {
    return count >= signature.least && (signature.any_number || count <= signature.names.size());
}

/// The arguments in the signature's order, those without a name null; nothing where a name is not its own.
std::optional<Items> ordered(const Signature& signature, const Items& arguments, const std::vector<std::string>& names) {
    Items all(signature.names.size());
    std::vector<bool> given(signature.names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto place = static_cast<std::size_t>(std::ranges::find(signature.names, names[i]) - signature.names.begin());
        if (place == signature.names.size() || given[place]) return std::nullopt;
        all[place] = arguments[i];
        given[place] = true;
    }
    while (given.size() > signature.least && !given.back()) {
        given.pop_back();
        all.pop_back();
    }
    return all;
}

}  // namespace

const Builtin* find_builtin(std::string_view name) {
    const auto& all = shelf().by_name;
    const auto found = all.find(name);
    return found == all.end() ? nullptr : &found->second;
}

std::span<const std::string_view> builtin_names() { return shelf().names; }

Value call_builtin(Evaluation& evaluation, const Builtin& builtin, Items arguments, const std::vector<std::string>& names) {
    if (!evaluation.charge(1)) return {};
    for (const auto& signature : builtin.signatures) {
        if (names.empty()) {
            if (fits(signature, arguments.size())) return builtin.row.call(evaluation, arguments);
        } else if (const auto all = ordered(signature, arguments, names)) {
            return builtin.row.call(evaluation, *all);
        }
    }
    return evaluation.fault(names.empty() ? fmt::format("{} does not take {} arguments", builtin.row.name, arguments.size())
                                          : fmt::format("{} has no parameters of these names", builtin.row.name));
}

}  // namespace dmn
