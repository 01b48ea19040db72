#pragma once
// Page parts of our own, beside the GOV.UK components: for the public site (hero, cards, steps, figures) and for
// people who work with pages all day (tabs, identity bar, badges, timeline, filter).

#include "base/words.h"
#include "html/govuk_links.h"
#include "html/govuk_lists.h"
#include "html/govuk_messages.h"

#include <string>
#include <vector>

namespace html {

/// A band in the tenant's colour across the top of a page: its h1, a sentence, and what to do (a search, a button).
struct Hero {
    std::string title = {};
    std::string lede = {};
    Html content = {};
};
HTML_COMPONENT(hero, Hero)

/// A search field and its button in one line, sent by GET as `name`.
struct Search {
    std::string action = {};
    std::string name = "q";
    std::string value = {};
    std::string label = {};
    std::string button = {};
    bool shows_label = false;  // else the label is only read to those who do not see the button beside the field
};
HTML_COMPONENT(search, Search)

struct Card {
    std::string title = {};
    std::string href = {};  // the whole card leads there
    std::string text = {};
};
struct Cards {
    std::vector<Card> items = {};
    int heading_level = 2;
};
HTML_COMPONENT(cards, Cards)

/// What happens next, in order.
struct Step {
    std::string title = {};
    std::string text = {};
    Html html = {};
};
struct Steps {
    std::vector<Step> items = {};
};
HTML_COMPONENT(steps, Steps)

/// How far along a row of pages one is, in words and as a bar.
struct Progress {
    std::string text = {};  // "Question 2 of 4"
    std::string of = {};    // what the row is about
    int done = 0;
    int all = 0;
};
HTML_COMPONENT(progress, Progress)

/// Back, where going back takes along what a form holds: a button of that form which looks like the back link. Stands
/// before the form; pressing Enter in a field still goes on, by the unseen first button with `default_text`.
struct BackButton {
    std::string text = {};
    std::string form = {};  // the id of the form
    std::string name = {};
    std::string value = {};
    std::string action = {};
    std::string default_text = {};
};
HTML_COMPONENT(back_button, BackButton)

/// A form's answers to read once more, each with a button that leads back to its page; what has no text for it has none.
struct Change {
    std::string text = {};
    std::string hidden_text = {};  // change what, for those who hear the buttons alone
    std::string name = {};
    std::string value = {};
    std::string action = {};
};
struct Answer {
    std::string id = {};  // of the button: where an error summary leads
    std::string key = {};
    std::string value = {};  // line breaks are kept
    Html html = {};          // stands in its place
    std::string problem = {};
    Change change = {};
};
struct Answers {
    std::vector<Answer> rows = {};
};
HTML_COMPONENT(answers, Answers)

/// Where one thing stands, as a headline: a tag, a sentence, and what comes next.
struct Standing {
    govuk::Tag tag = {};
    std::string title = {};
    std::string text = {};
    Html html = {};
    int heading_level = 2;
};
HTML_COMPONENT(standing, Standing)

/// Numbers that stand for themselves, each with its name.
struct Figure {
    std::string value = {};
    std::string name = {};
};
struct Figures {
    std::vector<Figure> items = {};
};
HTML_COMPONENT(figures, Figures)

/// Pages of one record, side by side.
struct TabLink {
    std::string text = {};
    std::string href = {};
    bool current = false;
};
struct TabLinks {
    std::vector<TabLink> items = {};
    std::string label = {};  // for screen readers; "Sections" unless given
};
HTML_COMPONENT(tab_links, TabLinks)

/// A small mark in a list or beside a heading; say in words what it means, never by colour alone.
struct Badge {
    std::string text = {};
    std::string kind = {};  // "", "alert", "soon" or "good"
};
HTML_COMPONENT(badge, Badge)

/// Several tags in a row.
struct Tags {
    std::vector<govuk::Tag> items = {};
};
HTML_COMPONENT(tags, Tags)

/// Who or what the page is about.
struct Fact {
    std::string name = {};
    std::string text = {};
    Html html = {};
};
struct Identity {
    std::string name = {};
    std::vector<Fact> facts = {};
    Html aside = {};  // tags or a button, at the right
};
HTML_COMPONENT(identity, Identity)

/// What happened, newest or oldest first as the caller orders it.
struct Event {
    std::string title = {};
    std::string by = {};
    std::string time = {};      // as shown: "22 November 2026, 9:30am"
    std::string datetime = {};  // ISO 8601
    std::string text = {};      // line breaks are kept
    Html html = {};
};
struct Timeline {
    std::vector<Event> items = {};
    int heading_level = 3;
    base::Language language = base::Language::english;
};
HTML_COMPONENT(timeline, Timeline)

/// A list with its filter beside it (above it on a phone, where it starts closed).
struct ChosenFilter {
    std::string text = {};
    std::string href = {};  // the same list without it
};
struct Filter {
    std::string action = {};  // where the form goes, by GET
    Html fields = {};
    std::vector<ChosenFilter> chosen = {};
    std::string clear_href = {};
    Html results = {};
    base::Language language = base::Language::english;
};
HTML_COMPONENT(filter, Filter)

/// Where a list would be, were there anything in it: says so, and what to do.
struct EmptyState {
    std::string text = {};
    Html html = {};
};
HTML_COMPONENT(empty_state, EmptyState)

/// Where one is in a list that is shown page by page: the first, the last, and those around the current one, with
/// `…` for the rest. `href` is the address up to the number, e.g. "/list?words=gate&page=". Nothing for a single page.
struct Pages {
    int current = 1;
    int last = 1;
    std::string href = {};
};
HTML_COMPONENT(pages, Pages)

/// A table for daily work. Where room is scarce it scrolls in its own box, which its caption names; with `name_cells`
/// each row becomes a card on a phone instead, each cell after its column's name.
HTML_COMPONENT(wide_table, govuk::Table)

}  // namespace html
