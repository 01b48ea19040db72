// Lists of services and links.

#include "base/text.h"
#include "catalogue/service_list.h"
#include "guildhall/import_columns.h"
#include "guildhall/import_takers.h"

#include <algorithm>
#include <charconv>

namespace guildhall {
namespace {

using imports::Columns;
using imports::Fate;
using imports::Record;
using imports::Verdict;

/// A whole number from `least` to seven digits; anything else is nothing.
std::optional<std::int64_t> number_from(std::string_view text, std::int64_t least) {
    const auto digits = base::trim(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool sound = !digits.empty() && digits.size() <= 7 && error == std::errc{} && end == digits.data() + digits.size() && value >= least;
    return sound ? std::optional(value) : std::nullopt;
}

/// Takers that turn each row into a record or a refusal, and load the records together.
template <class Listed>
class ListTaker : public imports::Taker {
public:
    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        std::vector<Verdict> verdicts;
        std::vector<Listed> records;
        std::vector<std::size_t> places;
        prepare(tx);
        for (const auto& row : rows) {
            Listed record;
            verdicts.push_back({Fate::added, {}});
            if (auto refusal = read(row, record, verdicts.back())) {
                verdicts.back() = std::move(*refusal);
                continue;
            }
            places.push_back(verdicts.size() - 1);
            records.push_back(std::move(record));
        }
        const auto fates = load(tx, records, rehearsal);
        for (std::size_t i = 0; i < places.size(); ++i) verdicts[places[i]].fate = fates[i];
        return verdicts;
    }

protected:
    virtual void prepare(db::Tx&) {}
    virtual std::optional<Verdict> read(const Record& row, Listed& record, Verdict& verdict) const = 0;
    virtual std::vector<Fate> load(db::Tx& tx, std::span<const Listed> records, bool rehearsal) = 0;
};

class LgslTaker final : public ListTaker<catalogue::ListedService> {
public:
    Result<void> read_names(const Columns& columns) override {
        TRY(need(columns, {"identifier", "label", "status"}));
        identifier_ = *columns.find("identifier");
        label_ = *columns.find("label");
        status_ = *columns.find("status");
        description_ = columns.find("description");
        return {};
    }
    std::string key_of(const Record& row) const override { return std::string(base::trim(row.fields[identifier_])); }

protected:
    std::optional<Verdict> read(const Record& row, catalogue::ListedService& service, Verdict&) const override {
        const auto lgsl = number_from(row.fields[identifier_], 1);
        if (!lgsl) return Verdict::refuse("guildhall.row_lgsl");
        service.lgsl = *lgsl;
        service.label = base::tidy_line(row.fields[label_]);
        if (service.label.empty() || base::count_characters(service.label) > 200) return Verdict::refuse("guildhall.row_label");
        if (description_) service.description = base::tidy_text(row.fields[*description_]);
        if (base::count_characters(service.description) > 5000) return Verdict::refuse("guildhall.row_description");
        service.live = base::equal_ignoring_case(base::trim(row.fields[status_]), "live");
        return std::nullopt;
    }
    std::vector<Fate> load(db::Tx& tx, std::span<const catalogue::ListedService> services, bool rehearsal) override {
        return catalogue::load_listed(tx, services, rehearsal);
    }

private:
    std::size_t identifier_ = 0, label_ = 0, status_ = 0;
    std::optional<std::size_t> description_;
};

class LinksTaker final : public ListTaker<catalogue::CouncilLink> {
public:
    Result<void> read_names(const Columns& columns) override {
        TRY(need(columns, {"la", "lgsl_id", "lgil_id", "link"}));
        authority_ = *columns.find("la");
        lgsl_ = *columns.find("lgsl_id");
        lgil_ = *columns.find("lgil_id");
        link_ = *columns.find("link");
        return {};
    }
    std::string key_of(const Record& row) const override {
        return row.fields[authority_] + ' ' + row.fields[lgsl_] + ' ' + row.fields[lgil_];
    }

protected:
    void prepare(db::Tx& tx) override { listed_ = catalogue::all_listed(tx); }

    std::optional<Verdict> read(const Record& row, catalogue::CouncilLink& link, Verdict& verdict) const override {
        link.authority = base::trim(row.fields[authority_]);
        const bool named = !link.authority.empty() && link.authority.size() <= 80 &&
                           link.authority.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
        if (!named) return Verdict::refuse("guildhall.row_authority");
        const auto lgsl = number_from(row.fields[lgsl_], 1), lgil = number_from(row.fields[lgil_], 0);
        if (!lgsl || !lgil) return Verdict::refuse("guildhall.row_numbers");
        link.lgsl = *lgsl;
        link.lgil = *lgil;
        const auto url = catalogue::tidy_link(row.fields[link_]);
        if (!url) return Verdict::refuse("guildhall.row_link");
        link.url = *url;
        if (link.url != base::trim(row.fields[link_])) verdict.remarks.push_back({"guildhall.row_link_encoded"});
        if (!listed_.empty() && !std::ranges::binary_search(listed_, link.lgsl))
            verdict.remarks.push_back({"guildhall.row_lgsl_unlisted", std::to_string(link.lgsl)});
        return std::nullopt;
    }
    std::vector<Fate> load(db::Tx& tx, std::span<const catalogue::CouncilLink> links, bool rehearsal) override {
        return catalogue::load_links(tx, links, rehearsal);
    }

private:
    std::size_t authority_ = 0, lgsl_ = 0, lgil_ = 0, link_ = 0;
    std::vector<std::int64_t> listed_;  // sorted
};

}  // namespace

std::unique_ptr<imports::Taker> lgsl_taker() { return std::make_unique<LgslTaker>(); }
std::unique_ptr<imports::Taker> links_taker() { return std::make_unique<LinksTaker>(); }

}  // namespace guildhall
