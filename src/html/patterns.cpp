#include "html/patterns.h"

#include <algorithm>

namespace html {
namespace {

void put_heading(Html& out, int level, Literal classes, std::string_view text) {
    const int shown = std::clamp(level, 1, 6);
    out << "<h"_html << shown << " class=\""_html << classes << "\">"_html << text << "</h"_html << shown << ">"_html;
}

}  // namespace

void hero(Html& out, const Hero& hero) {
    out << "<div class=\"gh-hero\"><div class=\"govuk-width-container\"><h1 class=\"govuk-heading-xl\">"_html
        << hero.title << "</h1>"_html;
    if (!hero.lede.empty()) out << "<p class=\"gh-lede\">"_html << hero.lede << "</p>"_html;
    out << hero.content << "</div></div>"_html;
}

void search(Html& out, const Search& search) {
    out << "<form class=\"gh-search\" role=\"search\" method=\"get\""_html;
    out.url("action", search.action) << "><label class=\""_html
                                     << (search.shows_label ? "govuk-label gh-search__label\""_html : "govuk-visually-hidden\""_html);
    out.attribute("for", "search-" + search.name)
        << ">"_html << search.label << "</label><input class=\"govuk-input\" type=\"search\""_html;
    out.attribute("id", "search-" + search.name).attribute("name", search.name).attribute_if("value", search.value);
    out << ">"_html;
    govuk::button(out, {.text = search.button});
    out << "</form>"_html;
}

void cards(Html& out, const Cards& cards) {
    const int level = std::clamp(cards.heading_level, 1, 6);
    out << "<ul class=\"gh-cards\">"_html;
    for (const auto& card : cards.items) {
        out << "<li class=\"gh-card\"><h"_html << level << " class=\"gh-card__title\"><a class=\"govuk-link\""_html;
        out.url("href", card.href) << ">"_html << card.title << "</a></h"_html << level << ">"_html;
        if (!card.text.empty()) out << "<p class=\"gh-card__text\">"_html << card.text << "</p>"_html;
        out << "</li>"_html;
    }
    out << "</ul>"_html;
}

void steps(Html& out, const Steps& steps) {
    out << "<ol class=\"gh-steps\">"_html;
    for (const auto& step : steps.items) {
        out << "<li><p class=\"gh-steps__title\">"_html << step.title << "</p>"_html;
        govuk::put(out, step.text, step.html);
        out << "</li>"_html;
    }
    out << "</ol>"_html;
}

void progress(Html& out, const Progress& progress) {
    out << "<p class=\"gh-progress\"><span>"_html << progress.of << "</span> <strong>"_html << progress.text << "</strong></p>"_html;
    if (progress.all < 2) return;
    out << "<div class=\"gh-progress__bar\" aria-hidden=\"true\">"_html;
    for (int i = 0; i < progress.all; ++i)
        out << (i < progress.done ? "<i class=\"gh-progress__done\"></i>"_html : "<i></i>"_html);
    out << "</div>"_html;
}

void back_button(Html& out, const BackButton& back) {
    out << "<button class=\"govuk-visually-hidden\" tabindex=\"-1\" aria-hidden=\"true\""_html;
    out.attribute("form", back.form) << ">"_html << back.default_text << "</button><button class=\"govuk-back-link gh-back-button\" formnovalidate"_html;
    out.attribute("form", back.form).attribute("name", back.name).attribute("value", back.value).url("formaction", back.action)
        << ">"_html << back.text << "</button>"_html;
}

void answers(Html& out, const Answers& answers) {
    out << "<dl class=\"govuk-summary-list\">"_html;
    for (const auto& row : answers.rows) {
        out << (row.change.text.empty() ? "<div class=\"govuk-summary-list__row govuk-summary-list__row--no-actions\">"_html : "<div class=\"govuk-summary-list__row\">"_html)
            << "<dt class=\"govuk-summary-list__key\">"_html << row.key << "</dt><dd class=\"govuk-summary-list__value gh-lines\">"_html;
        if (!row.problem.empty()) out << "<span class=\"govuk-error-message\">"_html << row.problem << "</span>"_html;
        out << row.value << row.html << "</dd>"_html;
        if (row.change.text.empty()) {
            out << "</div>"_html;
            continue;
        }
        out << "<dd class=\"govuk-summary-list__actions\"><button class=\"gh-link-button\" formnovalidate"_html;
        out.attribute_if("id", row.id).attribute("name", row.change.name).attribute("value", row.change.value);
        out.url("formaction", row.change.action)
            << ">"_html << row.change.text << "<span class=\"govuk-visually-hidden\"> "_html << row.change.hidden_text
            << "</span></button></dd></div>"_html;
    }
    out << "</dl>"_html;
}

void standing(Html& out, const Standing& standing) {
    out << "<div class=\"gh-standing\">"_html;
    if (!standing.tag.empty()) govuk::tag(out, standing.tag);
    put_heading(out, standing.heading_level, "gh-standing__title"_html, standing.title);
    if (!standing.text.empty()) out << "<p class=\"gh-standing__text\">"_html << standing.text << "</p>"_html;
    out << standing.html << "</div>"_html;
}

void figures(Html& out, const Figures& figures) {
    out << "<dl class=\"gh-figures\">"_html;
    for (const auto& figure : figures.items)
        out << "<div><dt>"_html << figure.name << "</dt><dd>"_html << figure.value << "</dd></div>"_html;
    out << "</dl>"_html;
}

void tab_links(Html& out, const TabLinks& tabs) {
    out << "<nav"_html;
    out.attribute("aria-label", tabs.label.empty() ? say("html.sections") : tabs.label)
        << "><ul class=\"gh-tabs\">"_html;
    for (const auto& tab : tabs.items) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", tab.href);
        if (tab.current) out << " aria-current=\"page\""_html;
        out << ">"_html << tab.text << "</a></li>"_html;
    }
    out << "</ul></nav>"_html;
}

