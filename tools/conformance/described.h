#pragma once
// The members of the component structs, by name, for options.h. A member missing here shows up as an unknown option
// of the first fixture that uses it.

#include "html/govuk.h"

#include <boost/describe.hpp>

namespace html::govuk {
BOOST_DESCRIBE_STRUCT(Content, (), (text, html))
BOOST_DESCRIBE_STRUCT(Label, (), (text, html, for_id, is_page_heading, classes, attributes))
BOOST_DESCRIBE_STRUCT(Hint, (), (text, html, id, classes, attributes))
BOOST_DESCRIBE_STRUCT(ErrorMessage, (), (text, html, id, classes, attributes, visually_hidden_text))
BOOST_DESCRIBE_STRUCT(Legend, (), (text, html, classes, is_page_heading))
BOOST_DESCRIBE_STRUCT(Fieldset, (), (described_by, legend, classes, role, attributes, html))
BOOST_DESCRIBE_STRUCT(FormGroup, (), (classes, attributes, before_input, after_input))
BOOST_DESCRIBE_STRUCT(Affix, (), (text, html, classes, attributes))
BOOST_DESCRIBE_STRUCT(InputWrapper, (), (classes, attributes))
BOOST_DESCRIBE_STRUCT(Input, (),
                      (id, name, type, inputmode, value, disabled, described_by, label, hint, error_message, prefix,
                       suffix, form_group, classes, autocomplete, pattern, spellcheck, autocapitalize, input_wrapper,
                       attributes))
BOOST_DESCRIBE_STRUCT(Textarea, (),
                      (id, name, spellcheck, rows, value, disabled, described_by, label, hint, error_message,
                       form_group, classes, autocomplete, attributes))
BOOST_DESCRIBE_STRUCT(CountMessage, (), (classes))
BOOST_DESCRIBE_STRUCT(CharacterCount, (),
                      (id, name, rows, value, maxlength, maxwords, threshold, count_type, label, hint, error_message,
                       form_group, classes, attributes, spellcheck, count_message, textarea_description_text,
                       characters_under_limit_text, characters_at_limit_text, characters_over_limit_text,
                       words_under_limit_text, words_at_limit_text, words_over_limit_text))
BOOST_DESCRIBE_STRUCT(ToggleButton, (), (classes))
BOOST_DESCRIBE_STRUCT(PasswordInput, (),
                      (id, name, value, disabled, described_by, label, hint, error_message, form_group, classes,
                       autocomplete, attributes, show_password_text, hide_password_text, show_password_aria_label_text,
                       hide_password_aria_label_text, password_shown_announcement_text,
                       password_hidden_announcement_text, button))
BOOST_DESCRIBE_STRUCT(FileUpload, (),
                      (id, name, disabled, multiple, described_by, label, hint, error_message, form_group, javascript,
                       wrapper_classes, wrapper_attributes, choose_files_button_text, drop_instruction_text,
                       multiple_files_chosen_text, no_file_chosen_text, entered_drop_zone_text, left_drop_zone_text,
                       classes, attributes))
BOOST_DESCRIBE_STRUCT(SelectItem, (), (value, text, selected, disabled, attributes))
BOOST_DESCRIBE_STRUCT(Select, (),
                      (id, name, items, value, disabled, described_by, label, hint, error_message, form_group, classes,
                       attributes))
BOOST_DESCRIBE_STRUCT(DatePart, (),
                      (id, name, label, value, inputmode, autocomplete, pattern, classes, error, attributes, omitted))
BOOST_DESCRIBE_STRUCT(DateInput, (),
                      (id, name_prefix, day, month, year, items, values, hint, error_message, form_group, fieldset,
                       classes, attributes))
BOOST_DESCRIBE_STRUCT(ItemLabel, (), (classes, attributes))
BOOST_DESCRIBE_STRUCT(Conditional, (), (html))
BOOST_DESCRIBE_STRUCT(RadioItem, (),
                      (value, text, html, id, label, hint, divider, checked, conditional, disabled, attributes,
                       omitted))
BOOST_DESCRIBE_STRUCT(Radios, (),
                      (fieldset, hint, error_message, form_group, id_prefix, name, items, value, classes, attributes))
BOOST_DESCRIBE_STRUCT(CheckboxItem, (),
                      (value, text, html, id, name, label, hint, divider, checked, conditional, behaviour, disabled,
                       attributes, omitted))
BOOST_DESCRIBE_STRUCT(Checkboxes, (),
                      (described_by, fieldset, hint, error_message, form_group, id_prefix, name, items, values, classes,
                       attributes))
BOOST_DESCRIBE_STRUCT(ErrorLink, (), (href, text, html, attributes))
BOOST_DESCRIBE_STRUCT(ErrorSummary, (),
                      (title_text, title_html, description_text, description_html, error_list, disable_auto_focus,
                       classes, attributes))
BOOST_DESCRIBE_STRUCT(NotificationBanner, (),
                      (text, html, title_text, title_html, title_heading_level, type, role, title_id,
                       disable_auto_focus, classes, attributes))
BOOST_DESCRIBE_STRUCT(WarningText, (), (text, html, icon_fallback_text, classes, attributes))
BOOST_DESCRIBE_STRUCT(InsetText, (), (text, html, id, classes, attributes))
BOOST_DESCRIBE_STRUCT(Action, (), (text, type, href, name, value, classes, attributes))
BOOST_DESCRIBE_STRUCT(PanelActions, (), (items, classes, attributes))
BOOST_DESCRIBE_STRUCT(Panel, (), (title_text, title_html, heading_level, text, html, actions, classes, attributes))
BOOST_DESCRIBE_STRUCT(Tag, (), (text, html, classes, attributes))
BOOST_DESCRIBE_STRUCT(PhaseBanner, (), (text, html, tag, classes, attributes))
BOOST_DESCRIBE_STRUCT(CookieMessage, (),
                      (heading_text, heading_html, text, html, actions, hidden, role, classes, attributes))
BOOST_DESCRIBE_STRUCT(CookieBanner, (), (aria_label, hidden, messages, classes, attributes))
BOOST_DESCRIBE_STRUCT(Feedback, (), (title_text, title_html, heading_level, text, html, classes, attributes))
BOOST_DESCRIBE_STRUCT(Button, (),
                      (text, html, name, type, value, disabled, href, id, is_start_button, prevent_double_click,
                       classes, attributes))
BOOST_DESCRIBE_STRUCT(BackLink, (), (text, html, href, classes, attributes))
BOOST_DESCRIBE_STRUCT(SkipLink, (), (text, html, href, classes, attributes))
BOOST_DESCRIBE_STRUCT(ExitThisPage, (),
                      (text, html, redirect_url, id, activated_text, timed_out_text, press_two_more_times_text,
                       press_one_more_time_text, classes, attributes))
BOOST_DESCRIBE_STRUCT(Breadcrumb, (), (text, html, href, attributes))
BOOST_DESCRIBE_STRUCT(Breadcrumbs, (), (items, collapse_on_mobile, label_text, classes, attributes))
BOOST_DESCRIBE_STRUCT(PageLink, (), (text, html, label_text, href, attributes))
BOOST_DESCRIBE_STRUCT(PageNumber, (), (number, href, visually_hidden_text, current, ellipsis, attributes))
BOOST_DESCRIBE_STRUCT(Pagination, (), (items, previous, next, landmark_label, classes, attributes))
BOOST_DESCRIBE_STRUCT(SummaryAction, (), (href, text, html, visually_hidden_text, classes, attributes))
BOOST_DESCRIBE_STRUCT(SummaryActions, (), (items, classes))
BOOST_DESCRIBE_STRUCT(SummaryCell, (), (text, html, classes))
BOOST_DESCRIBE_STRUCT(SummaryRow, (), (key, value, actions, classes))
BOOST_DESCRIBE_STRUCT(CardTitle, (), (text, html, heading_level, classes))
BOOST_DESCRIBE_STRUCT(SummaryCard, (), (title, actions, classes, attributes))
BOOST_DESCRIBE_STRUCT(SummaryList, (), (rows, card, classes, attributes))
BOOST_DESCRIBE_STRUCT(Cell, (), (text, html, format, classes, colspan, rowspan, attributes))
BOOST_DESCRIBE_STRUCT(Table, (), (rows, head, caption, caption_classes, first_cell_is_header, classes, attributes))
BOOST_DESCRIBE_STRUCT(TaskTitle, (), (text, html, classes))
BOOST_DESCRIBE_STRUCT(TaskStatus, (), (tag, text, html, classes))
BOOST_DESCRIBE_STRUCT(Task, (), (title, hint, status, href, classes, omitted))
BOOST_DESCRIBE_STRUCT(TaskList, (), (items, id_prefix, classes, attributes))
BOOST_DESCRIBE_STRUCT(Details, (), (summary_text, summary_html, text, html, id, open, classes, attributes))
BOOST_DESCRIBE_STRUCT(AccordionSection, (), (heading, summary, content, expanded, omitted))
BOOST_DESCRIBE_STRUCT(Accordion, (),
                      (id, heading_level, items, remember_expanded, hide_all_sections_text, hide_section_text,
                       hide_section_aria_label_text, show_all_sections_text, show_section_text,
                       show_section_aria_label_text, classes, attributes))
BOOST_DESCRIBE_STRUCT(TabPanel, (), (text, html, attributes))
BOOST_DESCRIBE_STRUCT(Tab, (), (id, label, panel, attributes, omitted))
BOOST_DESCRIBE_STRUCT(Tabs, (), (id, id_prefix, title, items, classes, attributes))
BOOST_DESCRIBE_STRUCT(Logo, (), (drawing, width, aria_label, classes))
BOOST_DESCRIBE_STRUCT(GenericHeader, (), (logo_text, logo_html, url, container_classes, classes, attributes))
BOOST_DESCRIBE_STRUCT(Header, (), (logo, product_name, homepage_url, container_classes, classes, attributes))
BOOST_DESCRIBE_STRUCT(FooterLink, (), (text, href, attributes))
BOOST_DESCRIBE_STRUCT(FooterMeta, (), (visually_hidden_title, items, text, html))
BOOST_DESCRIBE_STRUCT(FooterSection, (), (title, columns, width, items))
BOOST_DESCRIBE_STRUCT(Footer, (),
                      (logo, meta, navigation, no_licence, content_licence, copyright, container_classes, classes,
                       attributes))
BOOST_DESCRIBE_STRUCT(NavigationItem, (), (text, html, href, current, active, attributes))
BOOST_DESCRIBE_STRUCT(ServiceNavigation, (),
                      (service_name, service_url, navigation, collapse_navigation_on_mobile, menu_button_text,
                       menu_button_label, navigation_label, navigation_id, navigation_classes, aria_label, slots,
                       classes, attributes))
BOOST_DESCRIBE_STRUCT(LanguageItem, (),
                      (text, html, href, lang, href_lang, dir, language_description_text, current, classes, attributes))
BOOST_DESCRIBE_STRUCT(LanguageNavigation, (), (items, aria_label, classes, attributes))

}  // namespace html::govuk
