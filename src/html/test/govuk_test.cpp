// The components against people who mean harm. What they look like is measured by `conformance govuk`.

#include "html/govuk.h"

#include <doctest/doctest.h>

#include <vector>

namespace govuk = html::govuk;
using govuk::Attributes;
using html::Html;

namespace {

const std::string hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
const std::string hostile_link = "javascript:alert(document.cookie)";
const Attributes hostile_attributes{{"onclick", "alert(1)"},
                                    {"OnMouseOver", "alert(1)"},
                                    {"style", "background:url(x)"},
                                    {"srcdoc", "<script>"},
                                    {"a b", "x"},
                                    {"x><script>", "x"},
                                    {"", "x"},
                                    {"formaction", hostile_link},
                                    {"data-note", hostile}};

/// Every component with hostile text in every text, and a script behind every link.
std::vector<Html> attacked_components() {
    const std::string& h = hostile;
    const Attributes& a = hostile_attributes;
    const govuk::Label label{.text = h, .classes = h, .attributes = a};
    const govuk::Hint hint{.text = h, .classes = h, .attributes = a};
    const govuk::ErrorMessage error{.text = h, .classes = h, .attributes = a, .visually_hidden_text = h};
    const govuk::FormGroup group{.classes = h, .attributes = a, .before_input = {.text = h}, .after_input = {.text = h}};
    const govuk::Fieldset frame{.described_by = h, .legend = {.text = h, .classes = h}, .classes = h, .attributes = a};
    const govuk::Affix affix{.text = h, .classes = h, .attributes = a};
    const govuk::Plurals plurals{{h, h}};
    const std::vector<govuk::Action> actions{
        {.text = h, .href = hostile_link, .classes = h, .attributes = a},
        {.text = h, .type = "button", .name = h, .value = h, .classes = h, .attributes = a}};
    const govuk::SummaryActions links{
        .items = {{.href = hostile_link, .text = h, .visually_hidden_text = h, .classes = h, .attributes = a}},
        .classes = h};
    return {
        govuk::accordion({.id = h, .items = {{.heading = {h}, .summary = {h}, .content = {h}}}, .hide_all_sections_text = h, .hide_section_text = h, .show_section_text = h, .classes = h, .attributes = a}),
        govuk::back_link({.text = h, .href = hostile_link, .classes = h, .attributes = a}),
        govuk::breadcrumbs({.items = {{.text = h, .href = hostile_link, .attributes = a}, {.text = h}}, .label_text = h, .classes = h, .attributes = a}),
        govuk::button({.text = h, .name = h, .type = h, .value = h, .id = h, .classes = h, .attributes = a}),
        govuk::button({.text = h, .href = hostile_link, .id = h, .is_start_button = true, .classes = h, .attributes = a}),
        govuk::character_count({.id = h, .name = h, .value = h, .maxlength = 10, .count_type = h, .label = label, .hint = hint, .error_message = error, .form_group = group, .classes = h, .attributes = a, .count_message = {h}, .textarea_description_text = h, .characters_under_limit_text = plurals, .characters_at_limit_text = h}),
        govuk::checkboxes({.described_by = h, .hint = hint, .error_message = error, .form_group = group, .id_prefix = h, .name = h, .items = {{.value = h, .text = h, .id = h, .name = h, .label = {h, a}, .hint = hint, .behaviour = h, .attributes = a}, {.divider = h}}, .values = {h}, .classes = h, .attributes = a}),
        govuk::cookie_banner({.aria_label = h, .messages = {{.heading_text = h, .text = h, .actions = actions, .role = h, .classes = h, .attributes = a}}, .classes = h, .attributes = a}),
        govuk::date_input({.id = h, .name_prefix = h, .items = {{.id = h, .name = h, .label = h, .value = h, .inputmode = h, .autocomplete = h, .pattern = h, .classes = h, .attributes = a}}, .hint = hint, .error_message = error, .form_group = group, .fieldset = frame, .classes = h, .attributes = a}),
        govuk::details({.summary_text = h, .text = h, .id = h, .classes = h, .attributes = a}),
        govuk::error_message(error),
        govuk::error_summary({.title_text = h, .description_text = h, .error_list = {{.href = hostile_link, .text = h, .attributes = a}, {.text = h}}, .classes = h, .attributes = a}),
        govuk::exit_this_page({.text = h, .redirect_url = hostile_link, .id = h, .activated_text = h, .timed_out_text = h, .press_two_more_times_text = h, .press_one_more_time_text = h, .classes = h, .attributes = a}),
        govuk::feedback({.title_text = h, .text = h, .classes = h, .attributes = a}),
        govuk::fieldset({.described_by = h, .legend = {.text = h, .classes = h, .is_page_heading = true}, .classes = h, .role = h, .attributes = a}),
        govuk::file_upload({.id = h, .name = h, .described_by = h, .label = label, .hint = hint, .error_message = error, .form_group = group, .javascript = true, .wrapper_classes = h, .wrapper_attributes = a, .choose_files_button_text = h, .multiple_files_chosen_text = plurals, .classes = h, .attributes = a}),
        govuk::footer({.meta = govuk::FooterMeta{.visually_hidden_title = h, .items = {{h, hostile_link, a}}, .text = h}, .navigation = {{.title = h, .width = h, .items = {{h, hostile_link, a}}}}, .content_licence = {h}, .copyright = {h}, .container_classes = h, .classes = h, .attributes = a}),
        govuk::generic_header({.logo_text = h, .url = hostile_link, .container_classes = h, .classes = h, .attributes = a}),
        govuk::header({.product_name = h, .homepage_url = hostile_link, .container_classes = h, .classes = h, .attributes = a}),
        govuk::hint({.text = h, .id = h, .classes = h, .attributes = a}),
        govuk::input({.id = h, .name = h, .type = h, .inputmode = h, .value = h, .described_by = h, .label = label, .hint = hint, .error_message = error, .prefix = affix, .suffix = affix, .form_group = group, .classes = h, .autocomplete = h, .pattern = h, .autocapitalize = h, .input_wrapper = {h, a}, .attributes = a}),
        govuk::inset_text({.text = h, .id = h, .classes = h, .attributes = a}),
        govuk::label({.text = h, .for_id = h, .is_page_heading = true, .classes = h, .attributes = a}),
        govuk::language_navigation({.items = {{.text = h, .href = hostile_link, .lang = h, .href_lang = h, .dir = h, .language_description_text = h, .classes = h, .attributes = a}}, .aria_label = h, .classes = h, .attributes = a}),
        govuk::logo({.aria_label = h, .classes = h}),
        govuk::notification_banner({.text = h, .title_text = h, .type = h, .role = h, .title_id = h, .classes = h, .attributes = a}),
        govuk::pagination({.items = {{.number = h, .href = hostile_link, .visually_hidden_text = h, .attributes = a}}, .previous = {.text = h, .label_text = h, .href = hostile_link, .attributes = a}, .landmark_label = h, .classes = h, .attributes = a}),
        govuk::pagination({.next = {.text = h, .label_text = h, .href = hostile_link, .attributes = a}}),
        govuk::panel({.title_text = h, .text = h, .actions = {actions, h, a}, .classes = "govuk-panel--interruption " + h, .attributes = a}),
        govuk::password_input({.id = h, .name = h, .value = h, .described_by = h, .label = label, .hint = hint, .error_message = error, .form_group = group, .classes = h, .autocomplete = h, .attributes = a, .show_password_text = h, .hide_password_text = h, .show_password_aria_label_text = h, .button = {h}}),
        govuk::phase_banner({.text = h, .tag = {.text = h, .classes = h}, .classes = h, .attributes = a}),
        govuk::radios({.fieldset = frame, .hint = hint, .error_message = error, .form_group = group, .id_prefix = h, .name = h, .items = {{.value = h, .text = h, .id = h, .label = {h, a}, .hint = hint, .conditional = {html::text(h)}, .attributes = a}, {.divider = h}}, .value = h, .classes = h, .attributes = a}),
        govuk::select({.id = h, .name = h, .items = {{.value = h, .text = h, .attributes = a}, {.text = h}}, .value = h, .described_by = h, .label = label, .hint = hint, .error_message = error, .form_group = group, .classes = h, .attributes = a}),
        govuk::service_navigation({.service_name = h, .service_url = hostile_link, .navigation = {{.text = h, .href = hostile_link, .current = true, .attributes = a}, {.text = h, .active = true}}, .menu_button_text = h, .menu_button_label = h + "!", .navigation_label = h, .navigation_id = h, .navigation_classes = h, .aria_label = h, .classes = h, .attributes = a}),
        govuk::skip_link({.text = h, .href = hostile_link, .classes = h, .attributes = a}),
        govuk::summary_list({.rows = {{.key = {.text = h, .classes = h}, .value = {.text = h, .classes = h}, .actions = links, .classes = h}}, .card = govuk::SummaryCard{.title = {.text = h, .classes = h}, .actions = links, .classes = h, .attributes = a}, .classes = h, .attributes = a}),
        govuk::table({.rows = {{{.text = h, .format = h, .classes = h, .attributes = a}, {.text = h, .format = h}}}, .head = {{.text = h, .format = h, .classes = h, .attributes = a}}, .caption = h, .caption_classes = h, .first_cell_is_header = true, .classes = h, .attributes = a}),
        govuk::tabs({.id = h, .id_prefix = h, .title = h, .items = {{.id = h, .label = h, .panel = {.text = h, .attributes = a}, .attributes = a}}, .classes = h, .attributes = a}),
        govuk::tag({.text = h, .classes = h, .attributes = a}),
        govuk::task_list({.items = {{.title = {.text = h, .classes = h}, .hint = {h}, .status = {.tag = {.text = h, .classes = h}, .classes = h}, .href = hostile_link, .classes = h}, {.title = {.text = h}, .status = {.text = h}}}, .id_prefix = h, .classes = h, .attributes = a}),
        govuk::textarea({.id = h, .name = h, .value = "</textarea>" + h, .described_by = h, .label = label, .hint = hint, .error_message = error, .form_group = group, .classes = h, .autocomplete = h, .attributes = a}),
        govuk::warning_text({.text = h, .icon_fallback_text = h, .classes = h, .attributes = a}),
    };
}

bool has(const Html& markup, std::string_view what) { return markup.str().find(what) != std::string::npos; }

}  // namespace

