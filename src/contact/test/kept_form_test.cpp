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

    Result<contact::Kept> keep(std::string_view operation = "one", std::optional<Reference> held = {}) {
        return work.office.write([&](db::Tx& tx) { return contact::keep_form(tx, work.office.random, vault, {operation, held}, left); });
    }
    std::optional<contact::KeptForm> take_up(const Reference& code, std::string_view given) {
        return work.office.write([&](db::Tx& tx) -> Result<std::optional<contact::KeptForm>> { return contact::take_up_form(tx, vault, code, given); }).value();
    }
    Reference code(std::string_view operation = "one") const { return contact::code_drawn(vault, {operation}, 1); }
};

}  // namespace

TEST_CASE("a saved form comes back as it was to who gives its code and their contact detail, however they spell it") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep());
        for (const auto* given : {"rosa@resident.example", " ROSA@resident.EXAMPLE "}) {
            const auto form = desk.take_up(desk.code(), given);
            REQUIRE(form);
            CHECK(form->left.service == "missed-bin");
            CHECK(form->left.at == "details");
            CHECK(form->left.fields == desk.left.fields);
        }
        CHECK_FALSE(desk.take_up(desk.code("two"), "rosa@resident.example"));
        desk.left.contact = "0161 496 0000";
        REQUIRE(desk.keep("two"));
        CHECK(desk.take_up(desk.code("two"), "+44 161 4960000"));
        desk.left.contact = "ab";
        CHECK(desk.keep("three").error().fields.front().field == "contact");
    });
}

TEST_CASE("after five wrong contact details a saved form stays closed, until it is saved again") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep());
        for (int i = 0; i < 5; ++i) CHECK_FALSE(desk.take_up(desk.code(), "somebody@else.example"));
        CHECK_FALSE(desk.take_up(desk.code(), "rosa@resident.example"));
        desk.left.fields = {{"bin", "paper"}};
        CHECK(desk.keep("two", desk.code())->code == desk.code());
        CHECK(desk.take_up(desk.code(), "rosa@resident.example")->left.fields == desk.left.fields);
    });
}

TEST_CASE("a saved form is gone when it is sent, and after four weeks") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep());
        REQUIRE(desk.keep("two"));
        CHECK(work.office.write([&](db::Tx& tx) -> Result<bool> {
            contact::forget_form(tx, desk.vault, desk.code());
            return true;
        }));
        CHECK_FALSE(desk.take_up(desk.code(), "rosa@resident.example"));
        work.office.clock.advance(contact::kept_for);
        CHECK_FALSE(desk.take_up(desk.code("two"), "rosa@resident.example"));
        const auto forget = [&] { return work.office.write([&](db::Tx& tx) -> Result<bool> { return contact::forget_forms_over(tx); }).value(); };
        CHECK_FALSE(forget());
        CHECK(desk.keep("three", desk.code("two"))->code == desk.code("two"));  // nothing of the old one is left: this is a new row
        CHECK(desk.take_up(desk.code("two"), "rosa@resident.example"));
    });
}

TEST_CASE("what was answered can be read neither in the database nor with another key") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep());
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

TEST_CASE("a code that is taken is not given to somebody else: another is drawn, and what was kept stays as it was") {
    in_each_casework([](Casework& work) {
        Desk desk{work};
        REQUIRE(desk.keep());
        const auto first = desk.left.fields;
        desk.left = {.service = "missed-bin", .at = "bin", .fields = {{"bin", "paper"}}, .contact = "tom@resident.example"};
        const auto second = desk.keep();
        REQUIRE(second);
        CHECK(second->code != desk.code());
        CHECK(second->code == contact::code_drawn(desk.vault, {"one"}, second->drawn));
        CHECK(desk.take_up(desk.code(), "rosa@resident.example")->left.fields == first);
        CHECK(desk.take_up(second->code, "tom@resident.example")->left.fields == desk.left.fields);
        desk.left.service = "pothole";  // under a code that is held, but for another service
        const auto third = desk.keep("two", second->code);
        REQUIRE(third);
        CHECK(third->code == desk.code("two"));
        CHECK(desk.take_up(second->code, "tom@resident.example"));
    });
}

TEST_CASE("a code that travels in a form is sealed: neither the bare code nor one of another council is held") {
    base::SeededRandom random(1);
    const access::Vault vault{{1}};
    const auto code = contact::code_drawn(vault, {"a"}, 1);
    const auto sealed = contact::seal_code(vault, code, random);
    CHECK(contact::open_code(vault, sealed) == code);
    CHECK(sealed.find(code.text()) == sealed.npos);
    CHECK_FALSE(contact::open_code(access::Vault{{2}}, sealed));
    for (const auto& not_sealed : {code.text(), code.spoken(), std::string(), sealed.substr(1)}) CHECK_FALSE(contact::open_code(vault, not_sealed));
}

TEST_CASE("the same saving twice has one code, and two have two") {
    const access::Vault vault{{1}}, other{{2}};
    CHECK(contact::code_drawn(vault, {"a"}, 1) == contact::code_drawn(vault, {"a"}, 1));
    CHECK(contact::code_drawn(vault, {"a"}, 1) != contact::code_drawn(vault, {"b"}, 1));
    CHECK(contact::code_drawn(vault, {"a"}, 1) != contact::code_drawn(vault, {"a"}, 2));
    CHECK(contact::code_drawn(other, {"a"}, 1) != contact::code_drawn(vault, {"a"}, 1));
}
