#include "html/govuk_inputs.h"

#include "html/form_group.h"
#include "html/govuk_links.h"

namespace html::govuk {
namespace {

const std::string& id_of(const std::string& id, const std::string& name) { return id.empty() ? name : id; }

const char* true_or_false(bool on) { return on ? "true" : "false"; }

void put_affix(Html& out, Literal first, const Affix& affix) {
    if (affix.empty()) return;
    out << "<div"_html;
    put_classes(out, first, affix.classes);
    out << " aria-hidden=\"true\""_html;
    put(out, affix.attributes);
    out << ">"_html;
    put(out, affix.text, affix.html);
    out << "</div>"_html;
}

void put_input_element(Html& out, const Input& input, const Question& question) {
    out << "<input"_html;
    put_classes(out, "govuk-input"_html, joined(input.classes, question.error.empty() ? "" : "govuk-input--error"));
    out.attribute("id", question.id).attribute("name", input.name);
    out.attribute("type", input.type.empty() ? "text" : input.type);
    if (input.spellcheck) out.attribute("spellcheck", true_or_false(*input.spellcheck));
    if (input.value) out.attribute("value", *input.value);
    out.flag("disabled", input.disabled);
    out.attribute_if("aria-describedby", describing_ids(input.described_by, question));
    out.attribute_if("autocomplete", input.autocomplete).attribute_if("autocapitalize", input.autocapitalize);
    out.attribute_if("pattern", input.pattern).attribute_if("inputmode", input.inputmode);
    put(out, input.attributes);
    out << ">"_html;
}

void put_wrapped_input(Html& out, const Input& input, const Question& question) {
    out << "<div"_html;
    put_classes(out, "govuk-input__wrapper"_html, input.input_wrapper.classes);
    put(out, input.input_wrapper.attributes);
    out << ">"_html;
    put(out, input.form_group.before_input);
    put_affix(out, "govuk-input__prefix"_html, input.prefix);
    put_input_element(out, input, question);
    put_affix(out, "govuk-input__suffix"_html, input.suffix);
    if (!input.form_group.after_input.empty()) out << "\n"_html;
    put(out, input.form_group.after_input);
    out << "</div>"_html;
}

bool needs_wrapper(const Input& input) {
    return !input.prefix.empty() || !input.suffix.empty() || !input.form_group.before_input.empty() ||
           !input.form_group.after_input.empty();
}

}  // namespace

void input(Html& out, const Input& input) {
    const Question question{id_of(input.id, input.name), input.hint, input.error_message, input.form_group};
    open_group(out, question);
    put_label(out, input.label, question.id);
    put_hint_and_error(out, question);
    if (needs_wrapper(input))
        put_wrapped_input(out, input, question);
    else
        put_input_element(out, input, question);
    out << "</div>"_html;
}

void textarea(Html& out, const Textarea& area) {
    const Question question{id_of(area.id, area.name), area.hint, area.error_message, area.form_group};
    open_group(out, question);
    put_label(out, area.label, question.id);
    put_hint_and_error(out, question);
    put(out, area.form_group.before_input);
    out << "<textarea"_html;
    put_classes(out, question.error.empty() ? "govuk-textarea"_html : "govuk-textarea govuk-textarea--error"_html,
                area.classes);
    out.attribute("id", question.id).attribute("name", area.name);
    out.attribute("rows", std::to_string(area.rows > 0 ? area.rows : 5));
    if (area.spellcheck) out.attribute("spellcheck", true_or_false(*area.spellcheck));
    out.flag("disabled", area.disabled);
    out.attribute_if("aria-describedby", describing_ids(area.described_by, question));
    out.attribute_if("autocomplete", area.autocomplete);
    put(out, area.attributes);
    out << ">"_html;
    if (area.value.starts_with('\n')) out << "\n"_html;  // a browser drops the first line break
    out << area.value << "</textarea>"_html;
    put(out, area.form_group.after_input);
    out << "</div>"_html;
}

namespace {

std::string count_type_of(const CharacterCount& count) {
    if (!count.count_type.empty()) return count.count_type;
    return count.maxwords ? "words" : "";
}

/// The sentence under the field before the script takes over; none where only the script knows the limit.
std::string limit_sentence(const CharacterCount& count) {
    const int limit = count.maxwords ? *count.maxwords : count.maxlength.value_or(0);
    if (limit == 0) return {};
    std::string sentence = count.textarea_description_text;
    if (sentence.empty())
        sentence = count_type_of(count) == "words" ? "You can enter up to %{count} words"
                                                   : "You can enter up to %{count} characters";
    if (const auto place = sentence.find("%{count}"); place != std::string::npos)
        sentence.replace(place, 8, std::to_string(limit));
    return sentence;
}

void add_number(Attributes& attributes, const char* name, std::optional<int> number) {
    if (number) attributes.push_back({name, std::to_string(*number)});
}

Attributes count_attributes(const CharacterCount& count) {
    Attributes attributes{{"data-module", "govuk-character-count"}};
    add_number(attributes, "data-maxlength", count.maxlength);
    add_number(attributes, "data-maxwords", count.maxwords);
    add_number(attributes, "data-threshold", count.threshold);
    if (const auto type = count_type_of(count); !type.empty()) attributes.push_back({"data-count-type", type});
    if (!count.maxlength && !count.maxwords)
        add_i18n(attributes, "textarea-description.other", count.textarea_description_text);
    add_i18n(attributes, "characters-under-limit", count.characters_under_limit_text);
    add_i18n(attributes, "characters-at-limit", count.characters_at_limit_text);
    add_i18n(attributes, "characters-over-limit", count.characters_over_limit_text);
    add_i18n(attributes, "words-under-limit", count.words_under_limit_text);
    add_i18n(attributes, "words-at-limit", count.words_at_limit_text);
    add_i18n(attributes, "words-over-limit", count.words_over_limit_text);
    attributes.insert(attributes.end(), count.form_group.attributes.begin(), count.form_group.attributes.end());
    return attributes;
}

}  // namespace

void character_count(Html& out, const CharacterCount& count) {
    const std::string& id = id_of(count.id, count.name);
    Html after = hint({.text = limit_sentence(count),
                       .id = id + "-info",
                       .classes = joined("govuk-character-count__message", count.count_message.classes)});
    put(after, count.form_group.after_input);
    textarea(out, {.id = id,
                   .name = count.name,
                   .spellcheck = count.spellcheck,
                   .rows = count.rows,
                   .value = count.value,
                   .described_by = id + "-info",
                   .label = count.label,
                   .hint = count.hint,
                   .error_message = count.error_message,
                   .form_group = {.classes = joined("govuk-character-count", count.form_group.classes),
                                  .attributes = count_attributes(count),
                                  .before_input = count.form_group.before_input,
                                  .after_input = {.html = std::move(after)}},
                   .classes = joined("govuk-js-character-count", count.classes),
                   .attributes = count.attributes});
}

namespace {

Attributes password_attributes(const PasswordInput& password) {
    Attributes attributes{{"data-module", "govuk-password-input"}};
    add_i18n(attributes, "show-password", password.show_password_text.value_or(""));
    add_i18n(attributes, "hide-password", password.hide_password_text);
    add_i18n(attributes, "show-password-aria-label", password.show_password_aria_label_text.value_or(""));
    add_i18n(attributes, "hide-password-aria-label", password.hide_password_aria_label_text);
    add_i18n(attributes, "password-shown-announcement", password.password_shown_announcement_text);
    add_i18n(attributes, "password-hidden-announcement", password.password_hidden_announcement_text);
    attributes.insert(attributes.end(), password.form_group.attributes.begin(), password.form_group.attributes.end());
    return attributes;
}

Html toggle_button(const PasswordInput& password, const std::string& id) {
    const std::string classes = joined(
        "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle", password.button.classes);
    return button({.text = password.show_password_text.value_or("Show"),
                   .type = "button",
                   .classes = classes,
                   .attributes = {{"aria-controls", id},
                                  {"aria-label", password.show_password_aria_label_text.value_or("Show password")},
                                  {"hidden"}}});
}

}  // namespace

void password_input(Html& out, const PasswordInput& password) {
    const std::string& id = id_of(password.id, password.name);
    Html after = toggle_button(password, id);
    put(after, password.form_group.after_input);
    input(out, {.id = id,
                .name = password.name,
                .type = "password",
                .value = password.value,
                .disabled = password.disabled,
                .described_by = password.described_by,
                .label = password.label,
                .hint = password.hint,
                .error_message = password.error_message,
                .form_group = {.classes = joined("govuk-password-input", password.form_group.classes),
                               .attributes = password_attributes(password),
                               .before_input = password.form_group.before_input,
                               .after_input = {.html = std::move(after)}},
                .classes = joined("govuk-password-input__input govuk-js-password-input-input", password.classes),
                .autocomplete = password.autocomplete.empty() ? "current-password" : password.autocomplete,
                .spellcheck = false,
                .autocapitalize = "none",
                .input_wrapper = {.classes = "govuk-password-input__wrapper"},
                .attributes = password.attributes});
}

namespace {

void open_drop_zone(Html& out, const FileUpload& upload) {
    Attributes attributes{{"data-module", "govuk-file-upload"}};
    add_i18n(attributes, "choose-files-button", upload.choose_files_button_text);
    add_i18n(attributes, "no-file-chosen", upload.no_file_chosen_text);
    add_i18n(attributes, "multiple-files-chosen", upload.multiple_files_chosen_text);
    add_i18n(attributes, "drop-instruction", upload.drop_instruction_text);
    add_i18n(attributes, "entered-drop-zone", upload.entered_drop_zone_text);
    add_i18n(attributes, "left-drop-zone", upload.left_drop_zone_text);
    out << "<div"_html;
    put_classes(out, "govuk-file-upload-wrapper"_html, upload.wrapper_classes);
    put(out, attributes);
    put(out, upload.wrapper_attributes);
    out << ">"_html;
}

}  // namespace

void file_upload(Html& out, const FileUpload& upload) {
    const Question question{id_of(upload.id, upload.name), upload.hint, upload.error_message, upload.form_group};
    open_group(out, question);
    put_label(out, upload.label, question.id);
    put_hint_and_error(out, question);
    put(out, upload.form_group.before_input);
    if (upload.javascript) open_drop_zone(out, upload);
    out << "<input"_html;
    put_classes(out, "govuk-file-upload"_html,
                joined(upload.classes, question.error.empty() ? "" : "govuk-file-upload--error"));
    out.attribute("id", question.id).attribute("name", upload.name).attribute("type", "file");
    out.flag("disabled", upload.disabled).flag("multiple", upload.multiple);
    out.attribute_if("aria-describedby", describing_ids(upload.described_by, question));
    put(out, upload.attributes);
    out << ">"_html;
    if (upload.javascript) out << "</div>"_html;
    if (!upload.form_group.after_input.empty()) out << "\n"_html;
    put(out, upload.form_group.after_input);
    out << "</div>"_html;
}

namespace {

void put_option(Html& out, const SelectItem& item, const std::string& chosen) {
    const bool matches = !chosen.empty() && item.value.value_or(item.text) == chosen;
    out << "<option"_html;
    if (item.value) out.attribute("value", *item.value);
    out.flag("selected", item.selected.value_or(matches)).flag("disabled", item.disabled);
    put(out, item.attributes);
    out << ">"_html << item.text << "</option>"_html;
}

}  // namespace

void select(Html& out, const Select& select) {
    const Question question{id_of(select.id, select.name), select.hint, select.error_message, select.form_group};
    open_group(out, question);
    put_label(out, select.label, question.id);
    put_hint_and_error(out, question);
    put(out, select.form_group.before_input);
    out << "<select"_html;
    put_classes(out, "govuk-select"_html, joined(select.classes, question.error.empty() ? "" : "govuk-select--error"));
    out.attribute("id", question.id).attribute("name", select.name).flag("disabled", select.disabled);
    out.attribute_if("aria-describedby", describing_ids(select.described_by, question));
    put(out, select.attributes);
    out << ">"_html;
    for (const auto& item : select.items) put_option(out, item, select.value);
    out << "</select>"_html;
    if (!select.form_group.after_input.empty()) out << "\n"_html;
    put(out, select.form_group.after_input);
    out << "</div>"_html;
}

}  // namespace html::govuk