TEST_CASE("hostile text stays text in every field of every component") {
    for (const auto& markup : attacked_components()) {
        INFO(markup.str());
        CHECK_FALSE(has(markup, "<script"));
        CHECK_FALSE(has(markup, "<img"));
        CHECK_FALSE(has(markup, "\"'>"));
        CHECK_FALSE(has(markup, "</textarea>&quot;"));
        CHECK(has(markup, "&lt;script&gt;"));
    }
}

TEST_CASE("no link of any component runs a script") {
    for (const auto& markup : attacked_components()) CHECK_FALSE(has(markup, "javascript:"));
}

TEST_CASE("extra attributes cannot carry event handlers, styles or names that break out") {
    for (const auto& markup : attacked_components()) {
        INFO(markup.str());
        CHECK_FALSE(has(markup, " onclick="));
        CHECK_FALSE(has(markup, " OnMouseOver="));
        CHECK_FALSE(has(markup, " style="));
        CHECK_FALSE(has(markup, " srcdoc="));
        CHECK_FALSE(has(markup, " a b="));
    }
}

TEST_CASE("a value that was typed comes back unchanged, an empty one too") {
    CHECK(has(govuk::input({.name = "town", .value = ""}), " value=\"\""));
    CHECK_FALSE(has(govuk::input({.name = "town"}), " value="));
    CHECK(has(govuk::textarea({.name = "note", .value = "\nindented"}), ">\n\nindented</textarea>"));
}

