// Save and return: a form that is left half filled in, and gone on with.

#include "contact/kept_form.h"

#include "cases/test/given_cases.h"

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

struct Desk {
    Casework& work;
    access::Vault vault{{1, 2, 3}};
    contact::FormLeft left{.service = "missed-bin", .at = "details", .fields = {{"bin", "general"}, {"details", "Behind the \"gate\"\n£5"}}, .contact = "Rosa@Resident.example"};

    Result<contact::Kept> keep(const Reference& code) {
        return work.office.write([&](db::Tx& tx) { return contact::keep_form(tx, work.office.random, vault, code, left); });
    }
    std::optional<contact::KeptForm> take_up(const Reference& code, std::string_view given) {
        return work.office.write([&](db::Tx& tx) -> Result<std::optional<contact::KeptForm>> { return contact::take_up_form(tx, vault, code, given); }).value();
    }
    Reference code(std::string_view operation = "one") const { return contact::code_for(vault, operation); }
};

}  // namespace

TEST_CASE("a saved form comes back as it was to who gives its code and their contact detail, however they spell it") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep(desk.code()));
        for (const auto* given : {"rosa@resident.example", " ROSA@resident.EXAMPLE "}) {
            const auto form = desk.take_up(desk.code(), given);
            REQUIRE(form);
            CHECK(form->left.service == "missed-bin");
            CHECK(form->left.at == "details");
            CHECK(form->left.fields == desk.left.fields);
        }
        CHECK_FALSE(desk.take_up(desk.code("two"), "rosa@resident.example"));
        desk.left.contact = "0161 496 0000";
        REQUIRE(desk.keep(desk.code("two")));
        CHECK(desk.take_up(desk.code("two"), "+44 161 4960000"));
        desk.left.contact = "ab";
        CHECK(desk.keep(desk.code("three")).error().fields.front().field == "contact");
    });
}

TEST_CASE("after five wrong contact details a saved form stays closed, until it is saved again") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep(desk.code()));
        for (int i = 0; i < 5; ++i) CHECK_FALSE(desk.take_up(desk.code(), "somebody@else.example"));
        CHECK_FALSE(desk.take_up(desk.code(), "rosa@resident.example"));
        desk.left.fields = {{"bin", "paper"}};
        REQUIRE(desk.keep(desk.code()));
        CHECK(desk.take_up(desk.code(), "rosa@resident.example")->left.fields == desk.left.fields);
    });
}

TEST_CASE("a saved form is gone when it is sent, and after four weeks") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep(desk.code()));
        REQUIRE(desk.keep(desk.code("two")));
        CHECK(work.office.write([&](db::Tx& tx) -> Result<bool> {
            contact::forget_form(tx, desk.vault, desk.code());
            return true;
        }));
        CHECK_FALSE(desk.take_up(desk.code(), "rosa@resident.example"));
        work.office.clock.advance(contact::kept_for);
        CHECK_FALSE(desk.take_up(desk.code("two"), "rosa@resident.example"));
        const auto forget = [&] { return work.office.write([&](db::Tx& tx) -> Result<bool> { return contact::forget_forms_over(tx); }).value(); };
        CHECK_FALSE(forget());
        REQUIRE(desk.keep(desk.code("two")));  // nothing of the old one is left: this is a new row
        CHECK(desk.take_up(desk.code("two"), "rosa@resident.example"));
    });
}

TEST_CASE("what was answered can be read neither in the database nor with another key") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep(desk.code()));
        const auto sealed = work.office.read([&](db::Tx& tx) -> Result<std::string> {
            for (const auto row : db::Rows(tx.query_text("SELECT sealed FROM contact_kept_form", std::vector<db::Value>{}))) return row.get<db::Bytes>(0).value;
            return std::string();
        }).value();
        CHECK(sealed.size() > 50);
        for (const auto* words : {"general", "gate", "rosa"}) CHECK(sealed.find(words) == sealed.npos);
        Desk other{work, access::Vault{{9}}};
        CHECK_FALSE(other.take_up(desk.code(), "rosa@resident.example"));
    });
}

TEST_CASE("the same saving twice has one code, and two have two") {
    const access::Vault vault{{1}};
    CHECK(contact::code_for(vault, "a") == contact::code_for(vault, "a"));
    CHECK(contact::code_for(vault, "a") != contact::code_for(vault, "b"));
    CHECK(contact::code_for(access::Vault{{2}}, "a") != contact::code_for(vault, "a"));
}
