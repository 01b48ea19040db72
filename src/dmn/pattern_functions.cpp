// matches, replace, split.

#include "dmn/arguments.h"
#include "dmn/builtin.h"
#include "dmn/pattern.h"

#include <array>

namespace dmn {
namespace {

/// The pattern with its flags, or nothing with a fault.
std::optional<Pattern> pattern_from(Evaluation& evaluation, const std::string& text, const Value& flags) {
    if (!flags.is_null() && flags.kind() != Value::Kind::text) {
        evaluation.fault("the flags are no string");
        return std::nullopt;
    }
    if (!evaluation.charge(50 + text.size())) return std::nullopt;
    auto pattern = Pattern::compile(text, flags.is_null() ? std::string_view() : std::string_view(flags.text()));
    if (pattern) return std::move(*pattern);
    evaluation.fault(pattern.error());
    return std::nullopt;
}

/// What to do for each match until there are no more; false where it went on too long.
template <class Each>
bool each_match(Evaluation& evaluation, const Pattern& pattern, const std::string& text, Each each) {
    for (std::size_t from = 0; from <= text.size();) {
        const auto match = pattern.find(text, from);
        if (!evaluation.charge(20 + match.steps / 8)) return false;
        if (match.gave_up) {
            evaluation.fault("the pattern takes too many steps");
            return false;
        }
        if (!match.found) return true;
        each(match);
        const auto end = match.groups[0].to;
        from = end > match.groups[0].from ? end : end + 1;
    }
    return true;
}

Value matches(Evaluation& evaluation, const Items& arguments) {
    const auto* input = text_argument(evaluation, arguments, 0);
    const auto* text = input != nullptr ? text_argument(evaluation, arguments, 1) : nullptr;
    if (text == nullptr) return {};
    const auto pattern = pattern_from(evaluation, *text, arguments.size() > 2 ? arguments[2] : Value());
    if (!pattern || !evaluation.charge(input->size() / 16)) return {};
    const auto match = pattern->find(*input, 0);
    if (!evaluation.charge(match.steps / 8)) return {};
    if (match.gave_up) return evaluation.fault("the pattern takes too many steps");
    return match.found;
}

Value replace(Evaluation& evaluation, const Items& arguments) {
    const auto* input = text_argument(evaluation, arguments, 0);
    const auto* text = input != nullptr ? text_argument(evaluation, arguments, 1) : nullptr;
    const auto* with = text != nullptr ? text_argument(evaluation, arguments, 2) : nullptr;
    if (with == nullptr) return {};
    const auto pattern = pattern_from(evaluation, *text, arguments.size() > 3 ? arguments[3] : Value());
    if (!pattern) return {};
    const auto replacement = pattern->replacement(*with);
    if (!replacement) return evaluation.fault("the replacement cannot be read");
    if (const auto empty = pattern->find("", 0); empty.found) return evaluation.fault("the pattern matches an empty string");
    std::string out;
    std::size_t kept = 0;
    bool sound = true;
    const bool ended = each_match(evaluation, *pattern, *input, [&](const Match& match) {
        out.append(*input, kept, match.groups[0].from - kept);
        const auto before = out.size();
        replacement->append_to(out, *input, match);
        sound = sound && evaluation.charge_bytes(out.size() - before);
        kept = match.groups[0].to;
    });
    if (!ended || !sound || !evaluation.charge_bytes(input->size())) return {};
    out.append(*input, kept);
    return Value(std::move(out));
}

Value split(Evaluation& evaluation, const Items& arguments) {
    const auto* input = text_argument(evaluation, arguments, 0);
    const auto* text = input != nullptr ? text_argument(evaluation, arguments, 1) : nullptr;
    if (text == nullptr) return {};
    const auto pattern = pattern_from(evaluation, *text, {});
    if (!pattern) return {};
    if (const auto empty = pattern->find("", 0); empty.found) return evaluation.fault("the delimiter matches an empty string");
    Items parts;
    std::size_t from = 0;
    const bool ended = each_match(evaluation, *pattern, *input, [&](const Match& match) {
        parts.emplace_back(input->substr(from, match.groups[0].from - from));
        from = match.groups[0].to;
    });
    if (!ended || !evaluation.charge_bytes(input->size())) return {};
    parts.emplace_back(input->substr(from));
    return evaluation.made(std::move(parts));
}

constexpr std::array pattern_rows{
    BuiltinRow{"matches", "input, pattern, [flags]", matches},
    BuiltinRow{"replace", "input, pattern, replacement, [flags]", replace},
    BuiltinRow{"split", "string, delimiter", split},
};

}  // namespace

BuiltinRows pattern_functions() { return pattern_rows; }

}  // namespace dmn