TEST_CASE("hint and error describe their input, in that order") {
    const auto markup = govuk::input({.name = "postcode",
                                      .described_by = "more",
                                      .hint = {.text = "For example M5 4WT"},
                                      .error_message = {.text = "Enter a postcode"}});
    CHECK(has(markup, " aria-describedby=\"more postcode-hint postcode-error\""));
    CHECK(has(markup, " id=\"postcode-hint\""));
    CHECK(has(markup, " id=\"postcode-error\""));
}

TEST_CASE("leaving an item out does not renumber those after it") {
    const auto markup = govuk::radios({.name = "how",
                                       .items = {{.value = "a", .text = "A"},
                                                 {.value = "b", .text = "B", .omitted = true},
                                                 {.value = "c", .text = "C"}},
                                       .value = "c"});
    CHECK_FALSE(has(markup, "value=\"b\""));
    CHECK(has(markup, "id=\"how-3\" name=\"how\" type=\"radio\" value=\"c\" checked"));
}

TEST_CASE("an item unchecked by hand stays so although the value matches") {
    const auto markup =
        govuk::radios({.name = "how", .items = {{.value = "a", .text = "A", .checked = false}}, .value = "a"});
    CHECK_FALSE(has(markup, " checked"));
}

TEST_CASE("a heading level outside one to six is brought back inside") {
    CHECK(has(govuk::panel({.title_text = "Done", .heading_level = 9}), "<h6 "));
    CHECK(has(govuk::panel({.title_text = "Done", .heading_level = -1}), "<h1 "));
}
