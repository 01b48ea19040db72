// What everybody may see: the check before it, the public copy, what is withheld, and who takes what back.

#include "cases/publishing.h"

#include "cases/cases.h"
#include "cases/test/given_cases.h"
#include "files/files.h"

#include <algorithm>
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using cases::Publication;
using given::Casework;

namespace {

const people::Contact reporter{.name = "Rosa Green", .email = "rosa@example.com"};
const cases::PublicCopy a_copy{"Graffiti on a bridge", "Red paint, as tall as a person"};

/// Graffiti, which is published after a check, and potholes, which are at once.
struct Streets {
    Casework& work;
    access::TeamId cleaning, highways;
    access::Actor olga, lee;

    explicit Streets(Casework& w)
        : work(w),
          cleaning(w.office.team("Street cleaning")),
          highways(w.office.team("Highways")),
          olga(w.office.actor(w.office.staff("olga", {"officer"}, {cleaning, highways}))),
          lee(w.office.actor(w.office.staff("lee", {"team_leader"}, {cleaning}))) {}

    catalogue::DefinitionPtr service(const char* code) {
        return work.office.read([&](db::Tx& tx) { return catalogue::find_live(tx, code); }).value();
    }
    cases::Opened report(const char* code = "graffiti", const std::string& details = "I am Rosa, ring 07700 900123. Red paint.") {
        return work.office
            .write([&](db::Tx& tx) {
                return cases::open_case(tx, work.office.random,
                                        {.service = service(code), .answers = {{"surface", "bridge"}, {"details", details}}, .person = people::record(tx, reporter), .searchable = {}, .location = {}});
            })
            .value();
    }
    Result<cases::Check> publish(const cases::Opened& opened, std::int64_t seen = 1, const cases::PublicCopy& copy = a_copy) {
        return work.office.write([&](db::Tx& tx) { return cases::publish(tx, olga, opened.request, seen, copy); });
    }
    Result<cases::Check> withhold(const cases::Opened& opened, std::int64_t seen, std::string_view reason = "personal", std::string_view words = "") {
        return work.office.write([&](db::Tx& tx) { return cases::withhold(tx, olga, opened.request, seen, reason, words); });
    }
    template <class Reading>
    auto read(Reading&& reading) {
        using Answer = std::invoke_result_t<Reading, db::Tx&>;
        return work.office.read([&](db::Tx& tx) -> Result<Answer> { return reading(tx); }).value();
    }
    /// References that everybody finds; by list and by single record, which must agree.
    std::vector<Reference> everybody_finds() {
        return read([&](db::Tx& tx) {
            const auto sight = cases::PublicSight::of(tx);
            std::vector<Reference> found, one_by_one;
            for (const auto& line : cases::list_requests(tx, access::Scope::none(), sight, {})) found.push_back(line.request.reference);
            for (const auto& line : cases::list_requests(tx, access::Scope::everything(), {}))
                if (sight.finds(line.request, line.the_case)) one_by_one.push_back(line.request.reference);
            CHECK(found == one_by_one);
            return found;
        });
    }
    std::optional<cases::PublicCopy> public_copy(const cases::Opened& opened) {
        return read([&](db::Tx& tx) -> std::optional<cases::PublicCopy> {
            auto copies = cases::public_copies(tx, std::span(&opened.request, 1));
            return copies.empty() ? std::nullopt : std::optional(copies.begin()->second);
        });
    }
    std::vector<cases::Waiting> waiting(const access::Actor& who) {
        return read([&](db::Tx& tx) { return cases::waiting_checks(tx, who); });
    }
    std::int64_t letters_to_leaders() {
        return read([&](db::Tx& tx) { return static_cast<std::int64_t>(notifications::messages_about(tx, {"team", cleaning.value}).size()); });
    }
};

void in_each_street(const std::function<void(Streets&)>& test) {
    given::in_each_casework([&](Casework& work) {
        Streets streets(work);
        test(streets);
    });
}

}  // namespace

