// Who looks after what where.

#include "catalogue/service_list.h"
#include "guildhall/import_columns.h"
#include "guildhall/import_takers.h"
#include "mail/address.h"
#include "places/responsible.h"

namespace guildhall {
namespace {

using imports::Columns;
using imports::Record;
using imports::Verdict;

bool are_digits(std::string_view text, std::size_t most) { return text.size() <= most && text.find_first_not_of("0123456789") == std::string_view::npos; }

class ResponsibleTaker final : public imports::Taker {
public:
    Result<void> read_names(const Columns& columns) override {
        TRY(need(columns, {"subject", "body"}));
        subject_ = columns.find("subject");
        body_ = columns.find("body");
        uprn_ = columns.find("uprn");
        usrn_ = columns.find("usrn");
        ward_ = columns.find("ward");
        phone_ = columns.find("phone");
        email_ = columns.find("email");
        web_ = columns.find("web");
        return {};
    }
    std::string key_of(const Record& row) const override {
        const auto read = read_row(row);
        return read.subject + ' ' + read.uprn + ' ' + read.usrn + ' ' + read.ward;
    }

    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        std::vector<Verdict> verdicts(rows.size());
        std::vector<places::Responsibility> sound;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto row = read_row(rows[i]);
            if (const auto* wrong = fault_of(row)) {
                verdicts[i] = Verdict::refuse(wrong);
                continue;
            }
            if (!row.body.web.empty()) row.body.web = *catalogue::tidy_link(row.body.web);
            places.push_back(i);
            sound.push_back(std::move(row));
        }
        auto loaded = places::load_responsibilities(tx, sound, rehearsal);
        for (std::size_t i = 0; i < places.size(); ++i) verdicts[places[i]] = std::move(loaded[i]);
        return verdicts;
    }

private:
    places::Responsibility read_row(const Record& row) const {
        return {.subject = base::lower_ascii(text_at(row, subject_)),
                .uprn = without_zeros(text_at(row, uprn_)),
                .usrn = without_zeros(text_at(row, usrn_)),
                .ward = text_at(row, ward_),
                .body = {text_at(row, body_), text_at(row, phone_), text_at(row, email_), text_at(row, web_)}};
    }
    /// Why a row cannot be used, as a key of words; none if it can.
    static const char* fault_of(const places::Responsibility& row) {
        if (row.subject.empty() || row.subject.size() > 40 || row.subject.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string::npos)
            return "guildhall.row_subject";
        if (!are_digits(row.uprn, 12) || !are_digits(row.usrn, 8)) return "guildhall.row_where";
        if (row.ward.size() > 16 || row.ward.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos) return "guildhall.row_ward";
        if (!row.uprn.empty() + !row.usrn.empty() + !row.ward.empty() > 1) return "guildhall.row_where";
        if (base::count_characters(row.body.name) > 100 || base::count_characters(row.body.phone) > 40) return "guildhall.row_body";
        if (row.body.name.empty() && !(row.body.phone + row.body.email + row.body.web).empty()) return "guildhall.row_body";
        if (!row.body.email.empty() && !mail::Address::parse(row.body.email)) return "guildhall.row_email";
        if (!row.body.web.empty() && (row.body.web.size() > 500 || !catalogue::tidy_link(row.body.web) || catalogue::tidy_link(row.body.web)->size() > 500))
            return "guildhall.row_link";
        return nullptr;
    }

    Column subject_, body_, uprn_, usrn_, ward_, phone_, email_, web_;
};

}  // namespace

std::unique_ptr<imports::Taker> responsible_taker() { return std::make_unique<ResponsibleTaker>(); }

}  // namespace guildhall
