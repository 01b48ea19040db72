// A form on paper: printed, filled in, keyed in at the desk, once.

#include "contact/paper.h"
#include "documents/test/given_pdf.h"
#include "guildhall/test/given_house.h"
#include "places/calendar.h"
#include "website/paper_form.h"

using given::Browser;
using given::has;
using given::House;
using given::in_each_house;

namespace {

std::string number_of(House& house, const std::string& code) {
    return house.read([&](db::Tx& tx) -> Result<std::string> {
        const auto service = TRY(catalogue::find_live(tx, code));
        return contact::paper_number(code, service->version);
    }).value();
}

const given::Form filled_in{{"received", "2026-11-20"}, {"location", "1 Mill Lane"}, {"bin", "general"}, {"name", "Rosa Green"}, {"phone", "0161 496 0000"}};

std::vector<catalogue::DefinitionPtr> all_services(House& house) {
    return house.read([](db::Tx& tx) { return catalogue::live_services(tx); }).value();
}

}  // namespace

TEST_CASE("every service has a form with all its questions and choices, and no two forms have one number") {
    House house(db::Engine::sqlite);
    std::set<std::string> numbers;
    for (const auto& service : all_services(house)) {
        CAPTURE(service->code);
        const auto page = documents::to_html(website::paper_form(*service, {.name = "Testford"}, base::Language::english));
        const auto says = [&](const std::string& words) { return page.find(html::text(words).str()) != std::string::npos; };
        CHECK(says(service->name));
        if (service->has_place()) CHECK(says(service->location_label));
        for (const auto& question : service->form.questions) {
            CHECK_MESSAGE(says(question.label), question.label);
            for (const auto& choice : question.choices) CHECK_MESSAGE(says(choice.label), choice.label);
            if (question.condition) CHECK((says("Answer this question only if") || says("Answer this question unless")));
        }
        CHECK(numbers.insert(contact::paper_number(service->code, service->version)).second);
        CHECK(says(contact::shown_paper_number(contact::paper_number(service->code, service->version))));
    }
}

TEST_CASE("the form is a tagged PDF whose code a scanner reads, linked from the service's page") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    CHECK(has(rosa.get("/services/skip-licence"), "/services/skip-licence/form.pdf"));
    for (const std::string code : {"skip-licence", "missed-bin"}) {
        const auto answer = rosa.get("/services/" + code + "/form.pdf");
        REQUIRE(answer.status == 200);
        CHECK(answer.header("Content-Type") == "application/pdf");
        const documents::given::Pdf pdf(answer.body);
        CHECK(pdf.ask("tools/pdf-ua") == "");
        CHECK(pdf.ask("qpdf --check").find("No syntax or stream encoding errors") != std::string::npos);
        const auto picture = (pdf.place / "page").string();
        pdf.ask("pdftoppm -r 150 -f 1 -l 1 -singlefile -png", " " + picture);
        const auto service = house.read([&](db::Tx& tx) { return catalogue::find_live(tx, code); }).value();
        CHECK(pdf.ask("zbarimg -q --raw " + picture + ".png; true").find(contact::paper_code(code, service->version)) != std::string::npos);
    }
    CHECK(rosa.get("/services/nowhere/form.pdf").status == 404);
}

TEST_CASE("a form that came in is keyed in under its number as a letter, with the day it came, and makes a case like any other") {
    in_each_house([](House& house) {
        house.staff("ash", "agent", {house.waste});
        house.open();
        Browser ash(house.url);
        ash.sign_in("ash");
        const auto number = number_of(house, "missed-bin");
        const auto wrong = ash.get("/staff/paper?number=0000000");
        CHECK(wrong.status == 422);
        CHECK(has(wrong, "There is no form with this number"));
        for (const auto& typed : {number, contact::shown_paper_number(number), base::lower_ascii(number), "GHF" + number + "+missed-bin+1"})
            CHECK(ash.get("/staff/paper?number=" + typed).header("Location") == "/staff/paper/" + number);
        const auto form = ash.get("/staff/paper/" + number);
        for (const auto* words : {"Report a missed bin collection", "Received on", "Which bin was missed?"}) CHECK_MESSAGE(has(form, words), words);

        const auto kept = ash.post("/staff/paper/" + number, filled_in);
        REQUIRE(kept.status == 303);
        CHECK(has(ash.get(kept.header("Location")), "The form is kept. Write on it:"));
        CHECK(house.count("cases_case") == 1);
        CHECK(house.count("contact_interaction WHERE channel = 'letter' AND outcome = 'requested'") == 1);
        CHECK(house.count("cases_request WHERE channel = 'letter'") == 1);
    });
}

