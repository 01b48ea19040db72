#include "html/govuk_lists.h"

#include <algorithm>

namespace html::govuk {
namespace {

int level(int asked) { return std::clamp(asked, 1, 6); }

void put_cell_content(Html& out, Literal open, Literal first, const SummaryCell& cell, Literal close) {
    out << open;
    put_classes(out, first, cell.classes);
    out << ">"_html;
    put(out, cell.text, cell.html);
    out << close;
}

/// The link, and unseen after it what it changes and on which card.
void put_summary_action(Html& out, const SummaryAction& action, const CardTitle* card) {
    out << "<a"_html;
    put_classes(out, "govuk-link"_html, action.classes);
    out.url("href", action.href);
    put(out, action.attributes);
    out << ">"_html;
    put(out, action.text, action.html);
    if (!action.visually_hidden_text.empty() || card) {
        out << "<span class=\"govuk-visually-hidden\">"_html;
        if (!action.visually_hidden_text.empty()) out << " "_html << action.visually_hidden_text;
        if (card) {
            out << " ("_html;
            put(out, card->text, card->html);
            out << ")"_html;
        }
        out << "</span>"_html;
    }
    out << "</a>"_html;
}

void put_row_actions(Html& out, const SummaryActions& actions, const CardTitle* card) {
    if (actions.items.empty()) return;
    out << "<dd"_html;
    put_classes(out, "govuk-summary-list__actions"_html, actions.classes);
    out << ">"_html;
    if (actions.items.size() == 1) {
        put_summary_action(out, actions.items.front(), card);
    } else {
        out << "<ul class=\"govuk-summary-list__actions-list\">"_html;
        for (const auto& action : actions.items) {
            out << "<li class=\"govuk-summary-list__actions-list-item\">"_html;
            put_summary_action(out, action, card);
            out << "</li>"_html;
        }
        out << "</ul>"_html;
    }
    out << "</dd>"_html;
}

void put_summary_row(Html& out, const SummaryRow& row, bool any_actions, const CardTitle* card) {
    const bool bare = any_actions && row.actions.items.empty();
    out << "<div"_html;
    put_classes(
        out, bare ? "govuk-summary-list__row govuk-summary-list__row--no-actions"_html : "govuk-summary-list__row"_html,
        row.classes);
    out << ">"_html;
    put_cell_content(out, "<dt"_html, "govuk-summary-list__key"_html, row.key, "</dt>"_html);
    put_cell_content(out, "<dd"_html, "govuk-summary-list__value"_html, row.value, "</dd>"_html);
    put_row_actions(out, row.actions, card);
    out << "</div>"_html;
}

void put_card_actions(Html& out, const SummaryActions& actions, const CardTitle* card) {
    if (actions.items.empty()) return;
    const bool single = actions.items.size() == 1;
    out << (single ? "<div"_html : "<ul"_html);
    put_classes(out, "govuk-summary-card__actions"_html, actions.classes);
    out << ">"_html;
    for (const auto& action : actions.items) {
        if (!single) out << "<li class=\"govuk-summary-card__action\">"_html;
        put_summary_action(out, action, card);
        if (!single) out << "</li>"_html;
    }
    out << (single ? "</div>"_html : "</ul>"_html);
}

void open_card(Html& out, const SummaryCard& card) {
    out << "<div"_html;
    put_classes(out, "govuk-summary-card"_html, card.classes);
    put(out, card.attributes);
    out << "><div class=\"govuk-summary-card__title-wrapper\">"_html;
    if (!card.title.empty()) {
        out << "<h"_html << level(card.title.heading_level);
        put_classes(out, "govuk-summary-card__title"_html, card.title.classes);
        out << ">"_html;
        put(out, card.title.text, card.title.html);
        out << "</h"_html << level(card.title.heading_level) << ">"_html;
    }
    put_card_actions(out, card.actions, card.title.empty() ? nullptr : &card.title);
    out << "</div><div class=\"govuk-summary-card__content\">"_html;
}

}  // namespace

void summary_list(Html& out, const SummaryList& list) {
    const CardTitle* card = list.card && !list.card->title.empty() ? &list.card->title : nullptr;
    const bool any_actions = std::ranges::any_of(list.rows, [](auto& row) { return !row.actions.items.empty(); });
    if (list.card) open_card(out, *list.card);
    out << "<dl"_html;
    put_classes(out, "govuk-summary-list"_html, list.classes);
    put(out, list.attributes);
    out << ">"_html;
    for (const auto& row : list.rows) put_summary_row(out, row, any_actions, card);
    out << "</dl>"_html;
    if (list.card) out << "</div></div>"_html;
}

namespace {

void put_cell(Html& out, const Cell& cell, Literal open, Literal first, Literal format, Literal close,
              std::string_view column = {}) {
    out << open;
    out.attribute_if("data-column", column) << " class=\""_html << first;
    if (!cell.format.empty()) (out << " "_html << format).value(cell.format);
    if (!cell.classes.empty()) (out << " "_html).value(cell.classes);
    out << "\""_html;
    if (cell.colspan > 0) out.attribute("colspan", std::to_string(cell.colspan));
    if (cell.rowspan > 0) out.attribute("rowspan", std::to_string(cell.rowspan));
    put(out, cell.attributes);
    out << ">"_html;
    put(out, cell.text, cell.html);
    out << close;
}

void put_row(Html& out, const std::vector<Cell>& row, const Table& table) {
    out << "<tr class=\"govuk-table__row\">"_html;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Cell& cell = row[i];
        const bool named = table.name_cells && i < table.head.size();
        const std::string_view column = named ? std::string_view(table.head[i].text) : std::string_view();
        if (table.first_cell_is_header && i == 0) {
            Cell head = cell;
            head.format.clear();  // a header of a row is never set as a number
            put_cell(out, head, "<th scope=\"row\""_html, "govuk-table__header"_html, ""_html, "</th>"_html, column);
        } else {
            put_cell(out, cell, "<td"_html, "govuk-table__cell"_html, "govuk-table__cell--"_html, "</td>"_html, column);
        }
    }
    out << "</tr>"_html;
}

}  // namespace