TEST_CASE("what is published after a check is found by nobody until somebody let a public copy through") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        CHECK(streets.everybody_finds().empty());
        CHECK_FALSE(streets.public_copy(opened));
        const auto check = streets.publish(opened);
        REQUIRE(check);
        CHECK(streets.everybody_finds() == std::vector<Reference>{opened.reference});
        CHECK(streets.public_copy(opened)->title == "Graffiti on a bridge");
        const auto entries = streets.work.history(opened.case_id);
        CHECK(entries.back().what == cases::What::published);
        CHECK(entries.back().words == "Graffiti on a bridge\n\nRed paint, as tall as a person");
        CHECK(streets.work.history_for(opened.reference).back().words == entries.back().words);
    });
}

TEST_CASE("what is published at once is found at once, without a copy, until it is withheld; and then again") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report("pothole");
        CHECK(streets.everybody_finds().size() == 1);
        CHECK_FALSE(streets.public_copy(opened));
        CHECK(streets.withhold(opened, 0)->state == Publication::withheld);
        CHECK(streets.everybody_finds().empty());
        REQUIRE(streets.publish(opened, 2));
        CHECK(streets.everybody_finds().size() == 1);
        CHECK_FALSE(streets.public_copy(opened));
    });
}

TEST_CASE("what is never published cannot be") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.work.open("", reporter);
        const auto refused = streets.work.office.write([&](db::Tx& tx) { return cases::publish(tx, given::Office::chief(), opened.request, 0, a_copy); });
        CHECK(refused.error().key == "cases.never_published");
        CHECK(streets.everybody_finds().empty());
    });
}

TEST_CASE("what was asked stays as it was sent, whatever is made of it in public") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        REQUIRE(streets.publish(opened));
        REQUIRE(streets.publish(opened, 2, {"Graffiti", "Red paint"}));
        CHECK(streets.public_copy(opened)->words == "Red paint");
        const auto request = streets.work.office.read([&](db::Tx& tx) { return cases::find_request(tx, opened.reference); }).value();
        CHECK(cases::words_sent(*streets.service("graffiti"), request) == "I am Rosa, ring 07700 900123. Red paint.");
        const auto shown = std::ranges::count(streets.work.history(opened.case_id), cases::What::published, &cases::Entry::what);
        CHECK(shown == 2);  // each copy stays in the history
    });
}

TEST_CASE("the copy that is offered to start from has what looks personal masked") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        const auto request = streets.work.office.read([&](db::Tx& tx) { return cases::find_request(tx, opened.reference); }).value();
        const auto copy = cases::proposed_copy(*streets.service("graffiti"), request, reporter);
        CHECK(copy.title == "Report graffiti: A bridge or underpass");
        CHECK(copy.words == "I am [name taken out], ring [phone number taken out]. Red paint.");
    });
}

TEST_CASE("a copy without a title, with too many words or with a file that is no photo of this request is refused") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        const auto add = [&](std::string_view bytes, std::string type, bool remade) {
            const files::Blob blob{.digest = base::sha256(bytes), .size = bytes.size(), .type = std::move(type), .remade = remade};
            return streets.work.as_resident([&](db::Tx& tx) { return cases::add_photo(tx, opened.reference, blob, "x"); })->number;
        };
        const auto photo = add("photo", "image/jpeg", true), pdf = add("%PDF", "application/pdf", false);
        const auto field = [&](const cases::PublicCopy& copy) { return streets.publish(opened, 1, copy).error().fields.at(0).field; };
        CHECK(field({" ", "words"}) == "title");
        CHECK(field({std::string(101, 'x'), ""}) == "title");
        CHECK(field({"A", std::string(2001, 'x')}) == "words");
        CHECK(field({"A", "", {pdf}}) == "photos");
        CHECK(field({"A", "", {9}}) == "photos");
        REQUIRE(streets.publish(opened, 1, {"A", "", {photo, photo}}));
        CHECK(streets.public_copy(opened)->photos == std::vector<int>{photo});
    });
}

TEST_CASE("a check is decided with a reason from the list, and \"another reason\" wants words") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        CHECK(streets.withhold(opened, 1, "because").error().fields.at(0).field == "reason");
        CHECK(streets.withhold(opened, 1, "other").error().fields.at(0).field == "text");
        REQUIRE(streets.withhold(opened, 1, "other", "A quarrel between neighbours"));
        CHECK(streets.withhold(opened, 2, "personal").error().key == "cases.withheld_already");
        CHECK(streets.everybody_finds().empty());
        const auto last = streets.work.history(opened.case_id).back();
        CHECK(last.code == "other");
        CHECK(last.words == "A quarrel between neighbours");
        CHECK(streets.work.history_for(opened.reference).back().words.empty());  // among colleagues
        CHECK(streets.publish(opened, 2));
    });
}

