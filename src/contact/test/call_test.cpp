// A contact under way, from the greeting to the wrap-up.

#include "contact/contact.h"

#include "cases/test/given_cases.h"

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

struct Call {
    Casework& work;
    access::Actor ash = work.office.actor(work.office.staff("ash", {"agent"}));
    access::Actor bea = work.office.actor(work.office.staff("bea", {"agent"}));
    contact::InteractionId id = begin("phone").value();

    Result<contact::InteractionId> begin(std::string_view channel) {
        return work.office.write([&](db::Tx& tx) { return contact::begin(tx, ash, channel, contact::Direction::inbound); });
    }
    Result<contact::Interaction> find(const access::Actor& who) {
        return work.office.read([&](db::Tx& tx) { return contact::find(tx, who, id); });
    }
    std::vector<contact::Interaction> under_way(const access::Actor& who) {
        return work.office.read([&](db::Tx& tx) -> Result<std::vector<contact::Interaction>> { return contact::under_way(tx, who); }).value();
    }
    Result<people::PersonId> name(const people::Contact& details) {
        return work.office.write([&](db::Tx& tx) { return contact::name_person(tx, ash, id, details); });
    }
    Result<contact::Taken> request(const people::Contact& details) {
        return work.office.write([&](db::Tx& tx) {
            const contact::Sent sent{.answer = [&](std::string_view code) -> std::optional<std::string_view> {
                                         if (code == "bin") return "general";
                                         if (code == "name") return details.name;
                                         if (code == "phone") return details.phone;
                                         return std::nullopt;
                                     },
                                     .location = {.text = "1 Mill Lane"},
                                     .interaction = id};
            return contact::take_request(tx, work.office.random, ash, work.service, sent);
        });
    }
    Result<contact::Interaction> wrap_up(const access::Actor& who, contact::Outcome outcome = contact::Outcome::answered) {
        return work.office.write([&](db::Tx& tx) { return contact::wrap_up(tx, who, id, outcome, "Rang off"); });
    }
    std::vector<std::string> facts() { return work.office.facts_of(id.value); }
    std::string last_fact() {
        return work.office.read([&](db::Tx& tx) -> Result<std::string> { return journal::facts_of(tx, id.value).back().data; }).value();
    }
};

}  // namespace

TEST_CASE("a call is kept from its first moment, is shown to its agent alone, and can be resumed") {
    in_each_casework([](Casework& work) {
        Call call{work};
        CHECK(call.under_way(call.ash).size() == 1);
        CHECK(call.under_way(call.bea).empty());
        CHECK(call.find(call.ash)->started_at == work.office.clock.now());
        CHECK_FALSE(call.find(call.ash)->ended_at);
        CHECK(call.find(call.bea).error().kind == Kind::not_found);
        CHECK(call.facts() == std::vector<std::string>{"contact.InteractionBegun"});
        CHECK(call.begin("telepathy").error().kind == Kind::invalid);
    });
}

TEST_CASE("several requests are made in one call, for a caller who is named once") {
    in_each_casework([](Casework& work) {
        Call call{work};
        const people::Contact rosa{"Rosa Green", "", "+441614960000"};
        const auto person = call.name({"Rosa Green", "", "0161 496 0000"});
        REQUIRE(person);
        const auto first = call.request(rosa), second = call.request(rosa);
        REQUIRE(first);
        REQUIRE(second);
        CHECK(first->interaction == call.id);
        CHECK(second->interaction == call.id);
        CHECK(call.find(call.ash)->person == *person);
        const auto request = work.office.read([&](db::Tx& tx) { return cases::find_request(tx, first->reference); });
        CHECK(request->person == *person);
        CHECK(request->channel == "phone");
        CHECK(call.facts() == std::vector<std::string>{"contact.InteractionBegun", "contact.PersonNamed", "contact.RequestTaken", "contact.RequestTaken"});
        CHECK(call.name({}).error().fields.front().field == "name");
        CHECK(call.name({"", "rosa", ""}).error().fields.front().field == "email");
    });
}

TEST_CASE("a request of a call whose case is joined to another meanwhile is still of that call, on the case it is on now") {
    in_each_casework([](Casework& work) {
        Call call{work};
        const auto first = call.request({"Rosa Green", "", ""}), second = call.request({"Rosa Green", "", ""});
        REQUIRE(second);
        const auto officer = work.officer();
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::join(tx, officer, first->case_id, 1, second->case_id, 1); }));
        const auto cases_of_call = [&] {
            std::vector<cases::CaseId> ids;
            const auto links = work.office.read([&](db::Tx& tx) -> Result<std::vector<contact::Link>> { return contact::requests_of(tx, call.id); });
            for (const auto& link : *links) ids.push_back(link.case_id);
            return ids;
        };
        CHECK(cases_of_call() == given::Ids{first->case_id, first->case_id});
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::part(tx, officer, first->case_id, 1, second->case_id); }));
        CHECK(cases_of_call() == given::Ids{first->case_id, second->case_id});
        REQUIRE(work.office.write([&](db::Tx& tx) { return cases::join(tx, officer, first->case_id, 1, second->case_id, 3); }));
        REQUIRE(call.wrap_up(call.ash));
        CHECK(call.last_fact().contains(R"("requests":2)"));
        CHECK(call.last_fact().contains(R"("follow_up":true)"));
    });
}

TEST_CASE("a call that is wrapped up tells how long it took, and whether something stayed open") {
    in_each_casework([](Casework& work) {
        Call call{work};
        REQUIRE(call.request({"Rosa Green", "", ""}));
        work.office.clock.advance(90s);
        CHECK(call.wrap_up(call.bea).error().kind == Kind::not_found);
        const auto ended = call.wrap_up(call.ash);
        REQUIRE(ended);
        CHECK(ended->outcome == contact::Outcome::requested);
        const auto fact = call.last_fact();
        CHECK(fact.find("\"seconds\":90") != std::string::npos);
        CHECK(fact.find("\"follow_up\":true") != std::string::npos);
        CHECK(fact.find("Rang") == std::string::npos);
        CHECK(call.under_way(call.ash).empty());
        CHECK(call.wrap_up(call.ash).error().kind == Kind::conflict);
        CHECK(call.name({"Rosa", "", ""}).error().kind == Kind::conflict);
    });
}

TEST_CASE("a call answered there and then needed no follow-up, and says what it was answered with") {
    in_each_casework([](Casework& work) {
        Call call{work};
        const auto consult = [&] {
            return work.office.write([&](db::Tx& tx) { return contact::consult(tx, call.ash, call.id, contact::Consulted::service, "missed-bin"); });
        };
        REQUIRE(consult());
        REQUIRE(consult());
        REQUIRE(call.wrap_up(call.ash));
        CHECK(call.facts() == std::vector<std::string>{"contact.InteractionBegun", "contact.SomethingConsulted", "contact.InteractionEnded"});
        CHECK(call.last_fact().find("\"follow_up\":false") != std::string::npos);
        CHECK(call.last_fact().find("\"outcome\":\"answered\"") != std::string::npos);
    });
}