void table(Html& out, const Table& table) {
    out << "<table"_html;
    put_classes(out, "govuk-table"_html, table.classes);
    put(out, table.attributes);
    out << ">"_html;
    if (!table.caption.empty()) {
        out << "<caption"_html;
        put_classes(out, "govuk-table__caption"_html, table.caption_classes);
        out << ">"_html << table.caption << "</caption>"_html;
    }
    if (!table.head.empty()) {
        out << "<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">"_html;
        for (const auto& cell : table.head)
            put_cell(out, cell, "<th scope=\"col\""_html, "govuk-table__header"_html, "govuk-table__header--"_html,
                     "</th>"_html);
        out << "</tr></thead>"_html;
    }
    out << "<tbody class=\"govuk-table__body\">"_html;
    for (const auto& row : table.rows) put_row(out, row, table);
    out << "</tbody></table>"_html;
}

namespace {

void put_task_title(Html& out, const Task& task, const std::string& described_by) {
    if (task.href.empty()) {
        out << "<div"_html;
        out.attribute_if("class", task.title.classes) << ">"_html;
    } else {
        out << "<a"_html;
        put_classes(out, "govuk-link govuk-task-list__link"_html, task.title.classes);
        out.url("href", task.href).attribute("aria-describedby", described_by) << ">"_html;
    }
    put(out, task.title.text, task.title.html);
    out << (task.href.empty() ? "</div>"_html : "</a>"_html);
}

void put_task(Html& out, const Task& task, const std::string& id) {
    const std::string hint_id = id + "-hint", status_id = id + "-status";
    out << "<li"_html;
    put_classes(out,
                task.href.empty() ? "govuk-task-list__item"_html
                                  : "govuk-task-list__item govuk-task-list__item--with-link"_html,
                task.classes);
    out << "><div class=\"govuk-task-list__name-and-hint\">"_html;
    put_task_title(out, task, task.hint.empty() ? status_id : hint_id + " " + status_id);
    if (!task.hint.empty()) {
        out << "<div"_html;
        out.attribute("id", hint_id) << " class=\"govuk-task-list__hint\">"_html;
        put(out, task.hint);
        out << "</div>"_html;
    }
    out << "</div><div"_html;
    put_classes(out, "govuk-task-list__status"_html, task.status.classes);
    out.attribute("id", status_id) << ">"_html;
    if (task.status.tag.empty())
        put(out, task.status.text, task.status.html);
    else
        tag(out, task.status.tag);
    out << "</div></li>"_html;
}

}  // namespace

void task_list(Html& out, const TaskList& list) {
    const std::string prefix = list.id_prefix.empty() ? "task-list" : list.id_prefix;
    out << "<ul"_html;
    put_classes(out, "govuk-task-list"_html, list.classes);
    put(out, list.attributes);
    out << ">"_html;
    for (std::size_t i = 0; i < list.items.size(); ++i)
        if (!list.items[i].omitted) put_task(out, list.items[i], prefix + "-" + std::to_string(i + 1));
    out << "</ul>"_html;
}

}  // namespace html::govuk
