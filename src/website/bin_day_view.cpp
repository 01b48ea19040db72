// How bin days look: never by colour alone, and on paper as well.

#include "html/govuk.h"
#include "html/patterns.h"
#include "website/bin_days.h"
#include "website/site.h"

#include <algorithm>
#include <map>

namespace website {
namespace {

namespace govuk = html::govuk;
using std::chrono::days;

/// "swatch gh-bin--blue": only colours that a bin may have.
void put_swatch(html::Html& out, std::string_view colour) {
    const auto known = rounds::colours();
    const bool is_known = std::ranges::find(known, colour) != known.end();
    out << "<span class=\"gh-bin gh-bin--"_html;
    out.value(is_known ? colour : "grey") << "\" aria-hidden=\"true\"></span>"_html;
}

/// "Moved from Friday 25 December: Christmas Day"
std::string change_said(const web::Context& context, const rounds::Collection& each) {
    const auto reason = each.reason.empty() ? context.say("website.bins_no_reason") : each.reason;
    if (!each.day) return context.say("website.bins_not_collected", {{"reason", reason}});
    if (!each.moved()) return {};
    return context.say("website.bins_moved", {{"day", places::shown_date(each.planned, context.language)}, {"reason", reason}});
}

void put_bin(html::Html& out, const web::Context& context, const rounds::Collection& each) {
    out << "<li class=\"gh-bins__bin\">"_html << bin_mark(each.bin);
    if (!each.bin.holds.empty()) out << " <span class=\"gh-quiet\">"_html << each.bin.holds << "</span>"_html;
    if (const auto change = change_said(context, each); !change.empty()) out << "<span class=\"gh-bins__change\">"_html << change << "</span>"_html;
    out << "</li>"_html;
}

std::string day_title(const web::Context& context, Day day, Day today) {
    const auto date = places::shown_date(day, context.language);
    if (day == today) return context.say("website.bins_today", {{"day", date}});
    if (day == today + days{1}) return context.say("website.bins_tomorrow", {{"day", date}});
    return date;
}

using ByDay = std::map<Day, std::vector<const rounds::Collection*>>;
ByDay by_day(std::span<const rounds::Collection> collections) {
    ByDay days;
    for (const auto& each : collections) days[each.day.value_or(each.planned)].push_back(&each);
    return days;
}

void put_cell(html::Html& out, const web::Context& context, Day day, const ByDay& days) {
    out << "<td class=\"gh-month__day\"><span class=\"gh-month__number\">"_html << unsigned{std::chrono::year_month_day{day}.day()} << "</span>"_html;
    if (const auto found = days.find(day); found != days.end())
        for (const auto* each : found->second) {
            out << "<span class=\"gh-month__bin\">"_html << bin_mark(each->bin);
            if (!each->day) out << " <b>"_html << context.say("website.bins_none") << "</b>"_html;
            if (each->moved()) out << " <b>"_html << context.say("website.bins_changed") << "</b>"_html;
            out << "</span>"_html;
        }
    out << "</td>"_html;
}

/// One month: weeks as rows, from Monday.
void put_month(html::Html& out, const web::Context& context, std::chrono::year_month month, const ByDay& days) {
    const Day first{month / 1}, last{month / std::chrono::last};
    const auto title = places::shown_date(first, context.language);  // "Tuesday 1 December": the month is its last word
    out << "<table class=\"gh-month\"><caption><span class=\"govuk-heading-m\">"_html << title.substr(title.rfind(' ') + 1) << " "_html << int{month.year()}
        << "</span></caption><thead><tr>"_html;
    constexpr Day a_monday{std::chrono::days{4}};
    for (int i = 0; i < 7; ++i) {
        const auto name = places::shown_date(a_monday + std::chrono::days{i}, context.language);
        const auto word = name.substr(0, name.find_first_of("0123456789") - 1);
        out << "<th scope=\"col\"><span aria-hidden=\"true\">"_html << word.substr(0, 3) << "</span><span class=\"govuk-visually-hidden\">"_html << word << "</span></th>"_html;
    }
    out << "</tr></thead><tbody>"_html;
    const auto lead = std::chrono::days{std::chrono::weekday{first}.iso_encoding() - 1};
    for (auto day = first - lead; day <= last; day += std::chrono::days{7}) {
        out << "<tr>"_html;
        for (int i = 0; i < 7; ++i) {
            const auto here = day + std::chrono::days{i};
            if (here < first || here > last)
                out << "<td></td>"_html;
            else
                put_cell(out, context, here, days);
        }
        out << "</tr>"_html;
    }
    out << "</tbody></table>"_html;
}

std::string street_names(db::Tx& tx, const rounds::LateRound& late) {
    constexpr std::size_t most = 6;
    std::string names;
    for (std::size_t i = 0; i < std::min(most, late.notice.streets.size()); ++i)
        if (const auto street = places::find_street(tx, late.notice.streets[i])) names += (names.empty() ? "" : ", ") + street->name;
    return late.notice.streets.size() > most ? names + ", …" : names;
}

}  // namespace

std::string bin_days_of(std::string_view uprn) { return "/bin-days/" + std::string(uprn); }

html::Html bin_mark(const rounds::Bin& bin) {
    html::Html out;
    put_swatch(out, bin.colour);
    return out << "<span class=\"gh-bin__name\">"_html << bin.name << "</span>"_html;
}

html::Html days_ahead(const web::Context& context, const rounds::AtAddress& at, std::span<const rounds::Collection> collections) {
    html::Html out;
    out << "<ol class=\"gh-bins\">"_html;
    for (const auto& [day, bins] : by_day(collections)) {
        out << "<li class=\"gh-bins__day\"><h3 class=\"gh-bins__date\"><time"_html;
        out.attribute("datetime", base::to_iso(day)) << ">"_html << day_title(context, day, at.today) << "</time></h3><ul class=\"gh-bins__list\">"_html;
        for (const auto* each : bins) put_bin(out, context, *each);
        out << "</ul></li>"_html;
    }
    return out << "</ol>"_html;
}

html::Html months_ahead(const web::Context& context, Day from, Day until, std::span<const rounds::Collection> collections) {
    html::Html out;
    const auto days = by_day(collections);
    const auto month_of = [](Day day) {
        const std::chrono::year_month_day date{day};
        return date.year() / date.month();
    };
    for (auto month = month_of(from); month <= month_of(until); month += std::chrono::months{1}) put_month(out, context, month, days);
    std::map<std::pair<Day, std::string>, std::string> changes;  // the bins of each day and reason
    for (const auto& each : collections)
        if (auto change = change_said(context, each); !change.empty()) {
            auto& bins = changes[{each.day.value_or(each.planned), std::move(change)}];
            bins += (bins.empty() ? "" : ", ") + each.bin.name;
        }
    if (changes.empty()) return out;
    out << "<h2 class=\"govuk-heading-s\">"_html << context.say("website.bins_changes") << "</h2><ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& [when, bins] : changes)
        out << "<li>"_html << places::shown_date(when.first, context.language) << ", "_html << bins << ": "_html << when.second << "</li>"_html;
    return out << "</ul>"_html;
}

html::Html late_said(const web::Context& context, const rounds::AtAddress& at) {
    html::Html out;
    for (const auto& late : at.late)
        govuk::warning_text(out, {.text = rounds::said_of_late(late, at.address.street, *at.zone, context.now, context.language)});
    return out;
}

html::Html said_before(const web::Context& context, const rounds::AtAddress& at) {
    auto out = late_said(context, at);
    const auto due = rounds::said_of_due(at, context.language);
    if (due.empty()) return out;
    out << "<ul class=\"govuk-list\">"_html;
    for (const auto& line : due) out << "<li>"_html << line << "</li>"_html;
    return out << "</ul>"_html;
}

html::Html before_reporting(const web::Context& context, const catalogue::Definition& service, std::string_view uprn) {
    if (service.rounds.empty() || uprn.empty()) return {};
    const auto at = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::optional<rounds::AtAddress>> { return rounds::at_address(tx, uprn); });
    const auto said = at && *at ? said_before(context, **at) : html::Html();
    html::Html out;
    if (said.empty()) return out;
    out << "<section class=\"gh-before\" aria-label=\""_html;
    out.value(context.say("website.bins_before")) << "\">"_html << said;
    return out << "<p class=\"govuk-body\">"_html << context.say("website.bins_go_on") << "</p></section>"_html;
}

