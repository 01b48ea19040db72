#include "people/people.h"

#include "base/text.h"
#include "db/lists.h"
#include "journal/journal.h"
#include "people/contact_details.h"
#include "people/events.h"
#include "people/queries.h"
#include "search/search.h"

namespace people {
namespace {

void put(Contact& contact, std::string_view kind, std::string value) {
    if (kind == "name") contact.name = std::move(value);
    if (kind == "email") contact.email = std::move(value);
    if (kind == "phone") contact.phone = std::move(value);
    if (kind == "postal") contact.postal = std::move(value);
    if (kind == "write") contact.write = std::move(value);
    if (kind == "large_print") contact.large_print = value == "yes";
}

}  // namespace

PersonId record(db::Tx& tx, const Contact& contact) {
    if (contact.empty()) return {};
    const auto person = tx.new_id<PersonId>();
    tx.run(sql::add_person, person, tx.now());
    const auto claim = [&](const char* kind, const std::string& value) {
        if (!value.empty())
            tx.run(sql::add_claim, person, kind, tx.now(), value, base::lower_ascii(value), tx.channel());
    };
    claim("name", contact.name);
    claim("email", contact.email);
    claim("phone", contact.phone);
    claim("postal", contact.postal);
    claim("write", contact.write);
    claim("large_print", contact.large_print ? "yes" : "");
    search::put(tx, {.index = "people",
                     .subject = person.value,
                     .at = tx.now(),
                     .texts = {{contact.name, true}, {contact.email}, {contact.phone}}});
    journal::announce(tx, PersonRecorded{person, !contact.name.empty(), !contact.email.empty(), !contact.phone.empty()});
    return person;
}

Result<Contact> find(db::Tx& tx, PersonId person) {
    Contact contact;
    for (const auto row : tx.query(sql::claims_of, person)) put(contact, row.get<std::string_view>(0), row.get<std::string>(1));
    if (contact.empty()) return refuse(Kind::not_found, "people.no_such_person");
    return contact;
}

std::map<PersonId, Contact> find_many(db::Tx& tx, std::span<const PersonId> persons) {
    std::map<PersonId, Contact> found;
    db::rows_of(tx, "SELECT person, kind, value FROM people_claim WHERE until IS NULL AND person", persons, " ORDER BY person, kind, since",
                [&](const db::Row& row) { put(found[row.get<PersonId>(0)], row.get<std::string_view>(1), row.get<std::string>(2)); });
    return found;
}

std::map<PersonId, std::string> names_of(db::Tx& tx, std::span<const PersonId> persons) {
    std::map<PersonId, std::string> names;
    db::rows_of(tx, "SELECT person, value FROM people_claim WHERE kind = 'name' AND until IS NULL AND person", persons, " ORDER BY person, since",
                [&](const db::Row& row) { names[row.get<PersonId>(0)] = row.get<std::string>(1); });
    return names;
}

Result<std::vector<PersonId>> search(db::Tx& tx, std::string_view words, int limit) {
    const auto phone = tidy_phone(words);
    const auto found = TRY(search::find(
        tx, {.index = "people", .words = phone ? *phone : words, .limit = limit, .as_typed = true, .forgiving = false}));
    std::vector<PersonId> persons;
    for (const auto subject : found.subjects) persons.push_back({subject});
    return persons;
}

std::vector<Known> find_by_contact(db::Tx& tx, const Contact& typed, int limit) {
    const auto email = tidy_email(typed.email), phone = tidy_phone(typed.phone);
    const auto folded_email = email ? base::lower_ascii(*email) : std::string();
    const auto folded_phone = phone.value_or(std::string());
    // One statement for three ways of looking: what is not looked for matches no claim, for none is empty.
    const auto folded_name = email || phone ? std::string() : base::lower_ascii(base::tidy_line(typed.name));
    std::vector<PersonId> persons;
    for (const auto row : tx.query(sql::persons_with, folded_email, folded_phone, folded_name, limit))
        persons.push_back(row.get<PersonId>(0));
    if (persons.empty()) return {};
    auto contacts = find_many(tx, persons);
    std::vector<Known> known;
    for (const auto person : persons) known.push_back({person, std::move(contacts[person])});
    return known;
}

bool answers_contact_check(db::Tx& tx, PersonId person, std::string_view typed) {
    const auto email = tidy_email(typed), phone = tidy_phone(typed);
    const auto folded = base::lower_ascii(email ? *email : phone ? *phone : std::string());
    bool right = false;
    for (const auto row : tx.query(sql::folded_claims_of, person))
        right |= base::equal_secret(row.get<std::string_view>(0), folded);
    return right;
}

void note_read(db::Tx& tx, PersonId person) { journal::announce(tx, RecordRead{person}); }

}  // namespace people
