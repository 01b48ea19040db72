// Every route × every role × somebody else's things, in every form in which things are shown: who may not, may not; and
// nobody reads another team's resident. Then the same with one check taken out, which must be found out.

#include "guildhall/test/given_matrix.h"

#include "journal/journal.h"

#include <algorithm>

using namespace given;

namespace {

std::string together(const std::vector<std::string>& findings) {
    std::string out;
    for (const auto& finding : findings) out += "\n  " + finding;
    return out;
}

void sweep(Matrix& matrix, const Guest& guest, std::vector<std::string>& findings) {
    for (const auto form : all_shown) std::ranges::move(matrix.try_all(guest, form), std::back_inserter(findings));
}

/// With the check of one form taken out, the sweep of that form finds something; without, nothing.
void bites(Shown form) {
    in_each_house([&](House& house) {
        Matrix matrix(house);
        const auto sound = matrix.try_all(matrix.guest("officer"), form);
        INFO(together(sound));
        CHECK(sound.empty());
        matrix.take_out_check_of(form);
        CHECK_FALSE(matrix.try_all(matrix.guest("officer"), form).empty());
    });
}

}  // namespace

TEST_CASE("a visitor reaches what is public, and nothing else") {
    in_each_house([](House& house) {
        Matrix matrix(house);
        std::vector<std::string> findings;
        sweep(matrix, matrix.visitor(), findings);
        INFO(together(findings));
        CHECK(findings.empty());
        CHECK(matrix.is_untouched());
    });
}

TEST_CASE("each role, however limited, reaches what it may, and never another team's case, its resident or its words") {
    in_each_house([](House& house) {
        Matrix matrix(house);
        std::vector<std::string> findings;
        for (const auto& guest : matrix.guests()) sweep(matrix, guest, findings);
        INFO(together(findings));
        CHECK(findings.empty());
        CHECK(matrix.guests().size() >= 6);
        CHECK(matrix.is_untouched());
    });
}

TEST_CASE("who may see it all finds the foreign case in every form, so there is something to find") {
    in_each_house([](House& house) {
        Matrix matrix(house);
        for (const auto form : {Shown::page, Shown::list, Shown::search, Shown::count, Shown::live, Shown::api}) {
            CAPTURE(name_of(form));
            CHECK_FALSE(matrix.try_all(matrix.guest("administrator"), form).empty());
        }
    });
}

TEST_CASE("a page without its check is found out") { bites(Shown::page); }
TEST_CASE("a list without its check is found out") { bites(Shown::list); }
TEST_CASE("a search without its check is found out") { bites(Shown::search); }
TEST_CASE("a count without its check is found out") { bites(Shown::count); }
TEST_CASE("a live topic without its check is found out") { bites(Shown::live); }
TEST_CASE("an operation of the API without its check is found out") { bites(Shown::api); }

TEST_CASE("a file without its check is found out") {
    in_each_house([](House& house) {
        Matrix matrix(house);
        CHECK(matrix.try_all(matrix.visitor(), Shown::file).empty());
        CHECK(matrix.try_all(matrix.guest("officer"), Shown::file).empty());
        CHECK_FALSE(matrix.try_all(matrix.confidant(), Shown::file).empty());
        matrix.take_out_check_of(Shown::file);
        CHECK_FALSE(matrix.try_all(matrix.guest("officer"), Shown::file).empty());
    });
}

TEST_CASE("a route without its permission is found out") {
    in_each_house([](House& house) {
        Matrix matrix(house);
        matrix.take_out_permissions();
        CHECK_FALSE(matrix.try_all(matrix.guest("officer"), Shown::list).empty());
    });
}
