// Any bytes at all as the fields of a form of every kind of question, and as the condition of one: checked to an end, whatever is kept is sound
// and passes the same check again; a condition is refused, or asks and does not ask, but always ends.

#include "base/text.h"
#include "forms/view.h"
#include "forms/worked_out.h"

#include <cstdio>
#include <cstdlib>

namespace {

const forms::Form& every_kind() {
    static const auto form = forms::read_form(R"form([
        {"code": "one", "type": "choice", "label": "One", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]},
        {"code": "more", "type": "choices", "label": "More", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}, {"code": "none", "label": "None", "alone": true}]},
        {"code": "number", "type": "number", "label": "Number", "decimals": 3, "least": -5, "most": 1000000},
        {"code": "money", "type": "money", "label": "Money"}, {"code": "day", "type": "date", "label": "Day"}, {"code": "days", "type": "date_range", "label": "Days", "most": 60},
        {"code": "clock", "type": "time", "label": "Time"}, {"code": "plate", "type": "vehicle", "label": "Plate"}, {"code": "post", "type": "postcode", "label": "Postcode"},
        {"code": "ref", "type": "reference", "label": "Reference", "shapes": ["99/9999/A*", "\\A-99"]}, {"code": "tax", "type": "council_tax_reference", "label": "Tax"},
        {"code": "nino", "type": "national_insurance_number", "label": "Number"}, {"code": "home", "type": "address", "label": "Home"}, {"code": "sign", "type": "signature", "label": "Sign"}, {"code": "proof", "type": "files", "label": "Proof", "most": 3},
        {"code": "people", "type": "group", "label": "People", "one": "Person", "most": 4, "questions": [{"code": "name", "type": "text", "label": "Name", "required": true},
            {"code": "born", "type": "date", "label": "Born"}, {"code": "pays", "type": "money", "label": "Pays"}, {"code": "ref", "type": "reference", "label": "Ref", "shapes": ["A9"]},
            {"code": "which", "type": "choices", "label": "Which", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]}]},
        {"code": "total", "type": "calculated", "label": "Total", "as": "money", "value": "sum(people.pays) + floor(max(0, number)) * 100"},
        {"code": "rules", "type": "eligibility", "rules": [{"when": "total > 100000 or home.uprn = \"1\"", "reason": "Too much.", "appeal": "Write."}]},
        {"code": "words", "type": "long_text", "label": "Words", "required": true, "when": "one = \"a\" or number > 3 or count(more) > 1 or day > date(\"2026-01-01\")"},
        {"code": "line", "type": "text", "label": "Line", "when": "words != null and money >= 100 and date(\"2026-06-01\") in days and clock > time(\"12:00:00\")"}])form");
    if (!form) {
        std::fputs(form.error().log.c_str(), stderr);  // then it is the form that is wrong
        std::abort();
    }
    return *form;
}

/// "name=value" a line; a field may come several times.
web::Fields fields_in(std::string_view text) {
    web::Fields fields;
    for (const auto line : base::split(text, '\n'))
        if (const auto sign = line.find('='); sign != line.npos) fields.add(std::string(line.substr(0, sign)), std::string(line.substr(sign + 1)));
    return fields;
}

void try_answers(std::string_view text) {
    const auto& form = every_kind();
    const auto fields = fields_in(text);
    const auto sent = forms::sent_by(fields, form);
    for (const auto& question : form.questions) (void)forms::shown_as_sent(question, sent);
    const auto asked = forms::asked(form, sent);
    (void)forms::worked_out(form, sent);
    const auto kept = forms::check(form, sent);
    if (!kept) return;
    std::map<std::string, std::string, std::less<>> again;
    for (const auto& answer : *kept) {
        const auto* question = form.find(answer.question);
        const bool is_asked = std::ranges::find(asked, question) != asked.end();
        if (!base::is_utf8(answer.value) || is_asked != forms::is_answered(question->type) || forms::shown(*question, answer.value).empty()) std::abort();
        again[answer.question] = forms::as_sent(*question, answer.value);
    }
    const auto twice = forms::check(form, [&](std::string_view name) -> std::optional<std::string_view> {
        const auto found = again.find(name);
        return found == again.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    });
    if (!twice || *twice != *kept || forms::answers_from_json(forms::to_json(*kept)) != *kept) std::abort();
}

void try_condition(std::string_view text) {
    const auto form = forms::read_form(R"([{"code": "a", "type": "number", "label": "A"}, {"code": "b", "type": "text", "label": "B", "when": )" + base::json_string(text) + "}]");
    if (!form) {
        if (form.error().key != "forms.definition") std::abort();
        return;
    }
    for (const auto* typed : {"", "1", "-5"})
        (void)forms::asked(*form, [&](std::string_view code) { return code == "a" ? std::optional<std::string_view>(typed) : std::nullopt; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try_answers(text);
    if (size < 4000) try_condition(text);
    return 0;
}
