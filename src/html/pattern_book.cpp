#include "html/pattern_book.h"

#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"

namespace html {
namespace {

void group(Html& out, Literal name) {
    out << "<h2 class=\"govuk-heading-l gh-book__group\">"_html << name << "</h2>"_html;
}

void example(Html& out, Literal name, const Html& shown) {
    out << "<section class=\"gh-book__example\"><h3 class=\"gh-book__name\">"_html << name << "</h3>"_html << shown
        << "</section>"_html;
}

void show_typing(Html& out) {
    group(out, "Typing"_html);
    example(out, "Input"_html,
            govuk::input({.name = "book-name", .label = {.text = "Full name"}, .autocomplete = "name"})
                << govuk::input({.name = "book-amount",
                                 .inputmode = "decimal",
                                 .value = "12.50",
                                 .label = {.text = "Amount"},
                                 .hint = {.text = "In pounds and pence"},
                                 .prefix = {.text = "£"},
                                 .suffix = {.text = "a month"},
                                 .classes = "govuk-input--width-5"})
                << govuk::input({.name = "book-postcode",
                                 .value = "M5 4W",
                                 .label = {.text = "Postcode"},
                                 .error_message = {.text = "Enter a full postcode, like M5 4WT"},
                                 .classes = "govuk-input--width-10",
                                 .autocomplete = "postal-code"}));
    example(out, "Textarea"_html,
            govuk::textarea({.name = "book-text", .rows = 3, .label = {.text = "What happened?"}}));
    example(out, "Character count"_html,
            govuk::character_count({.name = "book-count",
                                    .rows = 3,
                                    .maxlength = 200,
                                    .label = {.text = "Tell us more"},
                                    .hint = {.text = "Leave out names and telephone numbers"}}));
    example(out, "Password input"_html,
            govuk::password_input({.name = "book-password", .label = {.text = "Password"}}));
    example(
        out, "Date input"_html,
        govuk::date_input({.id = "book-date",
                           .name_prefix = "book-date",
                           .hint = {.text = "For example, 27 3 2027"},
                           .fieldset = {.legend = {.text = "Which day?", .classes = "govuk-fieldset__legend--m"}}}));
    example(out, "File upload"_html,
            govuk::file_upload({.name = "book-file",
                                .label = {.text = "Add a picture"},
                                .hint = {.text = "Up to 10 MB"},
                                .javascript = true}));
    example(out, "Select"_html,
            govuk::select({.name = "book-select",
                           .items = {{.value = "n", .text = "North"}, {.value = "s", .text = "South"}},
                           .value = "s",
                           .label = {.text = "Area"}}));
}

void show_choosing(Html& out) {
    group(out, "Choosing"_html);
    example(
        out, "Radios"_html,
        govuk::radios({.fieldset = {.legend = {.text = "How shall we answer?", .classes = "govuk-fieldset__legend--m"}},
                       .name = "book-radios",
                       .items = {{.value = "mail", .text = "By e-mail", .hint = {.text = "Usually within an hour"}},
                                 {.value = "letter",
                                  .text = "By letter",
                                  .conditional = {govuk::input(
                                      {.name = "book-address", .label = {.text = "To which address?"}})}},
                                 {.divider = "or"},
                                 {.value = "none", .text = "I need no answer"}},
                       .value = "letter"}));
    example(
        out, "Checkboxes"_html,
        govuk::checkboxes({.fieldset = {.legend = {.text = "What applies?", .classes = "govuk-fieldset__legend--m"}},
                           .name = "book-boxes",
                           .items = {{.value = "a", .text = "It is urgent"},
                                     {.value = "b", .text = "It happened before"},
                                     {.divider = "or"},
                                     {.value = "none", .text = "None of these", .behaviour = "exclusive"}},
                           .values = {"b"}}));
    example(out, "Label, hint, error message, fieldset"_html,
            govuk::fieldset({.legend = {.text = "A fieldset", .classes = "govuk-fieldset__legend--s"},
                             .html = govuk::label({.text = "A label", .for_id = "book-parts"})
                                     << govuk::hint({.text = "A hint"})
                                     << govuk::error_message({.text = "An error message"})
                                     << "<input class=\"govuk-input govuk-input--width-10\" id=\"book-parts\">"_html}));
}

void show_pressing(Html& out) {
    group(out, "Pressing and following"_html);
    example(out, "Button"_html,
            Html("<div class=\"govuk-button-group\">"_html)
                << govuk::button({.text = "Continue"})
                << govuk::button({.text = "Save for later", .classes = "govuk-button--secondary"})
                << govuk::button({.text = "Delete", .classes = "govuk-button--warning"})
                << govuk::button({.text = "Not now", .disabled = true}) << "</div>"_html
                << govuk::button({.text = "Start now", .href = "#start", .is_start_button = true}));
    example(out, "Back link"_html, govuk::back_link({}));
    example(out, "Skip link"_html,
            Html("<p class=\"govuk-body\">Unseen until a keyboard reaches it.</p>"_html)
                << govuk::skip_link({.text = "Skip to main content", .href = "#main-content"}));
    example(out, "Breadcrumbs"_html,
            govuk::breadcrumbs(
                {.items = {{.text = "Home", .href = "/"}, {.text = "Help", .href = "#"}, {.text = "Here"}}}));
    example(out, "Pagination"_html,
            govuk::pagination({.items = {{.number = "1", .href = "?page=1"},
                                         {.number = "2", .href = "?page=2", .current = true},
                                         {.ellipsis = true},
                                         {.number = "9", .href = "?page=9"}},
                               .previous = {.href = "?page=1"},
                               .next = {.href = "?page=3"}}));
    example(out, "Service navigation"_html,
            govuk::service_navigation(
                {.service_name = "A service",
                 .service_url = "#",
                 .navigation = {{.text = "One", .href = "#1", .current = true}, {.text = "Two", .href = "#2"}},
                 .navigation_label = "Example",
                 .navigation_id = "book-navigation"}));
    example(out, "Language navigation"_html,
            govuk::language_navigation({.items = {{.text = "English", .lang = "en", .current = true},
                                                  {.text = "Cymraeg", .href = "#cy", .lang = "cy"}}}));
    example(out, "Exit this page"_html, govuk::exit_this_page({}));
    example(out, "Generic header"_html, govuk::generic_header({.logo_text = "A name", .url = "#"}));
}

void show_saying(Html& out) {
    group(out, "Saying"_html);
    example(out, "Error summary"_html,
            govuk::error_summary({.title_text = "There is a problem",
                                  .error_list = {{.href = "#book-postcode", .text = "Enter a full postcode"}},
                                  .disable_auto_focus = true}));
    example(out, "Notification banner"_html,
            govuk::notification_banner({.text = "The office is closed on Monday.", .title_id = "book-news"})
                << govuk::notification_banner({.text = "Your note was saved.",
                                               .type = "success",
                                               .title_id = "book-success",
                                               .disable_auto_focus = true}));
    example(out, "Warning text"_html, govuk::warning_text({.text = "What is deleted cannot be brought back."}));
    example(out, "Inset text"_html, govuk::inset_text({.text = "It takes up to 3 working days."}));
    example(out, "Panel"_html,
            govuk::panel({.title_text = "We have it",
                          .heading_level = 4,
                          .html = Html("Your reference is <span class=\"gh-reference\">7TQ2-M9KX-4BRW</span>"_html)}));
    example(out, "Tag"_html,
            tags({.items = {{.text = "New"},
                            {.text = "Waiting", .classes = "govuk-tag--yellow"},
                            {.text = "Late", .classes = "govuk-tag--red"},
                            {.text = "Done", .classes = "govuk-tag--green"},
                            {.text = "Closed", .classes = "govuk-tag--grey"}}}));
    example(out, "Phase banner"_html,
            govuk::phase_banner({.text = "This is new: tell us how it works for you.", .tag = {.text = "Beta"}}));
    example(out, "Cookie banner"_html,
            govuk::cookie_banner({.aria_label = "Cookies",
                                  .messages = {{.heading_text = "Cookies",
                                                .text = "We keep one cookie while you are signed in.",
                                                .actions = {{.text = "Hide"}, {.text = "Read more", .href = "#"}}}}}));
    example(out, "Feedback"_html,
            govuk::feedback({.title_text = "Was this page useful?", .heading_level = 4, .text = "Tell us."}));
}

void show_lists(Html& out) {
    group(out, "Showing"_html);
    example(
        out, "Summary list"_html,
        govuk::summary_list(
            {.rows = {{.key = {.text = "Name"},
                       .value = {.text = "Ada Example"},
                       .actions = {{{.href = "#", .text = "Change", .visually_hidden_text = "name"}}}},
                      {.key = {.text = "Address"},
                       .value = {.html = Html("1 High Street<br>Ambleford"_html)},
                       .actions = {{{.href = "#", .text = "Change", .visually_hidden_text = "address"}}}}}})
            << govuk::summary_list({.rows = {{.key = {.text = "Day"}, .value = {.text = "Monday"}}},
                                    .card = govuk::SummaryCard{.title = {.text = "On a card", .heading_level = 4}}}));
    example(out, "Table"_html,
            govuk::table({.rows = {{{.text = "January"}, {.text = "1,024", .format = "numeric"}},
                                   {{.text = "February"}, {.text = "987", .format = "numeric"}}},
                          .head = {{.text = "Month"}, {.text = "Messages", .format = "numeric"}},
                          .caption = "Messages a month",
                          .caption_classes = "govuk-table__caption--m",
                          .first_cell_is_header = true}));
    example(out, "Task list"_html,
            govuk::task_list({.items = {{.title = {.text = "About you"},
                                         .status = {.tag = {.text = "Completed", .classes = "govuk-tag--green"}},
                                         .href = "#"},
                                        {.title = {.text = "What you need"},
                                         .hint = {.text = "Have your letter at hand"},
                                         .status = {.tag = {.text = "Not yet started", .classes = "govuk-tag--blue"}},
                                         .href = "#"},
                                        {.title = {.text = "Send"}, .status = {.text = "Cannot start yet"}}},
                              .id_prefix = "book-tasks"}));
    example(out, "Details"_html,
            govuk::details({.summary_text = "Why we ask", .text = "So that we can tell you when it is done."}));
    example(out, "Accordion"_html,
            govuk::accordion({.id = "book-accordion",
                              .heading_level = 4,
                              .items = {{.heading = {.text = "First"}, .content = {.text = "What belongs to it."}},
                                        {.heading = {.text = "Second"},
                                         .summary = {.text = "A sentence about it"},
                                         .content = {.text = "And its content."}}},
                              .remember_expanded = false}));
    example(out, "Tabs"_html,
            govuk::tabs({.items = {{.id = "book-tab-1", .label = "This week", .panel = {.text = "12 messages"}},
                                   {.id = "book-tab-2", .label = "Last week", .panel = {.text = "9 messages"}}}}));
}

void show_site_patterns(Html& out) {
    group(out, "Patterns for the public site"_html);
    example(out, "Cards"_html,
            cards({.items = {{"Report", "#", "Something broken or in the way"},
                             {"Book", "#", "A room, a place, a time"},
                             {"Pay", "#", "What you owe, or a fee"}},
                   .heading_level = 4}));
    example(out, "Search"_html, search({.action = "#", .label = "Search this site", .button = "Search"}));
    example(out, "Steps"_html,
            steps({.items = {{"We read it", "Within one working day."},
                             {"Somebody comes", "You hear from us the evening before."},
                             {"It is done", "You can still tell us that it is not."}}}));
    example(out, "Figures"_html,
            figures({.items = {{"1,024", "Messages"}, {"96%", "Answered in time"}, {"4m 12s", "Typical wait"}}}));
    example(out, "Written text"_html,
            markdown("### Before you begin\n\nHave ready:\n\n- your **reference**\n- a [recent letter](#)\n\n> It "
                     "costs nothing.",
                     4));
    example(out, "Nothing there"_html, empty_state({"Nothing is waiting for you."}));
}

void show_desk_patterns(Html& out) {
    group(out, "Patterns for daily work"_html);
    example(out, "Identity"_html,
            identity({.name = "7TQ2-M9KX-4BRW",
                      .facts = {{"Opened", "22 November 2026"}, {"With", "Team North"}, {"Due", "Tomorrow"}},
                      .aside = tags({.items = {{.text = "Open"}, {.text = "Late", .classes = "govuk-tag--red"}}})}));
    example(out, "Tabs that are pages"_html,
            tab_links({.items = {{"Summary", "#s", true}, {"Notes", "#n"}, {"History", "#h"}}, .label = "Record"}));
    example(out, "Badges"_html,
            badge({"VIP"}) << " "_html << badge({"Danger", "alert"}) << " "_html << badge({"Paid", "good"}));
    example(out, "Timeline"_html,
            timeline({.items = {{.title = "Closed",
                                 .by = "Ada Example",
                                 .time = "Today, 9:30am",
                                 .datetime = "2026-11-22T09:30Z",
                                 .text = "Done this morning."},
                                {.title = "Opened",
                                 .by = "the website",
                                 .time = "Yesterday, 4:10pm",
                                 .datetime = "2026-11-21T16:10Z"}},
                      .heading_level = 4}));
    example(out, "Filter and wide table"_html,
            filter({.action = "#",
                    .fields = govuk::input({.name = "book-words", .label = {.text = "Words"}}),
                    .chosen = {{"Team North", "#"}},
                    .clear_href = "#",
                    .results = wide_table({.rows = {{{.text = "7TQ2"}, {.text = "Open"}, {.text = "Tomorrow"}}},
                                           .head = {{.text = "Reference"}, {.text = "State"}, {.text = "Due"}},
                                           .caption = "Waiting",
                                           .name_cells = true})}));
}

}  // namespace

Html pattern_book() {
    Html out;
    out.reserve(64 * 1024);
    out << "<h1 class=\"govuk-heading-xl\">Pattern book</h1><p class=\"gh-lede\">Every part that a page is made of, "
           "each "
           "with an example. Header and footer are those around this page.</p>"_html;
    show_typing(out);
    show_choosing(out);
    show_pressing(out);
    show_saying(out);
    show_lists(out);
    show_site_patterns(out);
    show_desk_patterns(out);
    return out;
}

}  // namespace html
