#include "dmn/feel.h"

#include "bpmn/expression.h"

namespace bpmn {
namespace {

class Feel : public Compiled {
public:
    explicit Feel(dmn::Expression expression, std::vector<std::string> words)
        : expression_(std::move(expression)), words_(std::move(words)) {}

    Result<json::value> evaluate(const Names& names, Instant now) const override {
        dmn::Context inputs;
        for (const auto& word : words_)
            if (const auto* found = names.find(word)) inputs.put(word, dmn::from_json(*found));
        const auto outcome = dmn::evaluate(expression_, inputs, {.limits = {.steps = 200'000}, .now = now});
        if (outcome.cut_short) return refuse(Kind::invalid, "bpmn.expression_too_long", expression_.text());
        return dmn::to_json(outcome.value);
    }

private:
    dmn::Expression expression_;
    std::vector<std::string> words_;  // that may be variables; the rest of the names in sight cannot matter
};

bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Every run of letters outside quotation marks.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
        if (quoted || !is_letter(text[i])) continue;
        const auto from = i;
        while (i < text.size() && is_letter(text[i])) ++i;
        words.emplace_back(text.substr(from, i - from));
        --i;
    }
    return words;
}

class FeelLanguage : public Expressions {
public:
    Result<std::shared_ptr<const Compiled>> compile(std::string_view language, std::string_view text) const override {
        const bool ours =
            language.empty() || language.find("FEEL") != std::string_view::npos ||
            language.find("feel") != std::string_view::npos ||
            language == "http://www.w3.org/1999/XPath";  // what the schema presumes where a file names none
        if (!ours) return refuse(Kind::invalid, "bpmn.unknown_language", std::string(language));
        if (text.starts_with('=')) text.remove_prefix(1);  // as some drawing tools mark an expression
        auto parsed = dmn::parse(text);
        if (!parsed) return refuse(Kind::invalid, "bpmn.unreadable_expression", parsed.error().log);
        return std::shared_ptr<const Compiled>(std::make_shared<Feel>(std::move(*parsed), words_of(text)));
    }
};

}  // namespace

const Expressions& feel() {
    static const FeelLanguage language;
    return language;
}

}  // namespace bpmn
