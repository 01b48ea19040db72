#include <doctest/doctest.h>

#include "mail/address.h"

#include <string>

using mail::Address;
using mail::Mailbox;

namespace {

std::string key_of(std::string_view typed) {
    const auto read = Address::parse(typed);
    return read ? "accepted as " + read->text() : read.error().key;
}

}  // namespace

TEST_CASE("an ordinary address is kept, its domain in lower case") {
    CHECK(Address::parse("ann@example.com")->text() == "ann@example.com");
    CHECK(Address::parse("  Ann.Lee+bins@Example.GOV.uk ")->text() == "Ann.Lee+bins@example.gov.uk");
    CHECK(Address::parse("o'brien_99@a-b.example")->text() == "o'brien_99@a-b.example");
    CHECK(Address::parse("\"ann\"@example.com")->text() == "ann@example.com");
    CHECK(Address::parse("guildhall@localhost")->domain() == "localhost");
    CHECK(Address::parse("ann@example.com")->local() == "ann");
}

TEST_CASE("an international domain stands in its ASCII form, so a look-alike is seen") {
    CHECK(Address::parse("ann@bücher.example")->text() == "ann@xn--bcher-kva.example");
    CHECK(Address::parse("ann@BÜCHER.example")->text() == "ann@xn--bcher-kva.example");
    CHECK(Address::parse("ann@аpple.example")->text() == "ann@xn--pple-43d.example");  // Cyrillic а
    CHECK(Address::parse("ann@example。com")->text() == "ann@example.com");            // ideographic full stop
    CHECK(key_of("ann@-bücher.example") == "mail.address_domain");
}

TEST_CASE("what is not one mailbox is refused, with the reason") {
    CHECK(key_of("") == "mail.address_missing");
    CHECK(key_of("   ") == "mail.address_missing");
    CHECK(key_of("ann@example.com, bob@example.com") == "mail.address_several");
    CHECK(key_of("ann@example.com;bob@example.com") == "mail.address_several");
    CHECK(key_of("ann@example.com bob@example.com") == "mail.address_several");
    CHECK(key_of("änn@example.com") == "mail.address_letters");
    CHECK(key_of("ann@example") == "mail.address_domain");
    CHECK(key_of("ann@[127.0.0.1]") == "mail.address_domain");
    CHECK(key_of("ann@127.0.0.1") == "mail.address_domain");
    CHECK(key_of("ann@exa_mple.com") == "mail.address_domain");
    CHECK(key_of("ann@.com") == "mail.address_domain");
    CHECK(key_of("ann@example.com.") == "mail.address_domain");
    CHECK(key_of("ann@" + std::string(64, 'a') + ".com") == "mail.address_domain");
    CHECK(key_of(std::string(65, 'a') + "@example.com") == "mail.address_too_long");
    CHECK(key_of("a@" + std::string(60, 'a') + "." + std::string(60, 'b') + "." + std::string(60, 'c') + "." +
                 std::string(60, 'd') + "." + std::string(10, 'e')) == "mail.address_too_long");
}

TEST_CASE("nothing that could end a command or a header passes") {
    using namespace std::string_literals;
    for (const auto& hostile : {"ann@example.com\r\nBcc: bob@example.com"s,
                                "ann\r\n@example.com"s,
                                "ann@example.com\n"s,
                                "\nann@example.com"s,
                                "\"ann lee\"@example.com"s,
                                "\"ann\r\nRCPT TO:<bob@example.com>\"@example.com"s,
                                "\"a\\\"b\"@example.com"s,
                                "ann\0@example.com"s,
                                "ann@exam\0ple.com"s,
                                "ann@example.com\0"s,
                                "<ann@example.com>"s,
                                "Ann <ann@example.com>"s,
                                "@a,@b:ann@example.com"s,
                                "ann(comment)@example.com"s,
                                "group:ann@example.com;"s,
                                "ann@example.com>"s,
                                "ann@@example.com"s,
                                ".ann@example.com"s,
                                "ann.@example.com"s,
                                "an..n@example.com"s,
                                "ann"s,
                                "@example.com"s,
                                "ann@"s,
                                "\"\"@example.com"s,
                                "ann\xe2\x80\xae@example.com"s,
                                "\xff@example.com"s,
                                "ann@ex\xe2\x80\xa8"
                                "ample.com"s,
                                "ann\t@example.com"s,
                                "ann@exa mple.com"s}) {
        CAPTURE(hostile);
        CHECK_FALSE(Address::parse(hostile));
    }
}

TEST_CASE("a long near-miss is refused at once") {
    CHECK_FALSE(Address::parse(std::string(1'000'000, 'a') + "@"));
    CHECK_FALSE(Address::parse(std::string(1'000'000, '@')));
    CHECK_FALSE(Address::parse("a@" + std::string(900, '.')));
}

TEST_CASE("a setting may name the sender") {
    const auto box = Mailbox::parse("\"Our Council\" <no-reply@council.example>");
    REQUIRE(box);
    CHECK(box->name == "Our Council");
    CHECK(box->address.text() == "no-reply@council.example");
    CHECK(Mailbox::parse("no-reply@council.example")->name.empty());
    CHECK_FALSE(Mailbox::parse("Our Council"));
    CHECK_FALSE(Mailbox::parse("Our Council <no-reply@council.example> x"));
}