void badge(Html& out, const Badge& badge) {
    out << (badge.kind == "alert"  ? "<span class=\"gh-badge gh-badge--alert\">"_html
            : badge.kind == "good" ? "<span class=\"gh-badge gh-badge--good\">"_html
            : badge.kind == "soon" ? "<span class=\"gh-badge gh-badge--soon\">"_html
                                   : "<span class=\"gh-badge\">"_html)
        << badge.text << "</span>"_html;
}

void tags(Html& out, const Tags& tags) {
    out << "<ul class=\"gh-tags\">"_html;
    for (const auto& one : tags.items) {
        out << "<li>"_html;
        govuk::tag(out, one);
        out << "</li>"_html;
    }
    out << "</ul>"_html;
}

void identity(Html& out, const Identity& identity) {
    out << "<div class=\"gh-identity\"><div><p class=\"gh-identity__name\">"_html << identity.name << "</p>"_html;
    if (!identity.facts.empty()) {
        out << "<dl class=\"gh-identity__facts\">"_html;
        for (const auto& fact : identity.facts) {
            out << "<div><dt>"_html << fact.name << "</dt><dd>"_html;
            govuk::put(out, fact.text, fact.html);
            out << "</dd></div>"_html;
        }
        out << "</dl>"_html;
    }
    out << "</div>"_html;
    if (!identity.aside.empty()) out << "<div>"_html << identity.aside << "</div>"_html;
    out << "</div>"_html;
}

namespace {

void put_event(Html& out, const Event& event, const Timeline& timeline) {
    out << "<li>"_html;
    put_heading(out, timeline.heading_level, "gh-timeline__title"_html, event.title);
    if (!event.by.empty())
        out << " <span class=\"gh-timeline__by\">"_html
            << say("html.timeline_by", {{"name", event.by}}, timeline.language) << "</span>"_html;
    if (!event.time.empty()) {
        out << "<time class=\"gh-timeline__time\""_html;
        out.attribute_if("datetime", event.datetime) << ">"_html << event.time << "</time>"_html;
    }
    if (!event.html.empty())
        out << "<div>"_html << event.html << "</div>"_html;
    else if (!event.text.empty())
        out << "<div class=\"gh-timeline__text\">"_html << event.text << "</div>"_html;
    out << "</li>"_html;
}

}  // namespace

void timeline(Html& out, const Timeline& timeline) {
    out << "<ol class=\"gh-timeline\">"_html;
    for (const auto& event : timeline.items) put_event(out, event, timeline);
    out << "</ol>"_html;
}

namespace {

void put_chosen(Html& out, const Filter& filter) {
    if (filter.chosen.empty()) return;
    out << "<ul class=\"gh-chosen\">"_html;
    for (const auto& one : filter.chosen) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", one.href) << "><span class=\"govuk-visually-hidden\">"_html
                                  << say("html.filter_remove", {}, filter.language) << " </span>"_html << one.text
                                  << "</a></li>"_html;
    }
    if (!filter.clear_href.empty()) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", filter.clear_href)
            << ">"_html << say("html.filter_clear", {}, filter.language) << "</a></li>"_html;
    }
    out << "</ul>"_html;
}

}  // namespace

void filter(Html& out, const Filter& filter) {
    out << "<div class=\"gh-filter\"><details class=\"gh-filter__panel\" open data-module=\"gh-close-on-phones\"><summary>"_html
        << say("html.filter", {}, filter.language) << "</summary>"_html;
    put_chosen(out, filter);
    out << "<form method=\"get\""_html;
    out.url("action", filter.action) << ">"_html << filter.fields;
    govuk::button(out, {.text = say("html.filter_apply", {}, filter.language)});
    out << "</form></details><div>"_html << filter.results << "</div></div>"_html;
}

void empty_state(Html& out, const EmptyState& state) {
    out << "<div class=\"gh-empty\">"_html;
    if (state.html.empty())
        out << "<p class=\"govuk-body\">"_html << state.text << "</p>"_html;
    else
        out << state.html;
    out << "</div>"_html;
}

void pages(Html& out, const Pages& pages) {
    if (pages.last <= 1) return;
    const int current = std::clamp(pages.current, 1, pages.last);
    const auto link = [&](int number) { return pages.href + std::to_string(number); };
    govuk::Pagination row;
    if (current > 1) row.previous.href = link(current - 1);
    if (current < pages.last) row.next.href = link(current + 1);
    int shown = 0;
    for (const int number : {1, current - 1, current, current + 1, pages.last}) {
        if (number <= shown || number > pages.last) continue;
        if (number > shown + 1) row.items.push_back({.ellipsis = true});
        row.items.push_back({.number = std::to_string(number), .href = link(number), .current = number == current});
        shown = number;
    }
    govuk::pagination(out, row);
}

void wide_table(Html& out, const govuk::Table& table) {
    // a box that scrolls must be reachable by keyboard, and then it needs a name
    out << "<div class=\"gh-scroll\" tabindex=\"0\" role=\"region\""_html;
    out.attribute("aria-label", table.caption) << ">"_html;
    govuk::table(out, table);
    out << "</div>"_html;
}

}  // namespace html
