#include "html/govuk_links.h"

#include "html/form_group.h"

namespace html::govuk {
namespace {

void put_button_end(Html& out, const Button& button) {
    put_classes(out, "govuk-button"_html, joined(button.classes, button.is_start_button ? "govuk-button--start" : ""));
    out << " data-module=\"govuk-button\""_html;
    put(out, button.attributes);
    out.attribute_if("id", button.id) << ">"_html;
    const bool wrapped = button.is_start_button && !button.html.empty();  // flexbox drops spaces between elements
    if (wrapped) out << "<span>"_html;
    put(out, button.text, button.html);
    if (wrapped) out << "</span>"_html;
    if (button.is_start_button)
        out << "\n<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" "
               "height=\"19\" "
               "viewBox=\"0 0 33 40\" aria-hidden=\"true\" focusable=\"false\">"
               "<path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>"_html;
}

}  // namespace

void button(Html& out, const Button& button) {
    if (!button.href.empty()) {
        out << "<a"_html;
        out.url("href", button.href) << " role=\"button\" draggable=\"false\""_html;
        put_button_end(out, button);
        out << "</a>"_html;
        return;
    }
    out << "<button"_html;
    out.attribute("type", button.type.empty() ? "submit" : button.type);
    out.attribute_if("value", button.value).attribute_if("name", button.name);
    if (button.disabled) out << " disabled aria-disabled=\"true\""_html;
    if (button.prevent_double_click)
        out.attribute("data-prevent-double-click", *button.prevent_double_click ? "true" : "false");
    put_button_end(out, button);
    out << "</button>"_html;
}

void back_link(Html& out, const BackLink& link) {
    out << "<a"_html;
    out.url("href", link.href.empty() ? "#" : link.href);
    put_classes(out, "govuk-back-link"_html, link.classes);
    put(out, link.attributes);
    out << ">"_html;
    put(out, link.text.empty() ? "Back" : link.text, link.html);
    out << "</a>"_html;
}

void skip_link(Html& out, const SkipLink& link) {
    out << "<a"_html;
    out.url("href", link.href.empty() ? "#content" : link.href);
    put_classes(out, "govuk-skip-link"_html, link.classes);
    put(out, link.attributes);
    out << " data-module=\"govuk-skip-link\">"_html;
    put(out, link.text, link.html);
    out << "</a>"_html;
}

void exit_this_page(Html& out, const ExitThisPage& exit) {
    out << "<div"_html;
    out.attribute_if("id", exit.id);
    put_classes(out, "govuk-exit-this-page"_html, exit.classes);
    out << " data-module=\"govuk-exit-this-page\""_html;
    put(out, exit.attributes);
    out.attribute_if("data-i18n.activated", exit.activated_text);
    out.attribute_if("data-i18n.timed-out", exit.timed_out_text);
    out.attribute_if("data-i18n.press-two-more-times", exit.press_two_more_times_text);
    out.attribute_if("data-i18n.press-one-more-time", exit.press_one_more_time_text);
    out << ">"_html;
    const bool said = !exit.text.empty() || !exit.html.empty();
    button(out,
           {.text = exit.text,
            .html = said ? exit.html : "<span class=\"govuk-visually-hidden\">Emergency</span> Exit this page"_html,
            .href = exit.redirect_url.empty() ? "https://www.bbc.co.uk/weather" : exit.redirect_url,
            .classes = "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button",
            .attributes = {{"rel", "nofollow noreferrer"}}});
    out << "</div>"_html;
}

namespace {

void put_crumb(Html& out, const Breadcrumb& crumb) {
    if (crumb.href.empty()) {
        out << "<li class=\"govuk-breadcrumbs__list-item\" aria-current=\"page\">"_html;
        put(out, crumb.text, crumb.html);
        out << "</li>"_html;
        return;
    }
    out << "<li class=\"govuk-breadcrumbs__list-item\"><a class=\"govuk-breadcrumbs__link\""_html;
    out.url("href", crumb.href);
    put(out, crumb.attributes);
    out << ">"_html;
    put(out, crumb.text, crumb.html);
    out << "</a></li>"_html;
}

}  // namespace

void breadcrumbs(Html& out, const Breadcrumbs& crumbs) {
    out << "<nav"_html;
    put_classes(out, "govuk-breadcrumbs"_html,
                joined(crumbs.classes, crumbs.collapse_on_mobile ? "govuk-breadcrumbs--collapse-on-mobile" : ""));
    put(out, crumbs.attributes);
    out.attribute("aria-label", crumbs.label_text.value_or("Breadcrumb"))
        << "><ol class=\"govuk-breadcrumbs__list\">"_html;
    for (const auto& crumb : crumbs.items) put_crumb(out, crumb);
    out << "</ol></nav>"_html;
}

namespace {

constexpr Literal previous_arrow =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" "
    "height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path "
    "d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-"
    "1.414z\"></path></svg>"_html;
constexpr Literal next_arrow =
    "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" "
    "height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path "
    "d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-"
    "6.7266z\"></path></svg>"_html;

struct Direction {
    bool next;
    Literal open, rel, arrow, words;
};
constexpr Direction backwards{false, "<div class=\"govuk-pagination__prev\">"_html, " rel=\"prev\""_html,
                              previous_arrow, "Previous<span class=\"govuk-visually-hidden\"> page</span>"_html};
constexpr Direction forwards{true, "<div class=\"govuk-pagination__next\">"_html, " rel=\"next\""_html, next_arrow,
                             "Next<span class=\"govuk-visually-hidden\"> page</span>"_html};

void put_link_title(Html& out, const PageLink& link, Literal otherwise, bool decorated) {
    out << "<span class=\"govuk-pagination__link-title"_html
        << (decorated ? " govuk-pagination__link-title--decorated\">"_html : "\">"_html);
    if (link.text.empty() && link.html.empty())
        out << otherwise;
    else
        put(out, link.text, link.html);
    out << "</span>"_html;
}

void put_page_link(Html& out, const PageLink& link, const Direction& direction, bool block) {
    if (link.href.empty()) return;
    out << direction.open << "<a class=\"govuk-link govuk-pagination__link\""_html;
    out.url("href", link.href) << direction.rel;
    put(out, link.attributes);
    out << ">"_html;
    if (block || !direction.next) out << direction.arrow << "\n"_html;
    put_link_title(out, link, direction.words, block && link.label_text.empty());
    if (block && !link.label_text.empty())
        out << "\n<span class=\"govuk-visually-hidden\">:</span>\n<span class=\"govuk-pagination__link-label\">"_html
            << link.label_text << "</span>"_html;
    if (!block && direction.next) out << "\n"_html << direction.arrow;
    out << "</a></div>"_html;
}

void put_page_number(Html& out, const PageNumber& page) {
    if (page.ellipsis) {
        out << "<li class=\"govuk-pagination__item govuk-pagination__item--ellipsis\">&ctdot;</li>"_html;
        return;
    }
    if (page.number.empty()) return;
    out << "<li class=\"govuk-pagination__item"_html
        << (page.current ? " govuk-pagination__item--current\">"_html : "\">"_html)
        << "<a class=\"govuk-link govuk-pagination__link\""_html;
    out.url("href", page.href);
    out.attribute("aria-label", page.visually_hidden_text.value_or("Page " + page.number));
    if (page.current) out << " aria-current=\"page\""_html;
    put(out, page.attributes);
    out << ">"_html << page.number << "</a></li>"_html;
}

}  // namespace

void pagination(Html& out, const Pagination& pages) {
    const bool block = pages.items.empty() && (!pages.next.href.empty() || !pages.previous.href.empty());
    out << "<nav"_html;
    put_classes(out, block ? "govuk-pagination govuk-pagination--block"_html : "govuk-pagination"_html, pages.classes);
    out.attribute("aria-label", pages.landmark_label.empty() ? "Pagination" : pages.landmark_label);
    put(out, pages.attributes);
    out << ">"_html;
    put_page_link(out, pages.previous, backwards, block);
    if (!pages.items.empty()) {
        out << "<ul class=\"govuk-pagination__list\">"_html;
        for (const auto& page : pages.items) put_page_number(out, page);
        out << "</ul>"_html;
    }
    put_page_link(out, pages.next, forwards, block);
    out << "</nav>"_html;
}

}  // namespace html::govuk
