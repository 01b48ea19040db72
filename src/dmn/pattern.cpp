// The only file that sees PCRE2.

#include "dmn/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace dmn {
namespace {

constexpr std::size_t most_pattern_bytes = 4096;
constexpr std::uint32_t most_match_steps = 200'000, most_match_kilobytes = 16 * 1024;

int count_step(pcre2_callout_block*, void* steps) { return ++*static_cast<std::uint64_t*>(steps) > most_match_steps ? PCRE2_ERROR_CALLOUT : 0; }

/// Every item of the pattern that is tried is counted.
struct MatchLimits {
    explicit MatchLimits(std::uint64_t& steps) : context(pcre2_match_context_create(nullptr)) {
        pcre2_set_match_limit(context, most_match_steps);
        pcre2_set_heap_limit(context, most_match_kilobytes);
        pcre2_set_depth_limit(context, most_match_steps);
        pcre2_set_callout(context, count_step, &steps);
    }
    ~MatchLimits() { pcre2_match_context_free(context); }
    MatchLimits(const MatchLimits&) = delete;
    MatchLimits& operator=(const MatchLimits&) = delete;
    pcre2_match_context* context;
};

struct Flags {
    std::uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT;
    bool dot_takes_all = false, without_spaces = false, literal = false;
};

std::optional<Flags> flags_from(std::string_view written) {
    Flags flags;
    for (const char c : written) {
        switch (c) {
            case 's': flags.dot_takes_all = true; break;
            case 'm': flags.options |= PCRE2_MULTILINE; break;
            case 'i': flags.options |= PCRE2_CASELESS; break;
            case 'x': flags.without_spaces = true; break;
            case 'q': flags.literal = true; break;
            default: return std::nullopt;
        }
    }
    return flags;
}

std::string quoted(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view(R"(\^$.[]|()?*+{}-#)").contains(c)) out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

std::expected<Pattern, std::string> Pattern::compile(std::string_view pattern, std::string_view flags) {
    const auto known = flags_from(flags);
    if (!known) return std::unexpected("a flag is unknown");
    if (pattern.size() > most_pattern_bytes) return std::unexpected("the pattern is too long");
    std::string spelled = quoted(pattern);
    if (!known->literal) {
        auto translation = translated(pattern, known->dot_takes_all, known->without_spaces);
        if (!translation) return std::unexpected(translation.error());
        spelled = std::move(*translation);
    }
    int error = 0;
    PCRE2_SIZE place = 0;
    const auto options = known->literal ? known->options & ~PCRE2_MULTILINE : known->options;
    auto* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(spelled.data()), spelled.size(), options, &error, &place, nullptr);
    if (code == nullptr) return std::unexpected("the pattern cannot be read");
    Pattern made;
    made.code_ = std::shared_ptr<pcre2_real_code_8>(code, pcre2_code_free);
    made.literal_ = known->literal;
    std::uint32_t groups = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    made.groups_ = static_cast<int>(groups);
    return made;
}

Match Pattern::find(std::string_view input, std::size_t from) const {
    Match match;
    const MatchLimits limits(match.steps);
    const std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data*)> found(pcre2_match_data_create_from_pattern(code_.get(), nullptr),
                                                                               pcre2_match_data_free);
    while (from < input.size() && (static_cast<unsigned char>(input[from]) & 0xC0) == 0x80) ++from;
    const int count = pcre2_match(code_.get(), reinterpret_cast<PCRE2_SPTR>(input.data()), input.size(), from,
                                  from > 0 ? PCRE2_NO_UTF_CHECK : 0, found.get(), limits.context);
    if (count == PCRE2_ERROR_NOMATCH) return match;
    if (count <= 0) {
        match.gave_up = true;
        return match;
    }
    match.found = true;
    const auto* places = pcre2_get_ovector_pointer(found.get());
    for (int i = 0; i <= groups_; ++i) {
        const bool taken = i < count && places[2 * i] != PCRE2_UNSET;
        match.groups.push_back(taken ? Match::Group{places[2 * i], places[2 * i + 1], true} : Match::Group{});
    }
    return match;
}

std::optional<Replacement> Pattern::replacement(std::string_view written) const {
    Replacement made;
    made.parts_.emplace_back();
    if (literal_) {
        made.parts_.back().text = written;
        return made;
    }
    for (std::size_t i = 0; i < written.size(); ++i) {
        const char next = i + 1 < written.size() ? written[i + 1] : '\0';
        if (written[i] == '\\') {
            if (next != '\\' && next != '$') return std::nullopt;
            made.parts_.back().text += next;
            ++i;
        } else if (written[i] == '$') {
            if (next < '0' || next > '9') return std::nullopt;
            int group = next - '0';
            for (++i; i + 1 < written.size() && written[i + 1] >= '0' && written[i + 1] <= '9'; ++i) {
                const int longer = group * 10 + (written[i + 1] - '0');
                if (longer > groups_) break;
                group = longer;
            }
            made.parts_.push_back({"", group});
            made.parts_.emplace_back();
        } else {
            made.parts_.back().text += written[i];
        }
    }
    return made;
}

void Replacement::append_to(std::string& out, std::string_view input, const Match& match) const {
    for (const auto& part : parts_) {
        out += part.text;
        if (part.group < 0 || part.group >= static_cast<int>(match.groups.size())) continue;
        const auto& group = match.groups[static_cast<std::size_t>(part.group)];
        if (group.taken) out += input.substr(group.from, group.to - group.from);
    }
}

}  // namespace dmn
