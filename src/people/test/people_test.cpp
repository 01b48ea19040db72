#include "people/people.h"

#include "db/test/given.h"
#include "journal/journal.h"
#include "journal/sequencer.h"
#include "people/contact_details.h"

namespace {

/// A register of people on one database.
struct Register {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    explicit Register(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {}

    people::PersonId record(const people::Contact& contact) {
        return tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<people::PersonId> { return people::record(tx, contact); }).value();
    }
    bool answers(people::PersonId person, std::string_view typed) {
        return tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> { return people::answers_contact_check(tx, person, typed); }).value();
    }
    std::vector<journal::Fact> facts_of(people::PersonId person) {
        return tenant.db
            ->read(given::context(), [&](db::Tx& tx) -> Result<std::vector<journal::Fact>> { return journal::facts_of(tx, person.value); })
            .value();
    }
};

void in_each_register(const std::function<void(Register&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Register a_register(engine);
        test(a_register);
    }
}

const people::Contact rosa_green{.name = "Rosa Green", .email = "Rosa@example.com", .phone = "+441614960000"};

}  // namespace

TEST_CASE("who says nothing about themselves is no person") {
    in_each_register([](Register& a_register) { CHECK_FALSE(a_register.record({})); });
}

TEST_CASE("claims are found as they were made, one person or many at once") {
    in_each_register([](Register& a_register) {
        const auto one = a_register.record(rosa_green), other = a_register.record({.name = "O'Brien \"?\" ŵ"});
        const std::vector<people::PersonId> asked{one, other, {1}};
        REQUIRE(a_register.tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> {
            const auto found = TRY(people::find(tx, one));
            CHECK(found.name == rosa_green.name);
            CHECK(found.email == rosa_green.email);
            CHECK(found.phone == rosa_green.phone);
            const auto many = people::find_many(tx, asked);
            CHECK(many.size() == 2);
            CHECK(many.at(other).name == "O'Brien \"?\" ŵ");
            CHECK(people::find_many(tx, {}).empty());
            const auto names = people::names_of(tx, asked);
            CHECK(names == std::map<people::PersonId, std::string>{{one, rosa_green.name}, {other, "O'Brien \"?\" ŵ"}});
            const auto nobody = people::find(tx, {1});
            CHECK(nobody.error().kind == Kind::not_found);
            return true;
        }));
    });
}

TEST_CASE("a number is shown as people write it") {
    CHECK(people::shown_phone("+441632960123") == "01632 960 123");
    CHECK(people::shown_phone("+447700900341") == "07700 900 341");
    CHECK(people::shown_phone("+441614960000") == "0161 496 0000");
    CHECK(people::shown_phone("+442079460000") == "020 7946 0000");
    CHECK(people::shown_phone("+443069990000") == "0306 999 0000");
    CHECK(people::shown_phone("+44169772345") == "+44169772345");  // ten digits: the plan does not say where they part
    CHECK(people::shown_phone("+33123456789") == "+33123456789");
    CHECK(people::shown_phone("").empty());
}

TEST_CASE("the contact check takes the e-mail address or the number, however it is typed, and nothing else") {
    in_each_register([](Register& a_register) {
        const auto person = a_register.record(rosa_green);
        for (const auto* right : {"rosa@example.com", " ROSA@EXAMPLE.COM ", "0161 496 0000", "+44 (0)161 496 0000", "00441614960000"})
            CHECK_MESSAGE(a_register.answers(person, right), right);
        for (const auto* wrong : {"", " ", "Rosa Green", "rosa@example.co", "0161 496 0001", "%", "rosa%", "' OR 1=1 --", "*"})
            CHECK_MESSAGE(!a_register.answers(person, std::string(wrong)), wrong);
        CHECK_FALSE(a_register.answers(person, std::string("rosa@example.com\0x", 18)));
        CHECK_FALSE(a_register.answers(person, std::string(100'000, '0')));
        const auto nameless = a_register.record({.name = "Only A Name"});
        for (const auto* typed : {"", "Only A Name", "rosa@example.com"}) CHECK_FALSE(a_register.answers(nameless, typed));
        for (const auto* typed : {"", "rosa@example.com"}) CHECK_FALSE(a_register.answers({}, typed));
    });
}

TEST_CASE("the journal says which claims were made and who looked, and never what they say") {
    in_each_register([](Register& a_register) {
        const auto person = a_register.record(rosa_green);
        REQUIRE(a_register.tenant.db->write(given::context(given::start, "staff:7"), [&](db::Tx& tx) -> Result<bool> {
            people::note_read(tx, person);
            return true;
        }));
        const auto facts = a_register.facts_of(person);
        REQUIRE(facts.size() == 2);
        CHECK(facts[0].kind == "people.PersonRecorded");
        CHECK(facts[1].kind == "people.RecordRead");
        CHECK(facts[1].actor == "staff:7");
        for (const auto& fact : facts)
            for (const auto* secret : {"Rosa", "example.com", "161496"}) CHECK(fact.data.find(secret) == std::string::npos);
    });
}

TEST_CASE("a person is found by name, by the beginning of a word, by telephone number and by e-mail address") {
    in_each_register([](Register& people_known) {
        people_known.record({"Tom Taylor", "", ""});
        const auto rosa_green = people_known.record({"Rosa Green", "rosa@example.com", "+441614960000"});
        const auto found = [&](std::string_view words) {
            return people_known.tenant.db->read(given::context(), [&](db::Tx& tx) { return people::search(tx, words, 5); }).value();
        };
        for (const auto* words : {"rosa", "green ros", "gre", "0161 496 0000", "rosa@example.com"}) {
            CAPTURE(words);
            CHECK(found(words) == std::vector{rosa_green});
        }
        CHECK(found("rosalind").empty());
        CHECK(found("").empty());
    });
}
