#include "people/given_out.h"

#include "people/contact_details.h"
#include "people/people.h"
#include "people/queries.h"

#include <memory>

namespace people {
namespace {

constexpr int page_size = 500;

}  // namespace

exports::List list_to_give_out(exports::Format format) {
    const auto after = std::make_shared<PersonId>();
    return {.what = "people",
            .format = format,
            .with_people = true,
            .columns = {"person", "recorded", "name", "email", "phone"},
            .next = [after](db::Tx& tx, std::vector<exports::Row>& rows) -> Result<void> {
                std::map<PersonId, Instant> page;
                std::vector<PersonId> ids;
                for (const auto row : tx.query(sql::persons_after, *after, page_size)) {
                    ids.push_back(row.get<PersonId>(0));
                    page.emplace(ids.back(), row.get<Instant>(1));
                }
                if (ids.empty()) return {};
                const auto known = find_many(tx, ids);
                for (const auto id : ids) {
                    const auto found = known.find(id);
                    const auto contact = found == known.end() ? Contact{} : found->second;
                    rows.push_back({.cells = {exports::cell(to_string(id)), exports::cell(page.at(id)), exports::cell(contact.name),
                                              exports::cell(contact.email), exports::cell(shown_phone(contact.phone))}});
                }
                *after = ids.back();
                return {};
            }};
}

}  // namespace people
