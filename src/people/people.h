#pragma once
// Persons as claims: what somebody told us about themselves, each with its source and date. No identifier is
// mandatory. The same person may stand here more than once; links between them come later and can be revoked, claims
// are never copied from one to another.

#include "base/result.h"
#include "db/db.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace people {

struct PersonTag;
using PersonId = Id<PersonTag>;

/// What was given, already tidied and checked (contact_details.h). Empty: not given.
struct Contact {
    std::string name, email, phone;
    std::string postal = {};   // a postal address, its lines parted by line breaks
    std::string write = {};    // how they want to be written to: "email", "post"; empty: they did not say
    bool large_print = false;  // what is sent on paper is to be in large print
    bool empty() const { return name.empty() && email.empty() && phone.empty() && postal.empty(); }
};

/// A new person with these claims, heard through the transaction's channel. Nothing given: no person (id 0), for a
/// contact may be anonymous.
PersonId record(db::Tx& tx, const Contact& contact);

/// The claims that hold now.
Result<Contact> find(db::Tx& tx, PersonId person);
/// Several at once, for lists; who is unknown is not in the answer.
std::map<PersonId, Contact> find_many(db::Tx& tx, std::span<const PersonId> persons);

/// The names alone; who gave none is not in the answer.
std::map<PersonId, std::string> names_of(db::Tx& tx, std::span<const PersonId> persons);

/// Persons by the words of their name, their e-mail address or their telephone number, newest first; the last word may
/// be unfinished. Who is found must be looked up under the caller's own permission.
Result<std::vector<PersonId>> search(db::Tx& tx, std::string_view words, int limit);

/// Who told us this e-mail address or telephone number, as typed; without either, exactly this name. The newest first.
struct Known {
    PersonId person;
    Contact contact;
};
std::vector<Known> find_by_contact(db::Tx& tx, const Contact& typed, int limit);

/// True if what was typed is this person's e-mail address or telephone number: the contact check that stands beside a
/// reference. Takes the same work whether or not there is such a person.
bool answers_contact_check(db::Tx& tx, PersonId person, std::string_view typed);

/// Notes in the journal that this actor looked at this person's record. Written before the record is shown.
void note_read(db::Tx& tx, PersonId person);

}  // namespace people
