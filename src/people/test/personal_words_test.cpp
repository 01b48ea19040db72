#include "people/personal_words.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using people::Personal;

namespace {

/// "phone:0161 496 0000 postcode:M1 1AA"
std::string found_in(std::string_view text, const people::Contact& reporter = {}) {
    std::string out;
    for (const auto& each : people::personal_words_in(text, reporter))
        out += (out.empty() ? "" : " ") + std::string(people::code_of(each.what)) + ":" + std::string(text.substr(each.from, each.length));
    return out;
}

}  // namespace

TEST_CASE("what looks like a contact detail is found in what a resident wrote") {
    CHECK(found_in("Ring me on 07700 900123.") == "phone:07700 900123");
    CHECK(found_in("Ring (0161) 496-0000, or +44 7700 900123") == "phone:(0161) 496-0000 phone:+44 7700 900123");
    CHECK(found_in("07700 900123 - 24 hours") == "phone:07700 900123");
    CHECK(found_in("07700 900123 12 Mill Lane") == "phone:07700 900123 house_number:12");
    CHECK(found_in("0161 496 0000 0161 496 0001") == "phone:0161 496 0000 phone:0161 496 0001");
    CHECK(found_in(std::string(200'000, '(')) == "");
    CHECK(found_in(std::string(200, '0')) == "");
    CHECK(found_in("Mail rosa.o'neill+bin@mail.example.co.uk.") == "email:rosa.o'neill+bin@mail.example.co.uk");
    CHECK(found_in("postcode m1 1aa or SW1A2AA") == "postcode:m1 1aa postcode:SW1A2AA");
    CHECK(found_in("A white van, AB12 CDE, and one K123 ABC") == "registration:AB12 CDE registration:K123 ABC");
    CHECK(found_in("ab12cde was here") == "registration:ab12cde");
}

TEST_CASE("house numbers are found before a street and behind the words for a house") {
    CHECK(found_in("Outside 12 Mill Lane") == "house_number:12");
    CHECK(found_in("Outside 12b St Mary's Road") == "house_number:12b");
    CHECK(found_in("by flat 3, no. 14") == "house_number:3 house_number:14");
    CHECK(found_in("I counted 12 bags on Mill Lane") == "");
    CHECK(found_in("It is 3 metres deep") == "");
}

TEST_CASE("the reporter's own name is found in any case, other people's are not") {
    const people::Contact rosa{.name = "Rosa Green-Li"};
    CHECK(found_in("ROSA told Bert, says green", rosa) == "name:ROSA name:green");
    CHECK(found_in("Li and rosary", rosa) == "");
}

TEST_CASE("ordinary words are left alone") {
    CHECK(found_in("The bin was not emptied on 23 November 2026 at 10:30, for the 2nd time @ the gate.") == "");
    CHECK(found_in("") == "");
}

TEST_CASE("a masked text holds none of it, and says what was taken out") {
    const people::Contact rosa{.name = "Rosa Green"};
    CHECK(people::masked("Rosa here, 07700 900123 or rosa@example.com, 12 Mill Lane M1 1AA", rosa) ==
          "[name taken out] here, [phone number taken out] or [email address taken out], [house number taken out] Mill Lane [postcode taken out]");
    CHECK(people::masked("Nothing to hide") == "Nothing to hide");
}

TEST_CASE("whatever is typed, what is found lies in the text, in order and apart") {
    rc::check([](const std::string& text) {
        std::size_t end = 0;
        for (const auto& each : people::personal_words_in(text, {.name = "Ann Lee"})) {
            RC_ASSERT(each.from >= end);
            RC_ASSERT(each.length > 0);
            end = each.from + each.length;
            RC_ASSERT(end <= text.size());
        }
    });
}
