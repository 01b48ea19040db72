#include "website/report_where.h"

#include "base/text.h"
#include "places/drawing.h"
#include "website/map_view.h"
#include "website/report_fields.h"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace website {
namespace {

constexpr std::string_view street_prefix = "street:", shape_prefix = "shape:", asset_prefix = "asset:";
constexpr int most_offered = 20;
constexpr std::size_t most_assets = 8;

std::string in_capitals(std::string_view word) {
    std::string out(word);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// Of the service's kind, the one whose number is among the words.
std::optional<places::Asset> asset_named(db::Tx& tx, const catalogue::Definition& service, std::string_view words) {
    if (service.asset_kind.empty()) return std::nullopt;
    constexpr int most_words = 12;
    int tried = 0;
    for (std::size_t at = 0; at < words.size() && tried < most_words; ++tried) {
        const auto end = std::min(words.find_first_of(" ,;", at), words.size());
        const auto word = words.substr(at, end - at);
        const bool may_be = word.size() <= 30 && word.find_first_of("0123456789") != std::string_view::npos;
        for (const auto& reference : {std::string(word), in_capitals(word)})
            if (may_be)
                if (auto asset = places::find_asset(tx, service.asset_kind + '/' + reference)) return asset;
        at = end + 1;
    }
    return std::nullopt;
}

/// What may be meant by words, likeliest first: assets by their number, what everybody knows, streets, addresses.
std::vector<PlaceMeant> meant_by(db::Tx& tx, const catalogue::Definition& service, std::string_view words, base::Language language) {
    constexpr std::size_t most_landmarks = 4;
    std::vector<PlaceMeant> found;
    if (const auto asset = asset_named(tx, service, words)) found.push_back({std::string(asset_prefix) + asset->key(), places::shown(tx, *asset, language)});
    const auto addresses = places::find_addresses(tx, words, most_offered);
    const bool is_address = !addresses.empty() && words.find_first_of("0123456789") != std::string_view::npos;
    if (!is_address)
        for (const auto& meant : places::town_map(tx).meant_by(words, most_landmarks)) {
            if (meant.shape != nullptr) found.push_back({std::string(shape_prefix) + meant.shape->code, meant.name()});
            else found.push_back({std::string(street_prefix) + meant.street->usrn, meant.name(), say("website.whole_street", {}, language)});
        }
    for (const auto& address : addresses) found.push_back({address.uprn, address.line});
    return found;
}

std::optional<int> read_pixel(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// In the size that its browser asks for; else in one that a narrow phone shows whole, since without script nobody tells us how large a
/// picture is shown, and where one pressed it is told in its own pixels.
places::View sized(places::View view, const web::Fields& form) {
    constexpr int plain_width = 284, plain_height = 300;
    const auto size = form.text("size");
    const auto cross = std::min(size.find('x'), size.size());
    const auto width = read_pixel(size.substr(0, cross)), height = read_pixel(size.substr(std::min(cross + 1, size.size())));
    view.width = width && height ? std::clamp(*width, 200, 800) : plain_width;
    view.height = width && height ? std::clamp(*height, 200, 600) : plain_height;
    return view;
}

/// The view that the form holds.
std::optional<places::View> view_of(const web::Fields& form) {
    const auto view = places::read_view(form.text("view"));
    return view ? std::optional(sized(*view, form)) : std::nullopt;
}

/// Where somebody moved it to; nothing where they did not.
std::optional<places::View> moved(const places::View& view, const web::Fields& form) {
    const auto x = read_pixel(form.text("tap.x")), y = read_pixel(form.text("tap.y"));
    if (x && y && (*x != 0 || *y != 0)) return view.moved(std::clamp(*x, 0, view.width) - view.width / 2.0, std::clamp(*y, 0, view.height) - view.height / 2.0);
    const auto way = form.text("move");
    const double across = view.width / 3.0, down = view.height / 3.0;
    if (way == "north") return view.moved(0, -down);
    if (way == "south") return view.moved(0, down);
    if (way == "west") return view.moved(-across, 0);
    if (way == "east") return view.moved(across, 0);
    if (way == "in") return view.zoomed(1);
    if (way == "out") return view.zoomed(-1);
    return way.empty() ? std::nullopt : std::optional(view);
}

}  // namespace

bool is_meant_alone(std::string_view address, std::string_view typed) {
    const auto words_of = [](std::string_view text) {
        std::string plain = base::lower_ascii(text);
        std::ranges::replace(plain, ',', ' ');
        std::vector<std::string> words;
        for (const auto word : base::split(plain, ' '))
            if (!word.empty()) words.emplace_back(word);
        return words;
    };
    constexpr std::size_t postcode = 2;  // its halves, at the end
    const auto whole = words_of(address), said = words_of(typed);
    if (whole.size() <= postcode) return false;
    const auto holds = [](const std::vector<std::string>& words, const std::string& word) { return std::ranges::find(words, word) != words.end(); };
    return std::ranges::all_of(said, [&](const auto& word) { return holds(whole, word); }) && holds(said, whole.front()) &&
           std::ranges::all_of(whole | std::views::drop(whole.size() - postcode), [&](const auto& word) { return holds(said, word); });
}

void replace(web::Fields& form, std::string_view name, const std::string& value) {
    web::Fields changed;
    for (const auto& [each, kept] : form)
        if (each != name) changed.add(each, kept);
    if (!value.empty()) changed.add(std::string(name), value);
    form = std::move(changed);
}

web::Response kept_by_browser(web::Response response) { return std::move(response).with("Cache-Control", "private, no-cache"); }

/// What the place is, besides its words; they are the words it was chosen for.
void Where::choose(const std::string& uprn, const std::string& point, const std::string& asset) {
    replace(request_.form, "uprn", uprn);
    replace(request_.form, point_field, point);
    replace(request_.form, asset_field, asset);
    replace(request_.form, chosen_for_field, typed("location"));
}

Before Where::take_typed(std::span<const Problem> problems) {
    const auto words = std::string(base::trim(typed("location")));
    const bool is_chosen = !words.empty() && words == base::trim(typed(chosen_for_field)) && problems.empty();
    if (is_chosen) return std::nullopt;
    if (problems.empty()) choose({}, {}, {});
    replace(request_.form, chosen_for_field, {});
    const auto& context = report_.context;
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<PlaceMeant>> {
        return meant_by(tx, *service_, words, context.language);
    }));
    if (found.empty()) return std::nullopt;
    if (found.size() == 1 && is_meant_alone(found.front().text, words)) {
        replace(request_.form, "uprn", found.front().value);
        return take_choice();
    }
    return kept_by_browser(site_.page(request_, context, address_page(report_, step_, found, problems), problems.empty() ? 200 : 422));
}