TEST_CASE("who decides on what a colleague decided meanwhile is told so") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        REQUIRE(streets.publish(opened));
        CHECK(streets.withhold(opened, 1).error().key == "cases.checked_meanwhile");
        CHECK(streets.publish(opened, 1).error().key == "cases.checked_meanwhile");
    });
}

TEST_CASE("of several who decide at once, one does") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        std::atomic<int> done = 0;
        {
            std::vector<std::jthread> several;
            for (int i = 0; i < 4; ++i)
                several.emplace_back([&, i] { done += i % 2 == 0 ? streets.publish(opened).has_value() : streets.withhold(opened, 1).has_value(); });
        }
        CHECK(done == 1);
        const auto facts = streets.work.office.facts_of(opened.case_id.value);
        CHECK(facts.size() == 2);
    });
}

TEST_CASE("checks wait with the most urgent first, for those who may decide them, and are late past their deadline") {
    in_each_street([](Streets& streets) {
        const auto first = streets.report();
        streets.work.office.clock.advance(24h * 3);
        const auto second = streets.report();
        const auto waiting = streets.waiting(streets.olga);
        REQUIRE(waiting.size() == 2);
        CHECK(waiting[0].line.request.id == first.request);
        CHECK(waiting[0].check.due_at < waiting[1].check.due_at);
        CHECK(streets.waiting(streets.work.stranger()).empty());
        const auto rest = streets.read([&](db::Tx& tx) { return cases::waiting_checks(tx, streets.olga, std::pair(waiting[0].check.due_at, first.request)); });
        REQUIRE(rest.size() == 1);
        CHECK(rest[0].line.request.id == second.request);
        streets.work.office.clock.advance(24h * 30);
        const auto counts = streets.read([&](db::Tx& tx) { return cases::count_checks(tx, streets.olga); });
        CHECK(counts.waiting == 2);
        CHECK(counts.late == 2);
        REQUIRE(streets.publish(first));
        CHECK(streets.waiting(streets.olga).size() == 1);
        CHECK(streets.read([&](db::Tx& tx) { return cases::decided_checks(tx, streets.olga); }).size() == 1);
    });
}

TEST_CASE("those who lead the team are told once of what became late") {
    in_each_street([](Streets& streets) {
        streets.report();
        streets.report();
        const auto tell = [&] { (void)streets.work.office.write([](db::Tx& tx) -> Result<bool> { return cases::tell_of_late_checks(tx); }).value(); };
        tell();
        CHECK(streets.letters_to_leaders() == 0);
        streets.work.office.clock.advance(24h * 30);
        tell();
        tell();
        CHECK(streets.letters_to_leaders() == 1);
        const auto facts = streets.work.office.facts_of(streets.cleaning.value);
        CHECK(std::ranges::count(facts, "cases.ChecksLate") == 1);
    });
}

TEST_CASE("who reported takes words out of what is public, and cannot put any in") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        const auto take_out = [&](const std::string& title, const std::string& words) {
            return streets.work.as_resident([&](db::Tx& tx) { return cases::take_words_out(tx, opened.reference, title, words); });
        };
        CHECK(take_out("x", "x").error().key == "cases.not_public_now");
        REQUIRE(streets.publish(opened));
        CHECK(take_out("Graffiti on a bridge", "Red paint, as tall as a house").error().fields.at(0).field == "words");
        CHECK(take_out("On a bridge", "").error().fields.at(0).field == "title");
        REQUIRE(take_out("Graffiti on a bridge", "Red paint, as tall"));
        CHECK(streets.public_copy(opened)->words == "Red paint, as tall");
        CHECK(streets.work.history_for(opened.reference).back().what == cases::What::words_taken_out);
    });
}

