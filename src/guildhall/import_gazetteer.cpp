// Streets and addresses.

#include "base/number.h"
#include "guildhall/import_columns.h"
#include "guildhall/import_takers.h"
#include "places/grid.h"
#include "places/places.h"

namespace guildhall {
namespace {

using imports::Columns;
using imports::Fate;
using imports::Record;
using imports::Verdict;

class StreetsTaker final : public imports::Taker {
public:
    Result<void> read_names(const Columns& columns) override {
        TRY(need(columns, {"usrn", "name"}));
        usrn_ = columns.find("usrn");
        name_ = columns.find("name");
        town_ = columns.find("town");
        ward_ = columns.find("ward");
        return {};
    }
    std::string key_of(const Record& row) const override { return without_zeros(text_at(row, usrn_)); }

    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        std::vector<places::Street> streets;
        for (const auto& row : rows) streets.push_back({key_of(row), text_at(row, name_), text_at(row, town_), text_at(row, ward_)});
        return places::load_streets(tx, streets, rehearsal);
    }

private:
    Column usrn_, name_, town_, ward_;
};

class AddressesTaker final : public imports::Taker {
public:
    Result<void> read_names(const Columns& columns) override {
        TRY(need(columns, {"uprn", "usrn", "postcode"}));
        uprn_ = columns.find("uprn");
        usrn_ = columns.find("usrn");
        flat_ = columns.find("flat");
        name_ = columns.find("name");
        number_ = columns.find("number");
        postcode_ = columns.find("postcode");
        ward_ = columns.find("ward");
        latitude_ = columns.find("latitude");
        longitude_ = columns.find("longitude");
        easting_ = columns.find("easting");
        northing_ = columns.find("northing");
        return {};
    }
    std::string key_of(const Record& row) const override { return without_zeros(text_at(row, uprn_)); }

    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        const auto map = places::ward_map(tx);
        std::vector<places::Address> addresses;
        for (const auto& row : rows) {
            addresses.push_back({.uprn = key_of(row),
                                 .usrn = without_zeros(text_at(row, usrn_)),
                                 .flat = text_at(row, flat_),
                                 .name = text_at(row, name_),
                                 .number = text_at(row, number_),
                                 .street = {},
                                 .postcode = text_at(row, postcode_),
                                 .ward = text_at(row, ward_),
                                 .point = point_of(row),
                                 .line = {}});
            auto& address = addresses.back();
            if (address.ward.empty() && address.point) address.ward = map.at(*address.point);
        }
        auto verdicts = places::load_addresses(tx, addresses, rehearsal);
        for (std::size_t i = 0; i < rows.size(); ++i) remark(addresses[i], verdicts[i]);
        return verdicts;
    }

private:
    std::optional<places::Point> point_of(const Record& row) const {
        const auto number = [&](Column column) { return column ? base::decimal_from(base::trim(row.fields[*column])) : std::nullopt; };
        const auto latitude = number(latitude_), longitude = number(longitude_), easting = number(easting_), northing = number(northing_);
        if (latitude && longitude && (*latitude != 0 || *longitude != 0)) return places::Point{*latitude, *longitude};
        return easting && northing ? places::from_national_grid(*easting, *northing) : std::nullopt;
    }
    /// What was known before was said before.
    static void remark(const places::Address& address, Verdict& verdict) {
        if (verdict.fate == Fate::refused || verdict.fate == Fate::same) return;
        if (!address.point) verdict.remarks.push_back({"guildhall.odd_no_coordinates"});
    }

    Column uprn_, usrn_, flat_, name_, number_, postcode_, ward_, latitude_, longitude_, easting_, northing_;
};

}  // namespace

std::unique_ptr<imports::Taker> streets_taker() { return std::make_unique<StreetsTaker>(); }
std::unique_ptr<imports::Taker> addresses_taker() { return std::make_unique<AddressesTaker>(); }

}  // namespace guildhall