Before Where::take_choice() {
    const auto value = typed("uprn");
    if (value.empty()) {
        const Problem problem{"uprn", report_.context.say("website.address_missing")};
        return take_typed({&problem, 1});
    }
    if (value == no_address) {
        choose({}, {}, {});
        return std::nullopt;
    }
    const auto& context = report_.context;
    const auto rest = [&](std::string_view prefix) { return std::string_view(value).substr(prefix.size()); };
    std::string uprn, point, asset, line;
    TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        const auto map = places::town_map(tx);
        if (value.starts_with(street_prefix)) {
            if (const auto* street = map.find_street(rest(street_prefix))) point = places::to_text(street->middle());
        } else if (value.starts_with(shape_prefix)) {
            if (const auto* shape = map.find_shape(rest(shape_prefix))) point = places::to_text(shape->box.middle());
        } else if (value.starts_with(asset_prefix)) {
            if (const auto known = places::find_asset(tx, rest(asset_prefix))) asset = known->key();
        } else if (const auto address = places::find_address(tx, value)) {
            uprn = address->uprn;
            line = address->line;
        }
        return true;
    }));
    if (!line.empty()) replace(request_.form, "location", line);
    choose(uprn, point, asset);
    return asset.empty() ? offer_asset() : std::nullopt;
}

/// Where things of the service's kind stand near the place, the map that shows them.
Before Where::offer_asset() {
    constexpr double near = 120;
    if (service_->asset_kind.empty()) return std::nullopt;
    const auto& context = report_.context;
    const auto point = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::optional<places::Point>> {
        const auto place = places::check(tx, place_sent(request_));
        if (!place || !place->point || places::town_map(tx).empty()) return std::nullopt;
        return places::assets_near(tx, service_->asset_kind, *place->point, near, 1).empty() ? std::nullopt : place->point;
    }));
    if (!point) return std::nullopt;
    auto map = TRY(map_at(sized({.middle = *point, .zoom = 18}, request_.form)));
    return std::move(map);
}

std::optional<places::Point> Where::point_meant(db::Tx& tx) const {
    const auto words = typed("location");
    if (words == typed(chosen_for_field))
        if (const auto place = places::check(tx, place_sent(request_)); place && place->point) return place->point;
    if (const auto asset = asset_named(tx, *service_, words)) return asset->point;
    for (const auto& address : places::find_addresses(tx, words, 1))
        if (address.point) return address.point;
    for (const auto& meant : places::town_map(tx).meant_by(words, 1)) return meant.point();
    return std::nullopt;
}

Result<web::Response> Where::show_map() {
    const auto& context = report_.context;
    if (const auto view = view_of(request_.form)) return map_at(*view);
    const auto view = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<places::View> {
        if (const auto point = point_meant(tx)) return places::View{.middle = *point, .zoom = service_->asset_kind.empty() ? 17 : 18};
        return places::view_of(places::town_map(tx).bounds(), 320, 320, 15);
    }));
    return map_at(sized(view, request_.form));
}

Result<web::Response> Where::map_at(const places::View& view) {
    const auto& context = report_.context;
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<MapShown> {
        MapShown shown{.view = view, .map = places::town_map(tx)};
        if (service_->asset_kind.empty() || view.zoom < 16) return shown;
        const double metres = view.metres_per_pixel() * std::min(view.width, view.height) * 0.48;
        for (auto& near : places::assets_near(tx, service_->asset_kind, view.middle, metres, most_assets)) shown.assets.push_back({near, places::shown(tx, near.asset, context.language)});
        return shown;
    }));
    return kept_by_browser(site_.page(request_, context, map_page(report_, step_, shown)));
}

Before Where::take_map() {
    const auto view = view_of(request_.form);
    const auto there = view ? moved(*view, request_.form) : std::nullopt;
    if (!view || there) {
        auto map = TRY(view ? map_at(*there) : show_map());
        return std::move(map);
    }
    const auto chosen = typed(asset_field);
    const auto& context = report_.context;
    const bool is_asset = !chosen.empty() && chosen != none_of_these;
    if (typed("location").empty()) {
        const auto words = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::string> {
            return places::words_at(tx, {.text = {}, .point = view->middle, .uprn = {}, .asset = is_asset ? chosen : std::string()});
        }));
        replace(request_.form, "location", words.empty() ? context.say("website.on_the_map") : words);
    }
    if (is_asset) choose({}, {}, chosen);
    else choose({}, places::to_text(view->middle), service_->asset_kind.empty() ? "" : none_of_these);
    return std::nullopt;
}

}  // namespace website
