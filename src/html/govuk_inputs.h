#pragma once
// Questions answered by typing, picking from a list, or handing over a file.
//
// `id` may be left out where it equals `name`. Give `value` what the person typed, however wrong: it is escaped.

#include "html/govuk_parts.h"

#include <map>

namespace html::govuk {

/// A unit before or after a text input, e.g. "£".
struct Affix {
    std::string text = {};
    Html html = {};
    std::string classes = {};
    Attributes attributes = {};
    bool empty() const { return text.empty() && html.empty(); }
};

/// The box that holds an input together with its prefix and suffix.
struct InputWrapper {
    std::string classes = {};
    Attributes attributes = {};
};

struct Input {
    std::string id = {};
    std::string name = {};
    std::string type = {};       // "text" unless given; "email", "tel", …
    std::string inputmode = {};  // "numeric" for digits that are no number
    std::optional<std::string> value = std::nullopt;
    bool disabled = false;
    std::string described_by = {};  // ids of what else describes it
    Label label = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    Affix prefix = {};
    Affix suffix = {};
    FormGroup form_group = {};
    std::string classes = {};       // e.g. "govuk-input--width-10"
    std::string autocomplete = {};  // e.g. "postal-code": WCAG 1.3.5 wants it for a person's own details
    std::string pattern = {};
    std::optional<bool> spellcheck = std::nullopt;
    std::string autocapitalize = {};
    InputWrapper input_wrapper = {};
    Attributes attributes = {};
};
HTML_COMPONENT(input, Input)

struct Textarea {
    std::string id = {};
    std::string name = {};
    std::optional<bool> spellcheck = std::nullopt;
    int rows = 5;
    std::string value = {};
    bool disabled = false;
    std::string described_by = {};
    Label label = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    std::string classes = {};
    std::string autocomplete = {};
    Attributes attributes = {};
};
HTML_COMPONENT(textarea, Textarea)

struct CountMessage {
    std::string classes = {};
};

/// A textarea that tells how many characters (or words) are left. The limit is only shown: the server checks it.
struct CharacterCount {
    std::string id = {};
    std::string name = {};
    int rows = 5;
    std::string value = {};
    std::optional<int> maxlength = std::nullopt;  // in characters
    std::optional<int> maxwords = std::nullopt;   // wins over maxlength
    std::optional<int> threshold = std::nullopt;  // per cent of the limit from which the count is shown
    std::string count_type = {};                  // "words", "characters" or "grapheme-clusters"
    Label label = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    std::string classes = {};
    Attributes attributes = {};
    std::optional<bool> spellcheck = std::nullopt;
    CountMessage count_message = {};
    std::string textarea_description_text = {};  // "You can enter up to %{count} characters" unless given
    Plurals characters_under_limit_text = {};
    std::string characters_at_limit_text = {};
    Plurals characters_over_limit_text = {};
    Plurals words_under_limit_text = {};
    std::string words_at_limit_text = {};
    Plurals words_over_limit_text = {};
};
HTML_COMPONENT(character_count, CharacterCount)

struct ToggleButton {
    std::string classes = {};
};

struct PasswordInput {
    std::string id = {};
    std::string name = {};
    std::optional<std::string> value = std::nullopt;  // never hand a stored password back
    bool disabled = false;
    std::string described_by = {};
    Label label = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    std::string classes = {};
    std::string autocomplete = {};  // "current-password" unless given; "new-password" where one is chosen
    Attributes attributes = {};
    std::optional<std::string> show_password_text = std::nullopt;
    std::string hide_password_text = {};
    std::optional<std::string> show_password_aria_label_text = std::nullopt;
    std::string hide_password_aria_label_text = {};
    std::string password_shown_announcement_text = {};
    std::string password_hidden_announcement_text = {};
    ToggleButton button = {};
};
HTML_COMPONENT(password_input, PasswordInput)

struct FileUpload {
    std::string id = {};
    std::string name = {};
    bool disabled = false;
    bool multiple = false;
    std::string described_by = {};
    Label label = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    bool javascript = false;  // lets the script turn it into a drop zone
    std::string wrapper_classes = {};
    Attributes wrapper_attributes = {};
    std::string choose_files_button_text = {};
    std::string drop_instruction_text = {};
    Plurals multiple_files_chosen_text = {};
    std::string no_file_chosen_text = {};
    std::string entered_drop_zone_text = {};
    std::string left_drop_zone_text = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(file_upload, FileUpload)

struct SelectItem {
    std::optional<std::string> value = std::nullopt;  // the text unless given
    std::string text = {};
    std::optional<bool> selected = std::nullopt;  // false holds even where Select::value matches
    bool disabled = false;
    Attributes attributes = {};
};

struct Select {
    std::string id = {};
    std::string name = {};
    std::vector<SelectItem> items = {};
    std::string value = {};  // the item that is selected
    bool disabled = false;
    std::string described_by = {};
    Label label = {};
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(select, Select)

/// One box of a date. Whether a box is marked as wrong: its own `error`, else every box when there is an error message
/// and no box names itself.
struct DatePart {
    std::string id = {};
    std::optional<std::string> name = std::nullopt;
    std::string label = {};  // the name, capitalised, unless given
    std::optional<std::string> value = std::nullopt;
    std::string inputmode = {};
    std::string autocomplete = {};
    std::string pattern = {};
    std::string classes = {};
    std::optional<bool> error = std::nullopt;
    Attributes attributes = {};
    bool omitted = false;
};

struct DateInput {
    std::string id = {};
    std::string name_prefix = {};                // "dob" makes the fields dob-day, dob-month, dob-year
    std::optional<DatePart> day = std::nullopt;  // how the three boxes differ from the ordinary
    std::optional<DatePart> month = std::nullopt;
    std::optional<DatePart> year = std::nullopt;
    std::vector<DatePart> items = {};                // instead of day, month and year
    std::map<std::string, std::string> values = {};  // by the field's whole name
    Hint hint = {};
    ErrorMessage error_message = {};
    FormGroup form_group = {};
    Fieldset fieldset = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(date_input, DateInput)

}  // namespace html::govuk
