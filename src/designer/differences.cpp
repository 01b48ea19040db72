#include "designer/differences.h"

#include "base/words.h"
#include "designer/document.h"
#include "designer/step_list.h"

#include <algorithm>
#include <set>

namespace designer {
namespace {

namespace json = boost::json;
using Lines = std::vector<std::string>;

std::string shown(const json::value* value) {
    if (value == nullptr) return base::say("designer.diff_nothing");
    if (value->is_string()) return std::string(value->as_string());
    if (value->is_bool()) return base::say(value->as_bool() ? "designer.diff_yes" : "designer.diff_no");
    if (value->is_array()) {
        std::string all;
        for (const auto& item : value->as_array()) all += (all.empty() ? "" : ", ") + (item.is_string() ? std::string(item.as_string()) : json::serialize(item));
        return all;
    }
    if (value->is_object()) {  // {"working_days": 5}
        std::string all;
        for (const auto& [name, member] : value->as_object()) {
            std::string words(name);
            std::ranges::replace(words, '_', ' ');
            all += (all.empty() ? "" : ", ") + words + " " + shown(&member);
        }
        return all;
    }
    return json::serialize(*value);
}

std::string label_of_member(std::string_view member) {
    const auto key = "designer.member." + std::string(member);
    if (base::has_words(key)) return base::say(key);
    std::string words(member);
    std::ranges::replace(words, '_', ' ');
    return words;
}

bool same(const json::value* a, const json::value* b) { return a == nullptr || b == nullptr ? a == b : *a == *b; }

/// The members of two objects, save those that are told in their own way.
void tell_members(Lines& lines, const std::string& where, const json::object& before, const json::object& after, const std::set<std::string>& but) {
    std::vector<std::string> names;
    for (const auto* each : {&before, &after})
        for (const auto& [name, value] : *each)
            if (!but.contains(std::string(name)) && std::ranges::find(names, std::string(name)) == names.end()) names.emplace_back(name);
    for (const auto& name : names) {
        const auto *a = before.if_contains(name), *b = after.if_contains(name);
        if (same(a, b)) continue;
        lines.push_back(where + base::say("designer.diff_member", {{"what", label_of_member(name)}, {"before", shown(a)}, {"after", shown(b)}}));
    }
}

/// Things with codes: which came, which went, which were renamed or moved.
void tell_coded(Lines& lines, const std::string& where, const char* kind, const json::array& before, const json::array& after) {
    const auto line = [&](const char* key, const json::value& item) {
        lines.push_back(where + base::say(std::string("designer.diff_") + kind + key, {{"code", text_in(item, "code")}, {"label", text_in(item, "label")}}));
    };
    for (const auto& item : after)
        if (place_of(before, text_in(item, "code")) == before.size()) line("_added", item);
    for (const auto& item : before)
        if (place_of(after, text_in(item, "code")) == after.size()) line("_gone", item);
}

const json::array& list_in(const json::value& item, std::string_view name) {
    static const json::array none;
    const auto* object = item.if_object();
    const auto* member = object == nullptr ? nullptr : object->if_contains(name);
    return member != nullptr && member->is_array() ? member->as_array() : none;
}

json::object object_of(const json::value& item) { return item.is_object() ? item.as_object() : json::object(); }

std::vector<std::string> codes_in(const json::array& items, const json::array& known) {
    std::vector<std::string> codes;
    for (const auto& item : items)
        if (place_of(known, text_in(item, "code")) < known.size()) codes.push_back(text_in(item, "code"));
    return codes;
}

void tell_questions(Lines& lines, const json::array& before, const json::array& after) {
    tell_coded(lines, "", "question", before, after);
    for (const auto& item : after) {
        const auto place = place_of(before, text_in(item, "code"));
        if (place == before.size()) continue;
        const auto where = base::say("designer.diff_question", {{"code", text_in(item, "code")}}) + ' ';
        const auto &old_choices = list_in(before[place], "choices"), &choices = list_in(item, "choices");
        tell_coded(lines, where, "choice", old_choices, choices);
        for (const auto& choice : choices)
            if (const auto old = place_of(old_choices, text_in(choice, "code")); old < old_choices.size())
                tell_members(lines, where + base::say("designer.diff_choice", {{"code", text_in(choice, "code")}}) + ' ', object_of(old_choices[old]), object_of(choice), {});
        tell_members(lines, where, object_of(before[place]), object_of(item), {"choices"});
    }
    if (codes_in(before, after) != codes_in(after, before)) lines.push_back(base::say("designer.diff_order"));
}

void tell_steps(Lines& lines, std::string_view before, std::string_view after) {
    if (before == after) return;
    const auto old = steps_of(before), now = steps_of(after);
    const auto told = lines.size();
    const auto tell = [&](const std::vector<ListedStep>& from, const std::vector<ListedStep>& in, const char* key) {
        for (const auto& step : from)
            if (std::ranges::find(in, step.id, &ListedStep::id) == in.end() && !step.name.empty()) lines.push_back(base::say(key, {{"name", step.name}, {"kind", step.kind}}));
    };
    tell(now, old, "designer.diff_step_added");
    tell(old, now, "designer.diff_step_gone");
    if (lines.size() == told) lines.push_back(base::say("designer.diff_map"));
}

std::string_view text_of(const catalogue::Files& files, std::string_view file) {
    const auto found = files.find(file);
    return found == files.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::vector<std::string> differences(const catalogue::Files& before, const catalogue::Files& after) {
    Lines lines;
    const auto old = Document::read(text_of(before, catalogue::document_file)), now = Document::read(text_of(after, catalogue::document_file));
    if (old && now) {
        const auto object_in = [](const Document& document, std::string_view name) {
            const auto* member = document.root().if_contains(name);
            return member == nullptr ? json::object() : object_of(*member);
        };
        tell_members(lines, "", old->root(), now->root(), {"questions", "outcomes", "levels", "promise", "location", "script", "notify", "contact", "examples", "forms"});
        for (const auto* group : {"promise", "levels", "location", "script", "notify", "contact"})
            tell_members(lines, base::say("designer.diff_group", {{"group", label_of_member(group)}}) + ' ', object_in(*old, group), object_in(*now, group), {});
        tell_questions(lines, old->list("questions"), now->list("questions"));
        tell_coded(lines, "", "outcome", old->list("outcomes"), now->list("outcomes"));
        if (old->list("examples") != now->list("examples"))
            lines.push_back(base::say("designer.diff_examples", {{"before", std::to_string(old->list("examples").size())}, {"after", std::to_string(now->list("examples").size())}}));
        if (!same(old->root().if_contains("forms"), now->root().if_contains("forms"))) lines.push_back(base::say("designer.diff_forms"));
    } else if (text_of(before, catalogue::document_file) != text_of(after, catalogue::document_file)) {
        lines.push_back(base::say("designer.diff_document"));
    }
    if (text_of(before, catalogue::article_file) != text_of(after, catalogue::article_file)) lines.push_back(base::say("designer.diff_article"));
    tell_steps(lines, text_of(before, catalogue::process_file), text_of(after, catalogue::process_file));
    for (const auto* each : {&before, &after})
        for (const auto& [file, text] : *each)
            if (file.ends_with(".dmn") && text_of(before, file) != text_of(after, file)) {
                const auto line = base::say("designer.diff_table", {{"file", file}});
                if (std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
            }
    return lines;
}

}  // namespace designer
