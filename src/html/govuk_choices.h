#pragma once
// Questions answered by choosing: radios (one of several) and checkboxes (any of several).

#include "html/govuk_parts.h"

namespace html::govuk {

struct ItemLabel {
    std::string classes = {};
    Attributes attributes = {};
};

/// What shows only while its item is chosen (always, without script).
struct Conditional {
    Html html = {};
};

struct RadioItem {
    std::string value = {};
    std::string text = {};
    Html html = {};
    std::string id = {};
    ItemLabel label = {};
    Hint hint = {};
    std::string divider = {};                    // a word between items ("or") instead of an item
    std::optional<bool> checked = std::nullopt;  // false holds even where Radios::value matches
    Conditional conditional = {};
    bool disabled = false;
    Attributes attributes = {};
    bool omitted = false;  // not shown, but the ids of those after it stay the same
};

/// The first item has the id `id_prefix` (so that an error summary can point at it), the second `id_prefix`-2, …
struct Radios {
    Fieldset fieldset = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    std::string id_prefix = {};  // the name unless given
    std::string name = {};
    std::vector<RadioItem> items = {};
    std::string value = {};  // the item that is checked
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(radios, Radios)

struct CheckboxItem {
    std::string value = {};
    std::string text = {};
    Html html = {};
    std::string id = {};
    std::string name = {};  // instead of Checkboxes::name
    ItemLabel label = {};
    Hint hint = {};
    std::string divider = {};
    std::optional<bool> checked = std::nullopt;
    Conditional conditional = {};
    std::string behaviour = {};  // "exclusive": unchecks the others ("None of these")
    bool disabled = false;
    Attributes attributes = {};
    bool omitted = false;
};

struct Checkboxes {
    std::string described_by = {};
    Fieldset fieldset = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    std::string id_prefix = {};
    std::string name = {};
    std::vector<CheckboxItem> items = {};
    std::vector<std::string> values = {};  // the items that are checked
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(checkboxes, Checkboxes)

}  // namespace html::govuk
