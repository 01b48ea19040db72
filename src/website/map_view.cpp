#include "website/map_view.h"

#include "html/govuk.h"
#include "website/report_where.h"
#include "website/site.h"

#include <cmath>

namespace website {
namespace {

namespace govuk = html::govuk;

/// Moves or zooms the map; without script each is a page.
void put_moves(html::Html& out, const web::Context& context) {
    struct Move {
        const char *value, *sign;
    };
    constexpr Move moves[] = {{"north", "↑"}, {"west", "←"}, {"east", "→"}, {"south", "↓"}, {"in", "+"}, {"out", "−"}};
    out << "<div class=\"gh-map__moves\" role=\"group\""_html;
    out.attribute("aria-label", context.say("website.map_moves")) << ">"_html;
    for (const auto& [value, sign] : moves) {
        out << "<button class=\"gh-map__move\" name=\"move\""_html;
        out.attribute("value", value).attribute("aria-label", context.say(std::string("website.map_") + value)) << ">"_html << sign << "</button>"_html;
    }
    out << "</div>"_html;
}

places::Picture picture_of(const web::Context& context, const MapShown& shown) {
    places::Picture picture{.view = shown.view, .cross_hair = true, .name = context.say("website.map_name")};
    for (std::size_t i = 0; i < shown.assets.size(); ++i)
        picture.pins.push_back({.point = shown.assets[i].near.asset.point, .label = std::to_string(i + 1), .look = places::Pin::Look::asset});
    return picture;
}

/// The picture, and over it a field that sends where one presses.
void put_map(html::Html& out, const web::Context& context, const MapShown& shown) {
    out << "<div class=\"gh-map\" data-module=\"gh-map\""_html;
    out.attribute("data-name", context.say("website.map_keys")) << "><div class=\"gh-map__frame\">"_html;
    out << places::drawn(shown.map, picture_of(context, shown), context.language);
    out << "<input class=\"gh-map__tap\" type=\"image\" name=\"tap\" tabindex=\"-1\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==\""_html;
    out.attribute("alt", context.say("website.map_press")) << "></div>"_html;
    put_moves(out, context);
    out << "<input type=\"hidden\" name=\"view\""_html;
    out.attribute("value", shown.view.text()) << "></div>"_html;
}

void put_assets(html::Html& out, const Report& report, const MapShown& shown) {
    const auto& context = report.context;
    std::vector<govuk::RadioItem> items;
    for (std::size_t i = 0; i < shown.assets.size(); ++i) {
        const auto& [near, name] = shown.assets[i];
        const auto metres = std::to_string(std::lround(std::ceil(near.metres / 5) * 5));
        items.push_back({.value = near.asset.key(), .text = std::to_string(i + 1) + ". " + name, .hint = {.text = context.say("website.asset_metres", {{"metres", metres}})}});
    }
    items.push_back({.divider = context.say("website.address_or")});
    items.push_back({.value = none_of_these, .text = context.say("website.asset_none")});
    auto chosen = report.typed(asset_field);
    if (chosen.empty() || chosen == none_of_these) chosen = shown.under_cross() != nullptr ? shown.under_cross()->near.asset.key() : none_of_these;
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("website.asset_which"), .classes = "govuk-fieldset__legend--m"}},
                        .name = asset_field,
                        .items = std::move(items),
                        .value = std::move(chosen)});
}

}  // namespace

html::Page map_page(const Report& report, std::size_t place_step, const MapShown& shown) {
    const auto& context = report.context;
    const std::vector<std::string> own{"location", asset_field, join_field};
    auto page = open_page(report, place_step, context.say("website.map_title"), {}, map_choice, own);
    auto& out = page.main;
    out << "<h1 class=\"govuk-heading-l\">"_html << context.say("website.map_title") << "</h1><p class=\"govuk-body gh-map__how\">"_html << context.say("website.map_how") << "</p>"_html;
    put_map(out, context, shown);
    if (!report.service.asset_kind.empty()) {
        out << "<div data-beside-map>"_html;
        if (shown.assets.empty())
            out << "<p class=\"govuk-hint\">"_html << context.say("website.asset_none_here") << "</p>"_html;
        else
            put_assets(out, report, shown);
        out << "</div>"_html;
    }
    govuk::input(out, {.id = "location",
                       .name = "location",
                       .value = report.typed("location"),
                       .label = {.text = context.say("website.map_words")},
                       .hint = {.text = context.say("website.map_words_hint")}});
    govuk::button(out, {.text = context.say(shown.assets.empty() ? "website.map_use" : "website.continue")});
    out << "</form></div>"_html;
    return page;
}

}  // namespace website