TEST_CASE("what who reported it takes back nobody publishes again, whether it waited, was let through or was public at once") {
    in_each_street([](Streets& streets) {
        const auto take_back = [&](const cases::Opened& opened) {
            return streets.work.as_resident([&](db::Tx& tx) { return cases::take_back(tx, opened.reference); });
        };
        const auto waits = streets.report(), is_public = streets.report(), at_once = streets.report("pothole");
        REQUIRE(streets.publish(is_public));
        for (const auto& opened : {waits, is_public, at_once}) REQUIRE(take_back(opened));
        CHECK(streets.everybody_finds().empty());
        CHECK(streets.waiting(streets.olga).empty());
        CHECK(take_back(waits).error().key == "cases.not_public_now");
        for (const auto& [opened, seen] : {std::pair(waits, 2), std::pair(is_public, 3), std::pair(at_once, 2)})
            CHECK(streets.publish(opened, seen).error().key == "cases.reporter_took_it_back");
        CHECK_FALSE(streets.public_copy(is_public));
        const auto withheld = streets.report("pothole");
        REQUIRE(streets.withhold(withheld, 0));
        REQUIRE(take_back(withheld));
        CHECK(streets.publish(withheld, 3).error().key == "cases.reporter_took_it_back");
    });
}

TEST_CASE("a request that is withdrawn is public no more") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        REQUIRE(streets.publish(opened));
        REQUIRE(streets.work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, opened.reference, ""); }));
        CHECK(streets.everybody_finds().empty());
        CHECK(streets.publish(opened, 3).error().key == "cases.request_withdrawn");
    });
}

TEST_CASE("what somebody called abusive is public no more, and the work on it goes on") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        REQUIRE(streets.publish(opened));
        const auto flag = [&](std::string_view reason, std::string_view words) {
            return streets.work.office.write([&](db::Tx& tx) { return cases::flag_abusive(tx, streets.olga, opened.request, reason, words); });
        };
        CHECK(flag("rude", "x").error().fields.at(0).field == "reason");
        CHECK(flag("threat", " ").error().fields.at(0).field == "text");
        REQUIRE(flag("threat", "Threatens the crew"));
        CHECK(flag("threat", "Again").error().key == "cases.flagged_already");
        CHECK(streets.everybody_finds().empty());
        CHECK(streets.work.find(streets.olga, opened.case_id)->state == cases::State::open);
        CHECK(streets.read([&](db::Tx& tx) { return cases::flagged_requests(tx, streets.olga); }).size() == 1);
        CHECK(streets.read([&](db::Tx& tx) { return cases::flagged_requests(tx, streets.work.stranger()); }).empty());
        for (const auto& entry : streets.work.history_for(opened.reference)) CHECK(entry.what != cases::What::flagged);
        REQUIRE(streets.work.office.write([&](db::Tx& tx) { return cases::lift_flag(tx, streets.olga, opened.request); }));
        CHECK_FALSE(streets.read([&](db::Tx& tx) { return cases::flag_of(tx, opened.request); }));
    });
}

TEST_CASE("another team's checks and flags are not there") {
    in_each_street([](Streets& streets) {
        const auto opened = streets.report();
        const auto pat = streets.work.stranger();
        const auto as_pat = [&](auto verb) { return streets.work.office.write(verb).error().kind; };
        CHECK(as_pat([&](db::Tx& tx) { return cases::publish(tx, pat, opened.request, 1, a_copy); }) == Kind::not_found);
        CHECK(as_pat([&](db::Tx& tx) { return cases::withhold(tx, pat, opened.request, 1, "personal", ""); }) == Kind::not_found);
        CHECK(as_pat([&](db::Tx& tx) { return cases::flag_abusive(tx, pat, opened.request, "threat", "x"); }) == Kind::not_found);
    });
}

TEST_CASE("leaving out is only that: no word is added, changed or moved") {
    CHECK(cases::only_leaves_out("one two three", "one three"));
    CHECK(cases::only_leaves_out("one two\nthree", "one  three"));
    CHECK(cases::only_leaves_out("one", ""));
    CHECK_FALSE(cases::only_leaves_out("one two", "two one"));
    CHECK_FALSE(cases::only_leaves_out("one two", "one twoo"));
    CHECK_FALSE(cases::only_leaves_out("", "one"));
}
