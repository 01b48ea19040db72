#pragma once
// Forms on paper: each version of each service's questions has a form with a number, and what is filled in on it is keyed in once.
//
// Promises
//  1. A form's number says service and version: questions that change are a new form, and an old form that comes in is asked under its own version.
//  2. What is keyed in becomes a request as from anywhere else (contact.h, `take_request`): same checks, same case. Its contact is a letter that
//     was received on the day that is said.
//  3. The same form keyed in a second time (same version, answers, place and person) is refused with the reference of the first, by whoever and
//     whenever it was; two who key it in at the same moment make one request. Another form that happens to say the same is taken when one says so.
//  4. What it is recognised by is a digest under the vault's key, which tells nobody what was written. It goes once the service keeps nothing of what was
//     asked any more (its retention; a year where it names none), or when the request is erased (`erase_about`,
//     which nothing calls yet: until then it stays for its whole time).

#include "access/vault.h"
#include "contact/contact.h"

#include <string>
#include <string_view>

namespace contact {

/// Seven letters and digits, "7TQ2M9K", that nobody needs to keep anywhere: they follow from code and version.
std::string paper_number(std::string_view service, std::int64_t version);
/// "7TQ2-M9K", as it stands on the form.
std::string shown_paper_number(std::string_view number);
/// What the code on the form says to a scanner.
std::string paper_code(std::string_view service, std::int64_t version);

/// The service as this form asks it, from its number as somebody typed it, or from what a scanner read. `not_found`; a service that is offered no more
/// is found none the less while a version of it is live.
Result<catalogue::DefinitionPtr> find_by_paper(db::Tx& tx, std::string_view typed);

struct Paper {
    Day received;
    bool is_another = false;  // it was seen that one like it was keyed in before
};
/// Needs Permission::log_contact. Refused under the field "received" where that is a day to come or more than a year ago; as a conflict,
/// "contact.keyed_already", with the reference in the log line, where it was keyed in before.
Result<Taken> take_from_paper(db::Tx& tx, Random& random, const access::Vault& vault, const access::Actor& who, catalogue::DefinitionPtr service, const Sent& sent, const Paper& paper);

/// A request is erased: its form is recognised no more.
void erase_about(db::Tx& tx, cases::RequestId request);
/// Takes away what is over, a bounded number at a time; true where there may be more.
bool forget_papers_over(db::Tx& tx);

}  // namespace contact