html::Html late_list(db::Tx& tx, const web::Context& context) {
    const auto& zone = places::zone_of(context.tenant.time_zone);
    html::Html list;
    for (const auto& late : rounds::standing_late(tx))
        list << "<li>"_html << rounds::said_of_late(late, street_names(tx, late), zone, context.now, context.language) << "</li>"_html;
    return list;
}

html::Html bins_beside_service(const web::Context& context, const catalogue::Definition& service) {
    if (service.rounds.empty()) return {};
    const auto read = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<html::Html> {
        html::Html out;
        if (!rounds::has_rounds(tx)) return out;
        if (const auto list = late_list(tx, context); !list.empty())
            out << "<div class=\"gh-before\"><h2 class=\"govuk-heading-s\">"_html << context.say("website.bins_late_now") << "</h2><ul class=\"govuk-list\">"_html << list
                << "</ul></div>"_html;
        return out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/bin-days\">"_html << context.say("website.bins_link") << "</a></p>"_html;
    });
    return read ? *read : html::Html();
}

html::Html bins_on_home(const web::Context& context) {
    html::Html out;
    const auto has = context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<bool> { return rounds::has_rounds(tx); });
    if (!has || !*has) return out;
    return out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/bin-days\">"_html << context.say("website.bins_link") << "</a></p>"_html;
}

}  // namespace website
