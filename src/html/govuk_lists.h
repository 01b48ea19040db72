#pragma once
// Content in an order: facts, tables, tasks, and content folded away until wanted.

#include "html/govuk_messages.h"

namespace html::govuk {

struct SummaryAction {
    std::string href = {};
    std::string text = {};
    Html html = {};
    std::string visually_hidden_text = {};  // "Change" of what, for those who hear the links alone
    std::string classes = {};
    Attributes attributes = {};
};

struct SummaryActions {
    std::vector<SummaryAction> items = {};
    std::string classes = {};
};

struct SummaryCell {
    std::string text = {};
    Html html = {};
    std::string classes = {};
};

struct SummaryRow {
    SummaryCell key = {};
    SummaryCell value = {};
    SummaryActions actions = {};
    std::string classes = {};
};

struct CardTitle {
    std::string text = {};
    Html html = {};
    int heading_level = 2;
    std::string classes = {};
    bool empty() const { return text.empty() && html.empty(); }
};

struct SummaryCard {
    CardTitle title = {};
    SummaryActions actions = {};
    std::string classes = {};
    Attributes attributes = {};
};

struct SummaryList {
    std::vector<SummaryRow> rows = {};
    std::optional<SummaryCard> card = std::nullopt;  // a frame with a title around the list
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(summary_list, SummaryList)

struct Cell {
    std::string text = {};
    Html html = {};
    std::string format = {};  // "numeric" sets it to the right
    std::string classes = {};
    int colspan = 0;
    int rowspan = 0;
    Attributes attributes = {};
};

struct Table {
    std::vector<std::vector<Cell>> rows = {};
    std::vector<Cell> head = {};
    std::string caption = {};
    std::string caption_classes = {};  // e.g. "govuk-table__caption--m"
    bool first_cell_is_header = false;
    bool name_cells = false;  // repeats the column's name in data-column, for a narrow screen
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(table, Table)

struct TaskTitle {
    std::string text = {};
    Html html = {};
    std::string classes = {};
};

struct TaskStatus {
    Tag tag = {};  // wins over text and html
    std::string text = {};
    Html html = {};
    std::string classes = {};
};

struct Task {
    TaskTitle title = {};
    Content hint = {};
    TaskStatus status = {};
    std::string href = {};
    std::string classes = {};
    bool omitted = false;
};

struct TaskList {
    std::vector<Task> items = {};
    std::string id_prefix = {};  // "task-list" unless given
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(task_list, TaskList)

struct Details {
    std::string summary_text = {};
    Html summary_html = {};
    std::string text = {};
    Html html = {};
    std::string id = {};
    bool open = false;
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(details, Details)

struct AccordionSection {
    Content heading = {};
    Content summary = {};
    Content content = {};
    bool expanded = false;
    bool omitted = false;
};

struct Accordion {
    std::string id = {};  // unique on the site: the browser remembers by it what was open
    int heading_level = 2;
    std::vector<AccordionSection> items = {};
    std::optional<bool> remember_expanded = std::nullopt;
    std::string hide_all_sections_text = {};
    std::string hide_section_text = {};
    std::string hide_section_aria_label_text = {};
    std::string show_all_sections_text = {};
    std::string show_section_text = {};
    std::string show_section_aria_label_text = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(accordion, Accordion)

struct TabPanel {
    std::string text = {};
    Html html = {};
    Attributes attributes = {};
};

struct Tab {
    std::string id = {};  // `id_prefix`-N unless given
    std::string label = {};
    TabPanel panel = {};
    Attributes attributes = {};
    bool omitted = false;
};

struct Tabs {
    std::string id = {};
    std::string id_prefix = {};
    std::optional<std::string> title = std::nullopt;  // "Contents"; shown where there is no script
    std::vector<Tab> items = {};
    std::string classes = {};
    Attributes attributes = {};
};
HTML_COMPONENT(tabs, Tabs)

}  // namespace html::govuk
