#include "forms/settle.h"
#include "forms/test/given_forms.h"

namespace given = forms::given;

TEST_CASE("a reference may be typed with or without what parts it, in any case, and is kept as its shape spells it") {
    const auto form = given::form(R"([{"code": "q", "type": "reference", "label": "Which?", "shapes": ["99/99999/AAA", "\\A-****"]}])");
    for (const auto& [typed, kept] : {std::pair{"26/01234/ful", "26/01234/FUL"}, {"2601234FUL", "26/01234/FUL"}, {" 26-01234 FUL ", "26/01234/FUL"}, {"a-1b2c", "A-1B2C"}})
        CHECK_MESSAGE(given::kept(form, typed) == kept, typed);
    for (const auto* wrong : {"26/0123/FUL", "26/01234/FUL9", "B-1234", "26_01234_FUL", "26/01234/FÜL", "-"})
        CHECK_MESSAGE(given::kept(form, wrong) == "!Enter a reference in the right form, like 12/34567/ABC", wrong);
    CHECK(forms::searched(form.questions.front(), "26/01234/FUL") == "26/01234/FUL 2601234FUL");
    CHECK(given::refused(R"([{"code": "q", "type": "reference", "label": "Which?"}])").starts_with("q: 'shapes' lists"));
    for (const auto* shape : {"", "a9", "(.*)+", "- /", "9\\\\"})
        CHECK_MESSAGE(!given::refused(std::string(R"([{"code": "q", "type": "reference", "label": "Which?", "shapes": [")") + shape + "\"]}]").empty(), shape);
}

TEST_CASE("a council tax reference has eight to ten digits, unless the council says how its own look") {
    const auto usual = given::form(R"([{"code": "q", "type": "council_tax_reference", "label": "Reference"}])");
    for (const auto* typed : {"12345678", "1234 5678", "123456789", "1234567890"}) CHECK_FALSE(given::kept(usual, typed).starts_with("!"));
    for (const auto* wrong : {"1234567", "12345678901", "1234567A"}) CHECK(given::kept(usual, wrong).starts_with("!Enter your council tax reference number, like 12345678."));
    const auto own = given::form(R"([{"code": "q", "type": "council_tax_reference", "label": "Reference", "shapes": ["79999999"]}])");
    CHECK(given::kept(own, "7123 4567") == "71234567");
    CHECK(given::kept(own, "81234567").starts_with("!"));
}

TEST_CASE("a National Insurance number is one that could have been given out") {
    const auto form = given::form(R"([{"code": "q", "type": "national_insurance_number", "label": "Number"}])");
    CHECK(given::kept(form, "ab123456c") == "AB 12 34 56 C");
    CHECK(given::kept(form, "AB 12 34 56 C") == "AB 12 34 56 C");
    for (const auto* wrong : {"QQ123456C", "AO123456C", "GB123456A", "AB123456E", "AB12345C", "AB1234567"})
        CHECK_MESSAGE(given::kept(form, wrong) == "!Enter a National Insurance number, like QQ 12 34 56 C", wrong);
}

TEST_CASE("an address is kept as one line with its property number, and other words take the number back") {
    const auto form = given::form(R"([{"code": "q", "type": "address", "label": "Where from?", "required": true}])");
    CHECK(given::kept(form, "8  Orchard Close,\nOxbridge") == "8 Orchard Close, Oxbridge");
    CHECK(given::kept(form, {{"q", "12 Mill Lane"}, {"q-uprn", "10001"}, {"q-for", "12 Mill Lane"}}) == "12 Mill Lane [UPRN 10001]");
    CHECK(given::kept(form, {{"q", "13 Mill Lane"}, {"q-uprn", "10001"}, {"q-for", "12 Mill Lane"}}) == "13 Mill Lane");
    CHECK(given::kept(form, {{"q", "Elsewhere 4"}, {"q-uprn", "none"}, {"q-for", "Elsewhere 4"}}) == "Elsewhere 4");
    CHECK(given::kept(form, "[UPRN 10001]") == "[UPRN 10001]");
    CHECK(given::kept(form, {{"q", "12 Mill Lane"}, {"q-uprn", "ten"}}).starts_with("!Choose an address"));
    CHECK(given::kept(form, std::string(301, 'x')).starts_with("!"));
    CHECK(given::kept(form, "").starts_with("!"));
    CHECK(given::read_back(form, {{"q", "12 Mill Lane [UPRN 10001]"}}) == "12 Mill Lane");
    CHECK(forms::address_in("A [UPRN 1] B [UPRN 22]") == forms::Address{"A [UPRN 1] B", "22"});
}

TEST_CASE("a name signs, and nobody can type when they signed") {
    const auto form = given::form(R"([{"code": "q", "type": "signature", "label": "Sign", "required": true}])");
    CHECK(given::kept(form, " Ann  Lee ") == "Ann Lee");
    CHECK(given::kept(form, "Ann Lee [signed 1999-01-01T00:00:00Z]") == "Ann Lee");
    CHECK(given::kept(form, "A") == "!Enter your full name to sign");
    CHECK(given::kept(form, "[signed 1999-01-01T00:00:00Z]").starts_with("!") == false);  // a strange name, kept as it is typed
    CHECK(forms::shown(form.questions.front(), "Ann Lee [signed 2026-11-22T09:30:00Z]") == "Ann Lee, signed Sunday 22 November 2026");
}

TEST_CASE("files are kept by their names, and what is only said to be one is none") {
    const auto form = given::form(R"([{"code": "q", "type": "files", "label": "Proof", "most": 2, "megabytes": 5}])");
    CHECK(given::kept(form, "bill.pdf\tTOKEN\r\nmy  letter.jpg\tTOKEN") == "bill.pdf\nmy letter.jpg");
    CHECK(given::kept(form, forms::as_sent(form.questions.front(), "bill.pdf\nletter.jpg")) == "bill.pdf\nletter.jpg");
    CHECK(given::kept(form, "a\tT\nb\tT\nc\tT") == "!You can send 2 files at most");
    CHECK(given::kept(form, "bill.pdf").starts_with("!Files can only be sent"));
    CHECK(given::kept(form, "later\tT").starts_with("!"));
    CHECK(given::kept(form, " later ") == "later");
    CHECK(forms::shown(form.questions.front(), "later") == "To be sent later");
    CHECK(given::refused(R"([{"code": "q", "type": "files", "label": "Proof", "most": 20}])") == "q: 'most' is a number from 1 to 10");
}
