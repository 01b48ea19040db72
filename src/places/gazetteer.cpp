// Loading the gazetteer: what is wrong with a row, what differs from the rows that are there, and the words they are
// found by.

#include "places/gazetteer.h"

#include "base/text.h"
#include "db/lists.h"
#include "journal/journal.h"
#include "places/address_row.h"
#include "places/events.h"
#include "places/queries.h"
#include "places/typed.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace places {
namespace {

std::string compact(std::string_view postcode) {
    auto tidy = tidy_postcode(postcode);
    std::erase(tidy, ' ');
    return tidy;
}

std::optional<std::string> or_null(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// Words of an address that has a name, and whether they are of the name itself.
std::map<std::string, bool> name_words(const Address& address, std::string_view town) {
    std::map<std::string, bool> words;
    if (address.name.empty()) return words;
    for (auto& word : index_words(address.name)) words.emplace(std::move(word), true);
    for (const auto text : {std::string_view(address.street), town})
        for (auto& word : index_words(text)) words.emplace(std::move(word), false);
    return words;
}

std::set<std::string> street_words(const Street& street) {
    std::set<std::string> words;
    for (const auto& text : {street.name, street.town})
        for (auto& word : index_words(text)) words.insert(std::move(word));
    return words;
}

class Loading {
public:
    explicit Loading(db::Tx& tx) : tx_(tx) {}

    Result<void> take(const Ward& ward) {
        if (ward.code.empty() || ward.code.size() > 16 || ward.name.empty() || ward.name.size() > 100) return wrong("ward " + ward.code);
        const auto known = find_ward(tx_, ward.code);
        wards_.insert(ward.code);
        if (known == ward) return {};
        tx_.run(sql::put_ward, ward.code, ward.name);
        ++loaded_.wards;
        return {};
    }

    Result<void> take(const Street& given) {
        auto street = given;
        const auto key = usrn_key(street.usrn);
        if (!key || street.name.empty() || street.name.size() > 100 || street.town.size() > 100 || !knows_ward(street.ward))
            return wrong("street " + street.usrn);
        street.usrn = to_string(key);
        const auto known = find_street(tx_, street.usrn);
        streets_[street.usrn] = street;
        if (known == street) return {};
        tx_.run(sql::put_street, key, street.name, street.town, or_null(street.ward));
        const auto words = street_words(street);
        if (known)
            for (const auto& word : street_words(*known))
                if (!words.contains(word)) tx_.run(sql::remove_street_word, word, key);
        for (const auto& word : words) tx_.run(sql::add_street_word, word, key);
        if (known && (known->name != street.name || known->town != street.town)) renamed_.insert(street.usrn);
        ++loaded_.streets;
        return {};
    }

    /// Addresses are compared with those on record some hundreds at a time.
    Result<void> take(std::span<const Address> given) {
        std::vector<Address> addresses;
        std::vector<std::string> uprns;
        for (const auto& each : given) {
            auto address = TRY(tidy(each));
            uprns.push_back(address.uprn);
            addresses.push_back(std::move(address));
        }
        const auto known = find_addresses_by_uprn(tx_, uprns);
        for (const auto& address : addresses) {
            const auto before = known.find(address.uprn);
            const bool same = before != known.end() && before->second == address && !renamed_.contains(address.usrn);
            if (!same) put(address, before == known.end() ? nullptr : &before->second);
        }
        return {};
    }

    const Loaded& loaded() const { return loaded_; }

private:
    std::unexpected<Refusal> wrong(const std::string& row) { return refuse(Kind::invalid, "places.gazetteer_row", row); }

    bool knows_ward(const std::string& code) { return code.empty() || wards_.contains(code) || find_ward(tx_, code); }

    const Street* street(const std::string& usrn) {
        if (const auto known = streets_.find(usrn); known != streets_.end()) return &known->second;
        const auto stored = find_street(tx_, usrn);
        return stored ? &(streets_[usrn] = *stored) : nullptr;
    }

    Result<Address> tidy(Address address) {
        const auto key = uprn_key(address.uprn);
        const auto* lies_in = street(to_string(usrn_key(address.usrn)));
        const auto& point = address.point;
        const bool sound = key && lies_in != nullptr && knows_ward(address.ward) && !compact(address.postcode).empty() &&
                           address.flat.size() <= 40 && address.name.size() <= 100 && address.number.size() <= 12 &&
                           (!point || (std::abs(point->latitude) <= 90 && std::abs(point->longitude) <= 180));
        if (!sound) return wrong("address " + address.uprn);
        address.uprn = to_string(key);
        address.usrn = lies_in->usrn;
        address.street = lies_in->name;
        address.postcode = tidy_postcode(address.postcode);
        if (address.ward.empty()) address.ward = lies_in->ward;
        if (address.line.empty()) address.line = printed_line(address, lies_in->town);
        if (base::count_characters(address.line) > 300) return wrong("address " + address.uprn);
        return address;
    }

    void put(const Address& address, const Address* before) {
        const auto key = uprn_key(address.uprn);
        const auto coordinate = [&](double Point::*axis) { return address.point ? std::optional((*address.point).*axis) : std::nullopt; };
        tx_.run(sql::put_address, key, usrn_key(address.usrn), address.flat, address.name, address.number,
                walk_of(address.flat, address.number), compact(address.postcode), or_null(address.ward),
                coordinate(&Point::latitude), coordinate(&Point::longitude), address.line);
        if (before != nullptr && !before->name.empty()) tx_.run(sql::remove_name_words, key);
        for (const auto& [word, own] : name_words(address, street(address.usrn)->town)) tx_.run(sql::add_name_word, word, key, own ? 1 : 0);
        ++loaded_.addresses;
    }

    db::Tx& tx_;
    Loaded loaded_;
    std::set<std::string> wards_;
    std::map<std::string, Street> streets_;
    std::set<std::string> renamed_;
};

}  // namespace

Result<Loaded> load(db::Tx& tx, const Gazetteer& gazetteer) {
    constexpr std::size_t at_once = 256;
    Loading loading(tx);
    for (const auto& ward : gazetteer.wards) TRY(loading.take(ward));
    for (const auto& street : gazetteer.streets) TRY(loading.take(street));
    for (std::span<const Address> rest = gazetteer.addresses; !rest.empty();) {
        const auto some = rest.first(std::min(at_once, rest.size()));
        TRY(loading.take(some));
        rest = rest.subspan(some.size());
    }
    const auto loaded = loading.loaded();
    if (loaded.wards + loaded.streets + loaded.addresses > 0)
        journal::announce(tx, GazetteerLoaded{.load = tx.new_id<Id<Loaded>>().value, .wards = loaded.wards, .streets = loaded.streets, .addresses = loaded.addresses});
    return loaded;
}

std::string printed_line(const Address& address, std::string_view town) {
    std::string line;
    const auto add = [&](std::string_view part) {
        if (!line.empty() && !part.empty()) line += ", ";
        line += part;
    };
    add(address.flat);
    add(address.name);
    add(address.number.empty() ? address.street : address.number + ' ' + address.street);
    add(town);
    add(address.postcode);
    return line;
}

std::string tidy_postcode(std::string_view text) {
    const auto typed = read_typed(text);
    const bool alone = typed.whole_postcode && typed.words.empty() && !typed.house && !typed.flat;
    return alone ? spaced(typed.postcode) : std::string();
}

}  // namespace places
