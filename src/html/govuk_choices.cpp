#include "html/govuk_choices.h"

#include "html/form_group.h"

#include <algorithm>

namespace html::govuk {
namespace {

/// What radios and checkboxes differ in.
struct Kind {
    Literal divider, item, input, label, hint, conditional;
    Literal type;
};

constexpr Kind radio_kind{"<div class=\"govuk-radios__divider\">"_html,
                          "<div class=\"govuk-radios__item\">"_html,
                          "<input class=\"govuk-radios__input\""_html,
                          "govuk-radios__label"_html,
                          "govuk-radios__hint"_html,
                          "govuk-radios__conditional"_html,
                          " type=\"radio\""_html};
constexpr Kind checkbox_kind{"<div class=\"govuk-checkboxes__divider\">"_html,
                             "<div class=\"govuk-checkboxes__item\">"_html,
                             "<input class=\"govuk-checkboxes__input\""_html,
                             "govuk-checkboxes__label"_html,
                             "govuk-checkboxes__hint"_html,
                             "govuk-checkboxes__conditional"_html,
                             " type=\"checkbox\""_html};

std::string id_of(const std::string& given, const std::string& prefix, std::size_t index) {
    if (!given.empty()) return given;
    return index > 1 ? prefix + "-" + std::to_string(index) : prefix;
}

template <class Item>
void put_label_and_hint(Html& out, const Kind& kind, const Item& item, const std::string& id) {
    label(out, {.text = item.text,
                .html = item.html,
                .for_id = id,
                .classes = joined(kind.label.view(), item.label.classes),
                .attributes = item.label.attributes});
    if (item.hint.empty()) return;
    hint(out, {.text = item.hint.text,
               .html = item.hint.html,
               .id = id + "-item-hint",
               .classes = joined(kind.hint.view(), item.hint.classes),
               .attributes = item.hint.attributes});
}

void put_conditional(Html& out, const Kind& kind, const Html& content, const std::string& id, bool shown) {
    if (content.empty()) return;
    out << "<div class=\""_html << kind.conditional;
    if (!shown) out << " "_html << kind.conditional << "--hidden"_html;
    out << "\""_html;
    out.attribute("id", "conditional-" + id) << ">"_html << content << "</div>"_html;
}

template <class Item>
void put_item(Html& out, const Kind& kind, const Item& item, const std::string& id, const std::string& name,
              bool checked, std::string_view behaviour, const std::string& described_by) {
    out << kind.item << kind.input;
    out.attribute("id", id).attribute("name", name) << kind.type;
    out.attribute("value", item.value).flag("checked", checked).flag("disabled", item.disabled);
    if (!item.conditional.html.empty()) out.attribute("data-aria-controls", "conditional-" + id);
    out.attribute_if("data-behaviour", behaviour).attribute_if("aria-describedby", described_by);
    put(out, item.attributes);
    out << ">"_html;
    put_label_and_hint(out, kind, item, id);
    out << "</div>"_html;
    put_conditional(out, kind, item.conditional.html, id, checked);
}

void put_divider(Html& out, const Kind& kind, const std::string& word) { out << kind.divider << word << "</div>"_html; }

template <class Choices>
void open_set(Html& out, const Choices& choices, const Question& question, std::string_view given) {
    open_group(out, question);
    if (!choices.fieldset.empty()) open_fieldset(out, choices.fieldset, describing_ids(given, question));
    put_hint_and_error(out, question);
}

template <class Choices>
void close_set(Html& out, const Choices& choices) {
    put(out, choices.form_group.after_input);
    out << "</div>"_html;
    if (!choices.fieldset.empty()) out << "</fieldset>"_html;
    out << "</div>"_html;
}

void put_radio(Html& out, const Radios& radios, const RadioItem& item, const std::string& id) {
    if (!item.divider.empty()) return put_divider(out, radio_kind, item.divider);
    const bool matches = !radios.value.empty() && item.value == radios.value;
    put_item(out, radio_kind, item, id, radios.name, item.checked.value_or(matches), {},
             item.hint.empty() ? std::string() : id + "-item-hint");
}

void put_checkbox(Html& out, const Checkboxes& boxes, const CheckboxItem& item, const std::string& id,
                  const std::string& described_by) {
    if (!item.divider.empty()) return put_divider(out, checkbox_kind, item.divider);
    const bool matches = std::ranges::find(boxes.values, item.value) != boxes.values.end();
    put_item(out, checkbox_kind, item, id, item.name.empty() ? boxes.name : item.name, item.checked.value_or(matches),
             item.behaviour, joined(described_by, item.hint.empty() ? std::string() : id + "-item-hint"));
}

}  // namespace

void radios(Html& out, const Radios& radios) {
    const std::string& prefix = radios.id_prefix.empty() ? radios.name : radios.id_prefix;
    const Question question{prefix, radios.hint, radios.error_message, radios.form_group};
    open_set(out, radios, question, radios.fieldset.described_by);
    out << "<div"_html;
    put_classes(out, "govuk-radios"_html, radios.classes);
    put(out, radios.attributes);
    out << " data-module=\"govuk-radios\">"_html;
    put(out, radios.form_group.before_input);
    for (std::size_t i = 0; i < radios.items.size(); ++i)
        if (const auto& item = radios.items[i]; !item.omitted)
            put_radio(out, radios, item, id_of(item.id, prefix, i + 1));
    close_set(out, radios);
}

void checkboxes(Html& out, const Checkboxes& boxes) {
    const std::string& prefix = boxes.id_prefix.empty() ? boxes.name : boxes.id_prefix;
    const Question question{prefix, boxes.hint, boxes.error_message, boxes.form_group};
    const auto& given = boxes.fieldset.described_by.empty() ? boxes.described_by : boxes.fieldset.described_by;
    // Without a fieldset to carry them, hint and error are said with every box.
    const std::string described_by = boxes.fieldset.empty() ? describing_ids(given, question) : std::string();
    open_set(out, boxes, question, given);
    out << "<div"_html;
    put_classes(out, "govuk-checkboxes"_html, boxes.classes);
    put(out, boxes.attributes);
    out << " data-module=\"govuk-checkboxes\">"_html;
    put(out, boxes.form_group.before_input);
    for (std::size_t i = 0; i < boxes.items.size(); ++i)
        if (const auto& item = boxes.items[i]; !item.omitted)
            put_checkbox(out, boxes, item, id_of(item.id, prefix, i + 1), described_by);
    close_set(out, boxes);
}

}  // namespace html::govuk
