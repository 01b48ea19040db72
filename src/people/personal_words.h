#pragma once
// Personal data in what somebody wrote, found by simple rules: a help for who reads it before everybody does, no proof that there is
// none. Rules for Britain; linear in the text.

#include "people/people.h"

namespace people {

enum class Personal { email, phone, postcode, registration, house_number, name };
/// "email", "phone" …; words for people stand under people.personal_<code>.
std::string_view code_of(Personal);

struct PersonalWords {
    std::size_t from = 0, length = 0;  // bytes of the text
    Personal what = Personal::name;
};

/// In the order of the text, none within another. House numbers are those before a street's name ("12 Mill Lane") or behind "flat",
/// "house", "number" or "no."; names are the words of the reporter's own.
std::vector<PersonalWords> personal_words_in(std::string_view text, const Contact& reporter = {});

/// The text with a remark in the place of each: "[phone number taken out]".
std::string masked(std::string_view text, const Contact& reporter = {});

}  // namespace people
