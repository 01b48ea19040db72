#include "html/form_group.h"
#include "html/govuk_inputs.h"

#include <array>

namespace html::govuk {
namespace {

/// A box as it will be shown: what the caller said, completed by what an ordinary day, month or year box has.
struct Box {
    DatePart part;
    std::string name;
    const char* width;
};

bool is_marked(const DatePart& part) {
    return part.error.value_or(false) || part.classes.find("govuk-input--error") != std::string::npos;
}

Box ordinary(std::optional<DatePart> given, const char* name, const char* width) {
    DatePart part = given.value_or(DatePart{});
    std::string field = part.name.value_or(name);
    return {std::move(part), std::move(field), width};
}

/// One of `items`; where it bears the name of a usual box it takes over that one's width and value.
Box completed(DatePart part, const std::vector<Box>& usual) {
    constexpr std::array<std::string_view, 3> names{"day", "month", "year"};
    std::string name = part.name.value_or("");
    const char* width = "govuk-input--width-2";
    for (std::size_t i = 0; i < usual.size(); ++i) {
        if (name != names[i] && name != usual[i].name) continue;
        width = usual[i].width;
        if (!part.value) part.value = usual[i].part.value;
    }
    return {std::move(part), std::move(name), width};
}

std::vector<Box> boxes_of(const DateInput& date) {
    std::vector<Box> usual{ordinary(date.day, "day", "govuk-input--width-2"),
                           ordinary(date.month, "month", "govuk-input--width-2"),
                           ordinary(date.year, "year", "govuk-input--width-4")};
    if (date.items.empty()) return usual;
    std::vector<Box> boxes;
    for (const auto& part : date.items) boxes.push_back(completed(part, usual));
    return boxes;
}

std::string classes_of(const Box& box, bool marked) {
    std::string classes;
    if (marked && box.part.classes.find("govuk-input--error") == std::string::npos) classes = "govuk-input--error";
    if (box.part.classes.find("govuk-input--width-") == std::string::npos) classes = joined(classes, box.width);
    return joined("govuk-date-input__input", joined(classes, box.part.classes));
}

std::string capitalised(std::string name) {
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

std::optional<std::string> value_of(const DateInput& date, const Box& box, const std::string& field) {
    if (box.part.value) return box.part.value;
    if (const auto found = date.values.find(field); found != date.values.end()) return found->second;
    return std::nullopt;
}

void put_box(Html& out, const DateInput& date, const Box& box, bool marked) {
    const std::string field = date.name_prefix.empty() ? box.name : date.name_prefix + "-" + box.name;
    out << "<div class=\"govuk-date-input__item\">"_html;
    input(out, {.id = box.part.id.empty() ? date.id + "-" + box.name : box.part.id,
                .name = field,
                .inputmode = box.part.inputmode.empty() ? "numeric" : box.part.inputmode,
                .value = value_of(date, box, field),
                .label = {.text = box.part.label.empty() ? capitalised(box.name) : box.part.label,
                          .classes = "govuk-date-input__label"},
                .classes = classes_of(box, marked),
                .autocomplete = box.part.autocomplete,
                .pattern = box.part.pattern,
                .attributes = box.part.attributes});
    out << "</div>"_html;
}

void put_boxes(Html& out, const DateInput& date) {
    const auto boxes = boxes_of(date);
    bool any_marked = false;
    for (const auto& box : boxes) any_marked = any_marked || is_marked(box.part);
    const bool all_marked = !date.error_message.empty() && !any_marked;
    for (const auto& box : boxes) {
        if (box.part.omitted) continue;
        put_box(out, date, box, is_marked(box.part) || (all_marked && box.part.error.value_or(true)));
    }
}

void put_inner(Html& out, const DateInput& date, const Question& question) {
    put_hint_and_error(out, question);
    out << "<div"_html;
    put_classes(out, "govuk-date-input"_html, date.classes);
    put(out, date.attributes);
    out.attribute_if("id", date.id) << ">"_html;
    put(out, date.form_group.before_input);
    put_boxes(out, date);
    put(out, date.form_group.after_input);
    out << "</div>"_html;
}

}  // namespace

void date_input(Html& out, const DateInput& date) {
    const Question question{date.id, date.hint, date.error_message, date.form_group};
    open_group(out, question);
    if (!date.fieldset.empty()) {
        Fieldset frame = date.fieldset;
        frame.role =
            "group";  // else some screen readers keep the description of a fieldset of text inputs to themselves
        open_fieldset(out, frame, describing_ids(frame.described_by, question));
    }
    put_inner(out, date, question);
    if (!date.fieldset.empty()) out << "</fieldset>"_html;
    out << "</div>"_html;
}

}  // namespace html::govuk
