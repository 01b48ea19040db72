// Letters on paper, from the notice to the post room and back.

#include "documents/test/given_pdf.h"
#include "notifications/post.h"
#include "notifications/reader.h"
#include "notifications/test/office.h"

#include <doctest/doctest.h>

using namespace notifications;
using namespace notifications::test;
using documents::given::Pdf;

namespace {

const access::Actor post_room = access::Actor::house("post room");

Notice letter_to_ann(bool large_print = false) {
    auto notice = acknowledgement("Ann Example\n1 High Street\nTestford\nTS1 1AA");
    notice.channel = Channel::post;
    notice.large_print = large_print;
    return notice;
}

std::string pdf_of_letter(Office& office, MessageId id) {
    return office.write([&](db::Tx& tx) { return open_letter(tx, post_room, id); });
}

std::vector<PaperLetter> ready(Office& office) {
    return *office.look([](db::Tx& tx) { return ready_letters(tx, post_room); });
}

/// Where a word stands on the first page, in millimetres from its left and upper edge.
struct Spot {
    double left = -1, top = -1, right = -1, bottom = -1;
};
Spot find_word(const Pdf& pdf, const std::string& word) {
    const auto boxes = pdf.ask("pdftotext -f 1 -l 1 -bbox");
    const auto at = boxes.find(">" + word + "</word>");
    if (at == std::string::npos) return {};
    const auto line = boxes.substr(boxes.rfind("<word", at), at);
    const auto number = [&](const char* name) { return std::stod(line.substr(line.find(name) + std::string_view(name).size() + 2)) * 25.4 / 72; };
    return {number("xMin"), number("yMin"), number("xMax"), number("yMax")};
}

}  // namespace

TEST_CASE("who chose the post is written to there, and otherwise by e-mail where there is an address") {
    people::Contact ann{.name = "Ann Example", .email = "ann@example.com"};
    CHECK(reader_of(ann)->channel == Channel::email);
    ann.postal = "1 High Street\nTestford\nTS1 1AA";
    ann.write = "post";
    ann.large_print = true;
    CHECK(reader_of(ann)->channel == Channel::post);
    CHECK(reader_of(ann)->address == "Ann Example\n1 High Street\nTestford\nTS1 1AA");
    CHECK(reader_of(ann)->large_print);
    CHECK_FALSE(reader_of({.name = "Ann Example", .phone = "+441614960000"}).has_value());
}

TEST_CASE("a letter lies ready to be printed, says what the e-mail would say, and shows its address in the window of a DL envelope") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto id = office.queue(letter_to_ann());
        office.work();
        CHECK(office.message(id).state == State::sending);
        CHECK(office.tray.messages.empty());
        REQUIRE(ready(office).size() == 1);
        CHECK(ready(office).front().address == "Ann Example\n1 High Street\nTestford\nTS1 1AA");

        const Pdf pdf(pdf_of_letter(office, id));
        CHECK(pdf.ask("tools/pdf-ua") == "");
        const auto text = pdf.ask("pdftotext -layout");
        for (const auto* said : {"We have your request", "7TQ2-M9KX-4BRW", "Letter number", "Testford Borough Council"}) CHECK(text.find(said) != std::string::npos);
        CHECK(documents::given::in_order(pdf.ask("pdfinfo -struct-text"), {"Testford Borough Council", "Ann Example", "Letter number", "H1", "We have your request", "H2"}));

        for (const auto* word : {"Ann", "TS1", "High"}) {
            CAPTURE(word);
            const auto spot = find_word(pdf, word);
            CHECK(spot.left >= 24.6);
            CHECK(spot.right <= 120);
            CHECK(spot.top >= 39.4);
            CHECK(spot.bottom <= 66.4);
        }
        const auto title = find_word(pdf, "have");
        CHECK(title.top >= 94.5);
        CHECK(title.top <= 100);
    });
}

