// Loading the gazetteer: what is wrong with a row, what differs from the rows that are there, and the words they are
// found by.

#include "places/gazetteer.h"

#include "base/text.h"
#include "db/lists.h"
#include "journal/journal.h"
#include "places/address_row.h"
#include "places/events.h"
#include "places/lines.h"
#include "places/queries.h"
#include "places/typed.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace places {
namespace {

using imports::Fate;

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
    explicit Loading(db::Tx& tx, bool rehearsal = false) : tx_(tx), rehearsal_(rehearsal) {}

    Result<void> take(const Ward& ward) {
        if (ward.code.empty() || ward.code.size() > 16 || ward.name.empty() || ward.name.size() > 100) return wrong("ward " + ward.code);
        const auto known = find_ward(tx_, ward.code);
        wards_.insert(ward.code);
        if (known == ward) return {};
        tx_.run(sql::put_ward, ward.code, ward.name);
        ++loaded_.wards;
        return {};
    }

    /// The part of a street that is wrong; empty: none is.
    std::string fault_of(const Street& street) {
        if (!usrn_key(street.usrn)) return "usrn";
        if (street.name.empty() || street.name.size() > 100) return "name";
        if (street.town.size() > 100) return "town";
        return knows_ward(street.ward) ? "" : "ward";
    }
    Fate take(Street street) {
        const auto key = usrn_key(street.usrn);
        street.usrn = to_string(key);
        const auto known = places::find_street(tx_, street.usrn);
        streets_[street.usrn] = street;
        if (known == street) return Fate::same;
        ++loaded_.streets;
        if (known && (known->name != street.name || known->town != street.town)) renamed_.insert(street.usrn);
        if (!rehearsal_) put(street, known ? &*known : nullptr);
        return known ? Fate::changed : Fate::added;
    }

    /// The part of an address that is wrong; empty: none is.
    std::string fault_of(const Address& address) {
        const auto& point = address.point;
        if (!uprn_key(address.uprn)) return "uprn";
        if (find_street(address.usrn) == nullptr) return "usrn";
        if (!knows_ward(address.ward)) return "ward";
        if (compact(address.postcode).empty()) return "postcode";
        if (address.flat.size() > 40) return "flat";
        if (address.name.size() > 100) return "name";
        if (address.number.size() > 12) return "number";
        const bool on_globe = !point || (std::abs(point->latitude) <= 90 && std::abs(point->longitude) <= 180);
        if (!on_globe) return "latitude, longitude";
        return base::count_characters(tidy(address).line) > 300 ? "line" : "";
    }
    /// Addresses are compared with those on record some hundreds at a time. All are sound.
    std::vector<Fate> take(std::span<const Address> given) {
        std::vector<Address> addresses;
        std::vector<std::string> uprns;
        for (const auto& each : given) {
            addresses.push_back(tidy(each));
            uprns.push_back(addresses.back().uprn);
        }
        const auto known = find_addresses_by_uprn(tx_, uprns);
        std::vector<Fate> fates;
        for (const auto& address : addresses) {
            const auto before = known.find(address.uprn);
            const bool is_known = before != known.end();
            const bool same = is_known && before->second == address && !renamed_.contains(address.usrn);
            fates.push_back(same ? Fate::same : is_known ? Fate::changed : Fate::added);
            if (same) continue;
            ++loaded_.addresses;
            if (!rehearsal_) put(address, is_known ? &before->second : nullptr);
        }
        return fates;
    }

    std::unexpected<Refusal> wrong(const std::string& row) const { return refuse(Kind::invalid, "places.gazetteer_row", row); }
    const Loaded& loaded() const { return loaded_; }
    void announce() {
        if (rehearsal_ || loaded_.wards + loaded_.streets + loaded_.addresses == 0) return;
        if (!renamed_.empty()) map_changed(tx_, *renamed_.begin() + streets_.at(*renamed_.begin()).name);
        journal::announce(tx_, GazetteerLoaded{.load = tx_.new_id<Id<Loaded>>().value, .wards = loaded_.wards, .streets = loaded_.streets, .addresses = loaded_.addresses});
    }

private:
    bool knows_ward(const std::string& code) {
        if (code.empty() || wards_.contains(code)) return true;
        const bool found = find_ward(tx_, code).has_value();
        if (found) wards_.insert(code);
        return found;
    }

