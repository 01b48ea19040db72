#include "website/place_finder.h"

#include "base/text.h"
#include "places/places.h"

#include <algorithm>

namespace website {
namespace {

bool has_number(std::string_view typed) { return typed.find_first_of("0123456789") != std::string_view::npos; }

std::string with_town(const places::Street& street) { return street.town.empty() ? street.name : street.name + ", " + street.town; }

/// True where each word of what was typed begins a word of the name.
bool is_meant(std::string_view typed, std::string_view name) {
    const auto lower = base::lower_ascii(typed), own = base::lower_ascii(name);
    const auto words = base::split(lower, ' ');
    const auto names = base::split(own, ' ');
    return std::ranges::all_of(words, [&](std::string_view word) {
        return std::ranges::any_of(names, [&](std::string_view each) { return each.starts_with(word); });
    });
}

/// One kind of place behind the other, as long as there is room.
class Finding {
public:
    Finding(db::Tx& tx, std::string_view typed, std::size_t limit) : tx_(tx), typed_(typed), limit_(limit) {}

    FoundPlaces find() && {
        const bool is_postcode = add_postcode();
        if (!is_postcode) add_wards();
        if (!is_postcode) add_streets();
        if (has_number(typed_)) add_addresses();
        return std::move(meant_);
    }

private:
    std::size_t room() const { return limit_ - std::min(limit_, meant_.places.size()); }
    void add(std::string name, const char* sort, std::string href) {
        if (room() > 0) meant_.places.push_back({std::move(name), sort, std::move(href)});
    }

    bool add_postcode() {
        const auto postcode = places::tidy_postcode(typed_);
        if (postcode.empty()) return false;
        auto in_address = postcode;
        std::ranges::replace(in_address, ' ', '+');
        if (places::find_postcode(tx_, postcode) || !places::find_addresses(tx_, postcode, 1).empty())
            add(postcode, "postcode", "/my-area?postcode=" + in_address);
        return meant_.is_surely_a_place = true;
    }
    void add_wards() {
        for (const auto& ward : places::all_wards(tx_)) {
            if (!is_meant(typed_, ward.name)) continue;
            add(ward.name, "ward", "/my-area?ward=" + ward.code);
            if (base::equal_ignoring_case(ward.name, typed_)) meant_.is_surely_a_place = true;
        }
    }
    void add_streets() {
        for (const auto& street : places::find_streets(tx_, typed_, static_cast<int>(room()))) {
            add(with_town(street), "street", "/my-area?usrn=" + street.usrn);
            if (base::equal_ignoring_case(street.name, typed_)) meant_.is_surely_a_place = true;
        }
    }
    void add_addresses() {
        const auto found = places::find_addresses(tx_, typed_, static_cast<int>(room()));
        for (const auto& address : found) add(address.line, "address", "/my-area?uprn=" + address.uprn);
        if (!found.empty()) meant_.is_surely_a_place = true;
    }

    db::Tx& tx_;
    std::string_view typed_;
    std::size_t limit_;
    FoundPlaces meant_;
};

/// "mill lane" of "potholes on mill lane"; empty where no such word stands between others.
std::string_view behind_place_word(std::string_view typed) {
    std::size_t begins = std::string_view::npos;
    const auto lower = base::lower_ascii(typed);
    for (const std::string_view word : {" in ", " on ", " at ", " near ", " by ", " outside "})
        if (const auto at = lower.rfind(word); at != std::string::npos && (begins == std::string_view::npos || at + word.size() > begins)) begins = at + word.size();
    return begins == std::string_view::npos ? std::string_view() : base::trim(typed.substr(begins));
}

}  // namespace

FoundPlaces places_meant(db::Tx& tx, std::string_view typed, std::size_t limit) {
    typed = base::trim(typed);
    if (base::count_characters(typed) < 3) return {};
    auto meant = Finding(tx, typed, limit).find();
    const auto behind = behind_place_word(typed);
    if (!meant.places.empty() || base::count_characters(behind) < 3) return meant;
    meant = Finding(tx, behind, limit).find();
    meant.is_surely_a_place = false;  // it is told where, not asked for
    return meant;
}

FoundPlaces places_by_any_word(db::Tx& tx, std::string_view typed, std::size_t limit) {
    constexpr std::size_t shortest = 4, most_words = 8;
    FoundPlaces all;
    std::size_t words = 0;
    for (const auto word : base::split(typed, ' ')) {
        if (base::count_characters(word) < shortest || ++words > most_words) continue;
        for (auto& place : Finding(tx, word, limit).find().places)
            if (all.places.size() < limit && std::ranges::find(all.places, place.href, &FoundPlace::href) == all.places.end()) all.places.push_back(std::move(place));
    }
    return all;
}

}  // namespace website
