// Postcodes and wards.

#include "base/number.h"
#include "base/text.h"
#include "guildhall/import_takers.h"
#include "places/grid.h"
#include "places/places.h"

#include <fmt/format.h>

namespace guildhall {
namespace {

using imports::Columns;
using imports::Fate;
using imports::Record;
using imports::Verdict;

constexpr int no_position = 90;  // quality: the list has no position for it


class PostcodesTaker final : public imports::Taker {
public:
    Result<void> read_names(const Columns& columns) override {
        const auto find = [&](std::string_view name, std::string_view code) {
            const auto found = columns.find(name);
            return found ? found : columns.find(code);
        };
        const auto code = find("postcode", "pc"), quality = find("positional_quality_indicator", "pq"), easting = find("eastings", "ea"),
                   northing = find("northings", "no"), ward = find("admin_ward_code", "wc");
        if (!code || !quality || !easting || !northing || !ward)
            return refuse(Kind::invalid, "imports.columns_missing", "Postcode, Positional_quality_indicator, Eastings, Northings and Admin_ward_code are needed");
        code_ = *code;
        quality_ = *quality;
        easting_ = *easting;
        northing_ = *northing;
        ward_ = *ward;
        return {};
    }
    std::string key_of(const Record& row) const override { return places::tidy_postcode(row.fields[code_]); }

    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        const auto map = places::ward_map(tx);
        std::vector<Verdict> verdicts;
        std::vector<places::Postcode> postcodes;
        std::vector<std::size_t> places;
        for (const auto& row : rows) {
            verdicts.push_back({Fate::added, {}});
            places::Postcode postcode;
            if (auto refusal = read(row, postcode)) {
                verdicts.back() = std::move(*refusal);
                continue;
            }
            compare(map, postcode, verdicts.back());
            places.push_back(verdicts.size() - 1);
            postcodes.push_back(std::move(postcode));
        }
        const auto fates = places::load_postcodes(tx, postcodes, rehearsal);
        for (std::size_t i = 0; i < places.size(); ++i) verdicts[places[i]].fate = fates[i];
        return verdicts;
    }

private:
    std::optional<Verdict> read(const Record& row, places::Postcode& postcode) const {
        postcode.code = places::tidy_postcode(row.fields[code_]);
        if (postcode.code.empty()) return Verdict::refuse("guildhall.row_postcode");
        const auto number = [&](std::size_t column) { return base::decimal_from(base::trim(row.fields[column])); };
        const auto easting = number(easting_), northing = number(northing_), quality = number(quality_);
        if (!quality || *quality < 0 || *quality > 99) return Verdict::refuse("guildhall.row_quality");
        postcode.quality = static_cast<int>(*quality);
        if (!easting || !northing) return Verdict::refuse("guildhall.row_position");
        if (postcode.quality < no_position) postcode.point = places::from_national_grid(*easting, *northing);
        if (postcode.quality < no_position && !postcode.point) return Verdict::refuse("guildhall.row_position");
        postcode.ward = base::trim(row.fields[ward_]);
        const bool is_code = postcode.ward.size() <= 16 &&
                             postcode.ward.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string::npos;
        return is_code ? std::nullopt : std::optional(Verdict::refuse("guildhall.row_ward"));
    }

    /// Where the point lies in another ward than the list says, it is said how far from its own.
    static void compare(const places::WardMap& map, const places::Postcode& postcode, Verdict& verdict) {
        if (!postcode.point) verdict.remarks.push_back({"guildhall.row_no_point", postcode.code});
        if (postcode.ward.empty()) verdict.remarks.push_back({"guildhall.row_no_ward", postcode.code});
        if (!postcode.point || !map.knows(postcode.ward)) return;
        const auto lies_in = map.at(*postcode.point);
        if (lies_in == postcode.ward) return;
        verdict.remarks.push_back({"guildhall.row_other_ward", fmt::format("{}: {:.0f} m outside {}, in {}", postcode.code,
                                                                          map.metres_to_edge(postcode.ward, *postcode.point), postcode.ward,
                                                                          lies_in.empty() ? "none" : lies_in)});
    }

    std::size_t code_ = 0, quality_ = 0, easting_ = 0, northing_ = 0, ward_ = 0;
};

}  // namespace

std::unique_ptr<imports::Taker> postcodes_taker() { return std::make_unique<PostcodesTaker>(); }

std::vector<std::string> postcode_columns(std::string_view text) {
    Record first;
    imports::CsvReader reader(text);
    if (!reader.next(first) || first.fields.empty() || places::tidy_postcode(first.fields.front()).empty()) return {};
    return {"PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC"};
}

Result<imports::Outcome> import_wards(db::Database& database, const db::Context& context, std::string_view geojson, bool rehearsal, const imports::Hear& hear) {
    const auto features = TRY(places::read_boundaries(geojson));
    std::vector<places::Boundary> boundaries;
    for (const auto& feature : features)
        if (feature.boundary) boundaries.push_back(*feature.boundary);
    const auto load = [&](db::Tx& tx) -> Result<std::vector<Fate>> { return places::load_boundaries(tx, boundaries, rehearsal); };
    const auto loaded = rehearsal ? database.read(context, load) : database.write(context, load);
    if (!loaded) return std::unexpected(loaded.error());
    imports::Outcome outcome;
    auto next = loaded->begin();
    for (const auto& feature : features) {
        const Verdict verdict = feature.boundary ? Verdict{*next++, {}} : Verdict{Fate::refused, {feature.trouble}};
        outcome.tally.count(verdict);
        if (!verdict.remarks.empty()) hear({.line = feature.number, .fields = {}}, verdict);
    }
    return outcome;
}

}  // namespace guildhall