    const Street* find_street(const std::string& usrn) {
        const auto key = to_string(usrn_key(usrn));
        if (const auto known = streets_.find(key); known != streets_.end()) return &known->second;
        const auto stored = places::find_street(tx_, key);
        return stored ? &(streets_[key] = *stored) : nullptr;
    }

    Address tidy(Address address) {
        const auto& lies_in = *find_street(address.usrn);
        address.uprn = to_string(uprn_key(address.uprn));
        address.usrn = lies_in.usrn;
        address.street = lies_in.name;
        address.postcode = tidy_postcode(address.postcode);
        if (address.ward.empty()) address.ward = lies_in.ward;
        if (address.line.empty()) address.line = printed_line(address, lies_in.town);
        return address;
    }

    void put(const Street& street, const Street* before) {
        const auto key = usrn_key(street.usrn);
        tx_.run(sql::put_street, key, street.name, street.town, or_null(street.ward));
        const auto words = street_words(street);
        if (before != nullptr)
            for (const auto& word : street_words(*before))
                if (!words.contains(word)) tx_.run(sql::remove_street_word, word, key);
        for (const auto& word : words) tx_.run(sql::add_street_word, word, key);
    }

    void put(const Address& address, const Address* before) {
        const auto key = uprn_key(address.uprn);
        const auto coordinate = [&](double Point::*axis) { return address.point ? std::optional((*address.point).*axis) : std::nullopt; };
        tx_.run(sql::put_address, key, usrn_key(address.usrn), address.flat, address.name, address.number,
                walk_of(address.flat, address.number), compact(address.postcode), or_null(address.ward),
                coordinate(&Point::latitude), coordinate(&Point::longitude), address.line);
        if (before != nullptr && !before->name.empty()) tx_.run(sql::remove_name_words, key);
        for (const auto& [word, own] : name_words(address, find_street(address.usrn)->town)) tx_.run(sql::add_name_word, word, key, own ? 1 : 0);
    }

    db::Tx& tx_;
    bool rehearsal_;
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
    for (const auto& street : gazetteer.streets) {
        if (!loading.fault_of(street).empty()) return loading.wrong("street " + street.usrn);
        loading.take(street);
    }
    for (std::span<const Address> rest = gazetteer.addresses; !rest.empty();) {
        const auto some = rest.first(std::min(at_once, rest.size()));
        for (const auto& address : some)
            if (!loading.fault_of(address).empty()) return loading.wrong("address " + address.uprn);
        loading.take(some);
        rest = rest.subspan(some.size());
    }
    loading.announce();
    return loading.loaded();
}

std::vector<imports::Verdict> load_streets(db::Tx& tx, std::span<const Street> streets, bool rehearsal) {
    Loading loading(tx, rehearsal);
    std::vector<imports::Verdict> verdicts;
    for (const auto& street : streets) {
        const auto fault = loading.fault_of(street);
        verdicts.push_back(fault.empty() ? imports::Verdict{loading.take(street), {}} : imports::Verdict::refuse("places.street_row", fault));
    }
    loading.announce();
    return verdicts;
}

std::vector<imports::Verdict> load_addresses(db::Tx& tx, std::span<const Address> addresses, bool rehearsal) {
    Loading loading(tx, rehearsal);
    std::vector<imports::Verdict> verdicts;
    std::vector<Address> sound;
    for (const auto& address : addresses) {
        const auto fault = loading.fault_of(address);
        verdicts.push_back(fault.empty() ? imports::Verdict{Fate::same, {}} : imports::Verdict::refuse("places.address_row", fault));
        if (fault.empty()) sound.push_back(address);
    }
    const auto fates = loading.take(sound);
    auto next = fates.begin();
    for (auto& verdict : verdicts)
        if (verdict.fate != Fate::refused) verdict.fate = *next++;
    loading.announce();
    return verdicts;
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
