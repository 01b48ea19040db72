// People with the details they gave another system. Nobody is merged with anybody: who is known with these very details is known.

#include "guildhall/import_columns.h"
#include "guildhall/import_takers.h"
#include "people/contact_details.h"
#include "people/people.h"

namespace guildhall {
namespace {

using imports::Columns;
using imports::Fate;
using imports::Record;
using imports::Remark;
using imports::Verdict;

class PeopleTaker final : public imports::Taker {
public:
    Result<void> read_names(const Columns& columns) override {
        name_ = columns.find("name");
        email_ = columns.find("email");
        phone_ = columns.find("phone");
        if (!name_ && !email_ && !phone_) return refuse(Kind::invalid, "imports.columns_missing", "name, email or phone");
        return {};
    }
    std::string key_of(const Record& row) const override {
        const auto read = read_row(row);
        if (!read) return {};
        return base::lower_ascii(read->name + '\n' + read->email + '\n' + read->phone);
    }

    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        std::vector<Verdict> verdicts;
        for (const auto& row : rows) {
            const auto read = read_row(row);
            verdicts.push_back(read ? take_one(tx, *read, rehearsal) : read.error());
        }
        return verdicts;
    }

private:
    /// What our own exports put in front of a sign that begins a formula is no part of the text.
    static std::string said_in(const Record& row, Column column) {
        auto text = text_at(row, column);
        if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").contains(text[1])) text.erase(0, 1);
        return text;
    }

    std::expected<people::Contact, Verdict> read_row(const Record& row) const {
        people::Contact contact{.name = said_in(row, name_), .email = said_in(row, email_), .phone = said_in(row, phone_)};
        if (base::count_characters(contact.name) > 200) return std::unexpected(Verdict::refuse("guildhall.row_name"));
        if (!contact.email.empty()) {
            auto tidy = people::tidy_email(contact.email);
            if (!tidy) return std::unexpected(Verdict::refuse("guildhall.row_email"));
            contact.email = std::move(*tidy);
        }
        if (!contact.phone.empty()) {
            auto tidy = people::tidy_phone(contact.phone);
            if (!tidy) return std::unexpected(Verdict::refuse("guildhall.row_phone"));
            contact.phone = std::move(*tidy);
        }
        if (contact.empty()) return std::unexpected(Verdict::refuse("guildhall.row_nobody"));
        return contact;
    }

    static bool same(std::string_view one, std::string_view other) { return base::equal_ignoring_case(one, other); }
    /// All that the row says was said by this person; of who gave a name alone, nothing else is known either.
    static bool says_all(const people::Contact& known, const people::Contact& row) {
        const auto holds = [](std::string_view said, std::string_view of_row) { return of_row.empty() || same(said, of_row); };
        const bool name_alone = row.email.empty() && row.phone.empty();
        if (name_alone && (!known.email.empty() || !known.phone.empty())) return false;
        return holds(known.name, row.name) && holds(known.email, row.email) && holds(known.phone, row.phone);
    }

    static Verdict take_one(db::Tx& tx, const people::Contact& row, bool rehearsal) {
        constexpr int most = 1000;  // of one name
        const auto alike = people::find_by_contact(tx, row, most);
        for (const auto& known : alike)
            if (says_all(known.contact, row)) return {Fate::same, {}};
        Verdict verdict{Fate::added, {}};
        if (!alike.empty() && !(row.email.empty() && row.phone.empty())) verdict.remarks.push_back({"guildhall.odd_shared_contact"});
        if (!rehearsal) people::record(tx, row);
        return verdict;
    }

    Column name_, email_, phone_;
};

}  // namespace

std::unique_ptr<imports::Taker> people_taker() { return std::make_unique<PeopleTaker>(); }

}  // namespace guildhall
