#include "forms/settle.h"

#include "base/text.h"
#include "base/time.h"
#include "places/gazetteer.h"

#include <algorithm>

namespace forms {
namespace {

constexpr std::string_view uprn_mark = " [UPRN ", signed_mark = " [signed ";

/// What stands in such a bracket at the very end, and where the bracket begins.
std::string_view in_bracket(std::string_view text, std::string_view mark) {
    const auto at = text.rfind(mark);
    return at == text.npos || !text.ends_with(']') ? std::string_view() : text.substr(at + mark.size(), text.size() - at - mark.size() - 1);
}

bool is_uprn(std::string_view text) { return !text.empty() && text.size() <= 12 && text.find_first_not_of("0123456789") == text.npos; }

}  // namespace

std::string to_text(const Address& address) {
    if (address.uprn.empty()) return address.text;
    const auto mark = std::string(address.text.empty() ? uprn_mark.substr(1) : uprn_mark);
    return address.text + mark + address.uprn + ']';
}

Address address_in(std::string_view kept) {
    const auto text = (kept.starts_with(uprn_mark.substr(1)) ? " " : "") + std::string(kept);
    const auto uprn = in_bracket(text, uprn_mark);
    if (!is_uprn(uprn)) return {.text = std::string(kept), .uprn = {}};
    return {.text = std::string(base::trim(std::string_view(text).substr(0, text.rfind(uprn_mark)))), .uprn = std::string(uprn)};
}

std::string name_signed(std::string_view kept) {
    auto name = std::string(base::trim(kept));
    while (!in_bracket(name, signed_mark).empty()) name = std::string(base::trim(std::string_view(name).substr(0, name.rfind(signed_mark))));
    return name;
}

Result<Answers> settle(db::Tx& tx, const Form& form, Answers answers) {
    std::vector<Problem> problems;
    for (auto& answer : answers) {
        const auto* question = form.find(answer.question);
        if (question == nullptr) continue;
        if (question->type == Type::signature) answer.value = name_signed(answer.value) + std::string(signed_mark) + base::to_iso(tx.now()) + ']';
        if (question->type != Type::address) continue;
        auto address = address_in(answer.value);
        if (address.uprn.empty()) continue;
        if (const auto known = places::find_address(tx, address.uprn)) answer.value = to_text({known->line, known->uprn});
        else if (places::has_gazetteer(tx)) problems.push_back({answer.question, say("forms.address_unknown", {}, question->language)});
    }
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    return answers;
}

}  // namespace forms
