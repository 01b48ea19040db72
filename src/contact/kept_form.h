#pragma once
// Save and return: a form left half filled in, to be gone on with later, here or on another channel.
//
// Promises
//  1. Who comes back needs the code and the contact detail they gave; five wrong ones, and the form stays closed.
//  2. What was answered is sealed with a key made of the code and of one outside the database. Whoever reads the database, or a backup of it, learns
//     which service it was, and from a letter that carried the code to whom it was sent; not what was answered.
//  3. It is gone when it is sent, and in any case after `kept_for`: the day is told to whoever saves it, and stands in its row.
//  4. Saving again takes the old answers' place only for who holds the form: who saved it, or came back to it, has its code sealed in the form they
//     fill in. The code alone neither replaces nor takes away what is kept under it. The same operation twice has one code.

#include "access/access.h"
#include "access/vault.h"
#include "base/result.h"
#include "db/db.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace contact {

struct KeptFormTag;
using KeptFormId = Id<KeptFormTag>;

inline constexpr std::chrono::days kept_for{28};

/// What was answered so far, as fields of its form, and where one was.
struct FormLeft {
    std::string service, at;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string contact;  // an e-mail address, a telephone number, or a word of one's own
};

struct KeptForm {
    KeptFormId id;
    FormLeft left;
    Instant until;
};

/// The operation that saves, and the code of the form that whoever saves holds already.
struct Saving {
    std::string_view operation;
    std::optional<Reference> held = {};
};
/// The code that was drawn for it at this try: nobody can tell it without the vault's key. 0: the one that is held.
Reference code_drawn(const access::Vault& vault, const Saving& saving, int drawn);

/// A code for who holds its form, to travel in it; and back, nothing where it was not sealed with this key.
std::string seal_code(const access::Vault& vault, const Reference& code, Random& random);
std::optional<Reference> open_code(const access::Vault& vault, std::string_view sealed);

/// Keeps it under the code that is held, in place of what was kept under it for this service, or under a new one. Refuses under its field `contact` one
/// that is empty or over-long; and as "contact.form_too_large" answers beyond 512 KB.
struct Kept {
    KeptFormId id;
    Instant until;
    Reference code;
    int drawn = 0;  // see code_drawn
};
Result<Kept> keep_form(db::Tx& tx, Random& random, const access::Vault& vault, const Saving& saving, const FormLeft& left);

/// The form, for who gives code and contact detail; nothing where there is none such, it is over, or the detail is wrong, and no telling which.
std::optional<KeptForm> take_up_form(db::Tx& tx, const access::Vault& vault, const Reference& code, std::string_view contact);

/// It was sent, or its owner wants it gone: for who holds the form alone.
void forget_form(db::Tx& tx, const access::Vault& vault, const Reference& code);
/// Takes away what is over, a bounded number at a time; true where there may be more.
bool forget_forms_over(db::Tx& tx);

/// A contact detail as it is compared: an address, a number or a word in one spelling.
std::string same_contact(std::string_view typed);

}  // namespace contact