TEST_CASE("nothing is keyed in twice: not by pressing again, and not by a colleague; another form that says the same is taken when one says so") {
    in_each_house([](House& house) {
        house.staff("ash", "agent", {house.waste});
        house.staff("kim", "agent", {house.waste});
        house.open();
        const auto address = "/staff/paper/" + number_of(house, "missed-bin");
        Browser ash(house.url), kim(house.url);
        ash.sign_in("ash");
        kim.sign_in("kim");
        ash.get(address);
        const auto first = ash.post(address, filled_in);
        REQUIRE(first.status == 303);
        CHECK(ash.post(address, filled_in).header("Location") == first.header("Location"));
        CHECK(house.count("cases_case") == 1);

        kim.get(address);
        const auto again = kim.post(address, given::with(filled_in, "received", "2026-11-21"));
        CHECK(again.status == 409);
        CHECK(has(again, "A form that says the same was keyed in before"));
        CHECK(has(again, "This is another form that says the same"));
        CHECK(house.count("cases_case") == 1);
        kim.get(address);
        CHECK(kim.post(address, given::with(filled_in, "another", "yes")).status == 303);
        CHECK(house.count("cases_case") == 2);
    });
}

TEST_CASE("what a form is recognised by follows from the council's key, and is forgotten when its time is over or its request is erased") {
    in_each_house([](House& house) {
        const auto service = house.read([](db::Tx& tx) { return catalogue::find_live(tx, "missed-bin"); }).value();
        REQUIRE(service->retention);
        const access::Vault ours{{1}}, theirs{{2}};
        const auto key_in = [&](const access::Vault& vault, bool is_another = false) {
            return house.write([&](db::Tx& tx) {
                const auto answers = [](std::string_view code) { return code == "bin" ? std::optional<std::string_view>("general") : std::nullopt; };
                const contact::Paper paper{.received = places::calendar_of(tx).zone().day(tx.now()), .is_another = is_another};
                return contact::take_from_paper(tx, house.random, vault, access::Actor::house("clerk"), service, {.answer = answers, .location = {.text = "1 Mill Lane"}}, paper);
            });
        };
        const auto forget = [&] { return house.write([](db::Tx& tx) -> Result<bool> { return contact::forget_papers_over(tx); }).value(); };
        const auto first = key_in(ours);
        REQUIRE(first);
        CHECK(key_in(ours).error().key == "contact.keyed_already");
        CHECK(key_in(theirs));
        CHECK(key_in(ours, true));
        CHECK(house.write([&](db::Tx& tx) -> Result<bool> {
            contact::erase_about(tx, first->request);
            return true;
        }));
        CHECK(key_in(ours).error().key == "contact.keyed_already");  // the other one like it is still there
        CHECK(key_in(ours, true));
        CHECK(house.count("contact_paper") == 3);
        house.clock.advance(std::chrono::years(service->retention->years) - std::chrono::hours(1));
        CHECK_FALSE(forget());
        CHECK(house.count("contact_paper") == 3);
        house.clock.advance(std::chrono::hours(1));
        CHECK_FALSE(forget());
        CHECK(house.count("contact_paper") == 0);
        CHECK(key_in(ours));
    });
}

TEST_CASE("a form is keyed in under the version that was printed, and a day to come, or long ago, is refused with everything typed kept") {
    House house(db::Engine::sqlite);
    house.staff("ash", "agent", {house.waste});
    house.open();
    Browser ash(house.url);
    ash.sign_in("ash");
    const auto address = "/staff/paper/" + number_of(house, "missed-bin");
    ash.get(address);
    for (const auto* day : {"2026-11-23", "2024-01-01", "soon"}) {
        const auto refused = ash.post(address, given::with(filled_in, "received", day));
        CHECK(refused.status == 422);
        CHECK(has(refused, "Enter the day on which the form was received"));
        CHECK(has(refused, "Rosa Green"));
    }
    const auto nothing = ash.post(address, {{"received", "2026-11-20"}});
    CHECK(nothing.status == 422);
    CHECK(has(nothing, "Select which bin was missed"));
    CHECK(house.count("cases_case") == 0);
    CHECK(Browser(house.url).get("/staff/paper").status == 303);
}
