// People with the details they gave another system.

#include "guildhall/import_takers.h"
#include "guildhall/test/given_house.h"
#include "imports/test/given_file.h"
#include "people/given_out.h"

using namespace given;
using namespace guildhall;

namespace {

struct People {
    House& house;
    std::vector<std::string> told = {};

    imports::Tally take(const std::string& text, bool rehearsal = false) {
        told.clear();
        const auto taker = people_taker();
        const auto hear = [&](const imports::Record& row, const imports::Verdict& verdict) {
            for (const auto& remark : verdict.remarks) told.push_back(std::to_string(row.line) + " " + remark.key);
        };
        const auto taken = imports::run(house.db(), house.now("import"), {.what = "people", .text = text, .rehearsal = rehearsal}, *taker, hear);
        if (!taken) FAIL(taken.error().key << " " << taken.error().log);
        return taken->tally;
    }
    std::int64_t count() const { return house.count("people_person"); }
};

const std::string file =
    "Name,Email,Phone\r\n"
    "Rosa Green,rosa@example.com,0161 496 0000\r\n"
    "Ann Other,,'+441614960001\r\n"
    "Jo Smith,,\r\n"
    ",nobody at all,\r\n"
    "Sam,,12\r\n"
    ",,\r\n"
    "ROSA GREEN,Rosa@example.com,+44 161 496 0000\r\n"
    "Rob Green,rosa@example.com,\r\n";

}  // namespace

TEST_CASE("each row is somebody new, somebody known, or refused with its line; a second run adds nothing") {
    in_each_house([](House& house) {
        People people{house};
        const auto before = people.count();
        const auto tried = people.take(file, true);
        CHECK(people.count() == before);
        const auto taken = people.take(file);
        CHECK(tried.added == taken.added);
        CHECK(tried.refused == taken.refused);
        CHECK(taken.rows == 8);
        CHECK(taken.added == 4);
        CHECK(taken.refused == 4);
        CHECK(people.count() == before + 4);
        CHECK(people.told == std::vector<std::string>{"5 guildhall.row_email", "6 guildhall.row_phone", "7 guildhall.row_nobody", "8 imports.repeated",
                                                      "9 guildhall.odd_shared_contact"});
        const auto again = people.take(file + "\r\n");  // another file, the same people
        CHECK(again.added == 0);
        CHECK(again.same == 4);
        CHECK(people.count() == before + 4);
    });
}

TEST_CASE("who is given out is known when the list is taken in") {
    in_each_house([](House& house) {
        People people{house};
        (void)people.take(file);
        const auto before = people.count();
        auto giving = exports::Giving::begin(house.db(), house.now("test"), people::list_to_give_out(exports::Format::csv)).value();
        std::string list, piece;
        while (giving.next(piece).value()) list += piece;
        CHECK(people.take(list).added == 0);
        CHECK(people.count() == before);
    });
}

TEST_CASE("a file without a column of details is refused") {
    House house(db::Engine::sqlite);
    const auto taker = people_taker();
    const auto refused = imports::run(house.db(), house.now("import"), {.what = "people", .text = "who,where\r\nRosa,here\r\n"}, *taker, [](const auto&, const auto&) {});
    CHECK(refused.error().key == "imports.columns_missing");
}