TEST_CASE("in large print the text is of 18 points at the least, and the address stays in its window") {
    Office office(db::Engine::sqlite);
    const auto id = office.queue(letter_to_ann(true));
    office.work();
    const Pdf pdf(pdf_of_letter(office, id));
    CHECK(pdf.ask("tools/pdf-ua") == "");
    const auto word = find_word(pdf, "asked");
    CHECK((word.bottom - word.top) * 72 / 25.4 >= 18);
    CHECK(find_word(pdf, "TS1").bottom <= 66.4);
    CHECK(ready(office).front().large_print);
}

TEST_CASE("letters leave in one batch each, once; the message is sent then, and a print house gets PDFs and a list") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto first = office.queue(letter_to_ann()), second = office.queue(letter_to_ann());
        office.work();
        const std::vector<MessageId> both{first, second};
        const auto batch = office.write([&](db::Tx& tx) { return make_batch(tx, post_room, LetterState::handed_over, both); });
        CHECK(ready(office).empty());
        CHECK(office.message(first).state == State::sent);
        CHECK(office.look([&](db::Tx& tx) { return letter_state(tx, second); }) == LetterState::handed_over);
        office.hear();
        CHECK(story(office.facts(first)) == "MessageQueued LetterReady MessageSent");

        const auto again = office.try_to([&](db::Tx& tx) { return make_batch(tx, post_room, LetterState::printed, both); });
        REQUIRE(!again);
        CHECK(again.error().key == "notifications.nothing_to_print");

        const auto packed = office.write([&](db::Tx& tx) { return give_out(tx, post_room, batch); });
        const Pdf file(packed);  // any bytes
        const auto list = file.ask("python3 -m zipfile -l");
        CHECK(list.find("index.csv") != std::string::npos);
        CHECK(list.find("letter-" + base::to_string(first) + ".pdf") != std::string::npos);
        CHECK(packed == office.write([&](db::Tx& tx) { return give_out(tx, post_room, batch); }));
    });
}

TEST_CASE("a letter that came back has failed, once, and can be sent again") {
    in_each_office([](db::Engine engine) {
        Office office(engine);
        const auto id = office.queue(letter_to_ann());
        office.work();
        const auto too_early = office.try_to([&](db::Tx& tx) { return note_return(tx, post_room, id); });
        REQUIRE(!too_early);
        CHECK(too_early.error().kind == Kind::conflict);
        office.write([&](db::Tx& tx) { return make_batch(tx, post_room, LetterState::printed, std::span(&id, 1)); });
        office.write([&](db::Tx& tx) -> Result<bool> { TRY(note_return(tx, post_room, id)); return true; });
        CHECK(office.message(id).state == State::failed);
        CHECK(office.message(id).reason == "returned");
        CHECK_FALSE(office.try_to([&](db::Tx& tx) { return note_return(tx, post_room, id); }).has_value());
        office.write([&](db::Tx& tx) -> Result<bool> { TRY(retry(tx, id)); return true; });
        office.work();
        CHECK(ready(office).size() == 1);
    });
}

TEST_CASE("whose personal detail is erased has no letter any more, and a letter without an address is none") {
    Office office(db::Engine::sqlite);
    const auto id = office.queue(letter_to_ann());
    office.work();
    office.write([](db::Tx& tx) -> Result<bool> { erase_about(tx, {"case", 77}); return true; });
    CHECK(ready(office).empty());
    CHECK(office.message(id).reason == "erased");

    auto nowhere = letter_to_ann();
    nowhere.address = "Ann Example";
    const auto lost = office.queue(nowhere);
    office.work();
    CHECK(office.message(lost).state == State::failed);
    CHECK(office.message(lost).reason == "address");
}

TEST_CASE("where one practises no letter is laid out, and who may not print sees none") {
    auto settings = some_settings();
    settings.training = true;
    Office office(db::Engine::sqlite, settings);
    const auto id = office.queue(letter_to_ann());
    office.work();
    CHECK(office.message(id).state == State::suppressed);
    CHECK(office.look([](db::Tx& tx) { return ready_letters(tx, access::Actor::visitor()); }).error().kind == Kind::not_allowed);
    CHECK(office.look([&](db::Tx& tx) { return open_letter(tx, access::Actor::visitor(), id); }).error().kind == Kind::not_allowed);
}
