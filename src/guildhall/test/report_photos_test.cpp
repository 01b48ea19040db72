// Photos that go with a report: over HTTP, through every page, into the case.

#include "guildhall/test/given_house.h"
#include "guildhall/test/sources.h"
#include "website/report_photos.h"

using given::Browser;
using given::Form;
using given::has;
using given::House;
using given::in_each_house;
using given::with;

namespace {

constexpr const char* graffiti_report = "/services/graffiti/report";
constexpr const char* step = "/services/graffiti/report/step";

/// 300 by 200 pixels, with a comment that says "Exif".
std::string picture() {
    return *base::from_base64url(
        "iVBORw0KGgoAAAANSUhEUgAAASwAAADICAIAAADdvUsCAAAAFHRFWHRDb21tZW50AEV4aWYgb2YgbWluZfbAWoYAAAMwSURBVHja7dMxDQAwDAOwAhuI3QW2u1BHIW8lS6bgqtOELrEh"
        "VmpJKKGEEkooIRJKKKGEEkqIhBJKKKGEEiKhhBJKKKGESCihhBJKKCESSiihhBJKiIQSSiihhBIioYQSSiihhEgooYQSSighEkoooYQSSohaEkoooYQSSoiEEkoooYQSIqGEEkoooYRI"
        "KKGEEkooIRJKKKGEEkqIhBJKKKGEEiKhhBJKKKGESCihhBJKKCESSiihhBJKiIQSSiihhBIioYQSSiihhKgloYQSSiihhEgooYQSSighEkoooYQSSoiEEkoooYQSIqGEEkoooYRIKKGE"
        "EkooIRJKKKGEEkqIhBJKKKGEEiKhhBJKKKGESCihhBJKKCESSiihhBJKKKFdEkoooYQSSoiEEkoooYQSIqGEEkoooYRIKKGEEkooIRJKKKGEEkqIhBJKKKGEEiKhhBJKKKGESCihhBJK"
        "KCESSiihhBJKiIQSSiihhBKiloQSSiihhBIioYQSSiihhEgooYQSSighEkoooYQSSoiEEkoooYQSIqGEEkoooYRIKKGEEu5O-JrQJTbEJJRQQgkllFBCJJRQQgkllBAJJZRQQgklREIJ"
        "JZRQQgmRUEIJJZRQQiSUUEIJJZQQCSWUUEIJJURCCSWUUEIJkVBCCSWUUEIklFBCCSWUEAkllFBCCSWUEAkllFBCCSVEQgkllFBCCZFQQgkllFBCJJRQQgkllBAJJZRQQgklREIJJZRQ"
        "QgmRUEIJJZRQQiSUUEIJJZQQCSWUUEIJJURCCSWUUEIJUUtCCSWUUEIJkVBCCSWUUEIklFBCCSWUEAkllFBCCSVEQgkllFBCCZFQQgkllFBCJJRQQgkllBAJJZRQQgklREIJJZRQQgmR"
        "UEIJJZRQQiSUUEIJJZRQQrUklFBCCSWUEAkllFBCCSVEQgkllFBCCZFQQgkllFBCJJRQQgkllBAJJZRQQgklREIJJZRQQgmRUEIJJZRQQiSUUEIJJZQQCSWUUEIJJUQtCSWUUEIJJURC"
        "CSWUUEIJkVBCCSWUUEIklFBCCSWUEAkllFBCCSVEQgkllFBCCZFQQgklXO0DGu7T1opmTRoAAAAASUVORK5CYII");
}
std::string other_picture() { return sources::text_of("src/files/test/corpus/image_header/plain.png"); }

Form answered(House& house) {
    const auto service = house.read([](db::Tx& tx) { return catalogue::find_live(tx, "graffiti"); }).value();
    Form form{{"location", "1 Mill Lane"}};
    for (const auto& question : service->form.questions)
        form.emplace_back(question.code, question.choices.empty() ? "Nothing more" : question.choices.back().code);
    return form;
}

std::string token_on(const given::Answer& page) { return Browser::hidden(page.body, website::photo_token); }

}  // namespace

TEST_CASE("photos go along with every page of a report, can be taken out again, and belong to the case once it is sent") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        const auto answers = answered(house);
        rosa.get(graffiti_report);
        const auto added = rosa.post_pictures(step, with(with(answers, "at", "add-photos"), "go", "more-photos"), website::photo_file,
                                              {{"wall.jpg", picture()}, {"sign.png", other_picture()}});
        CHECK(added.status == 200);
        CHECK(has(added, "Photo 2"));
        const auto first = token_on(added);
        REQUIRE(!first.empty());
        const auto shown = rosa.get(std::string(graffiti_report) + "/photos/" + first);
        CHECK(shown.status == 200);
        CHECK(shown.header("Content-Type").starts_with("image/"));
        CHECK(picture().find("Exif") != std::string::npos);
        CHECK(shown.body.find("Exif") == std::string::npos);
        const auto onward = rosa.post(step, with(with(answers, "at", "add-photos"), website::photo_token, first));
        CHECK(has(onward, "Your details"));
        CHECK(token_on(onward) == first);
        const auto wrong = rosa.post(step, with(with(with(answers, "at", "your-details"), website::photo_token, first), "email", "nobody"));
        CHECK(wrong.status == 422);
        CHECK(token_on(wrong) == first);
        const auto check = rosa.post(step, with(with(answers, "at", "your-details"), website::photo_token, first));
        CHECK(has(check, "Remove<span"));
        const auto removed = rosa.post(step, with(with(with(answers, "at", "check"), website::photo_token, first), website::photo_remove, first));
        CHECK(has(removed, "Check your answers"));
        CHECK(token_on(removed).empty());
        CHECK(house.count("files_link") == 0);
        CHECK(house.count("cases_case") == 0);
        const auto whole = with(answers, website::photo_token, first);
        const auto sent = rosa.post(std::string(graffiti_report) + "?send", whole);
        REQUIRE(sent.status == 303);
        CHECK(rosa.post(std::string(graffiti_report) + "?send", whole).header("Location") == sent.header("Location"));
        CHECK(house.count("files_link") == 1);
        CHECK(house.count("cases_case") == 1);
    });
}

TEST_CASE("a report that brings its photos in one post is taken once, however often it comes") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        rosa.get(graffiti_report);
        const auto send = [&] { return rosa.post_pictures(graffiti_report, answered(house), website::photo_file, {{"wall.jpg", picture()}, {"again.jpg", picture()}}); };
        const auto sent = send();
        REQUIRE(sent.status == 303);
        CHECK(send().header("Location") == sent.header("Location"));
        CHECK(house.count("cases_case") == 1);
        CHECK(house.count("files_link") == 1);
    });
}

TEST_CASE("what is no picture, too many, too often or too old is said beside the field, and nothing else is lost") {
    House house(db::Engine::sqlite);
    house.settings.set("rate_photos", "1");
    house.settings.set("rate_photos_burst", "6");
    house.doors = std::make_unique<guildhall::Doors>(house.settings, "");
    house.open();
    Browser rosa(house.url);
    const auto form = with(answered(house), "at", "add-photos");
    rosa.get(graffiti_report);
    const auto mixed = rosa.post_pictures(step, form, website::photo_file, {{"letter.jpg", "Dear council"}, {"IMG_1.HEIC", "ftypheic"}, {"wall.jpg", picture()}});
    CHECK(mixed.status == 422);
    CHECK(has(mixed, "letter.jpg: The selected file must be a JPG, PNG or WebP picture."));
    CHECK(has(mixed, "IMG_1.HEIC: This photo is in the format HEIC"));
    CHECK(has(mixed, "value=\"1 Mill Lane\""));
    const auto token = token_on(mixed);
    CHECK(!token.empty());
    CHECK(has(rosa.post(step, with(form, website::photo_token, token + "x")), "A photo was added too long ago"));
    for (int i = 0; i < 3; ++i) rosa.post_pictures(step, form, website::photo_file, {{"wall.jpg", picture()}});
    CHECK(has(rosa.post_pictures(step, form, website::photo_file, {{"wall.jpg", picture()}}), "Many photos came from your connection"));
    house.clock.advance(website::Photos::last);
    rosa.get(graffiti_report);
    const auto late = rosa.post(graffiti_report, with(answered(house), website::photo_token, token));
    CHECK(late.status == 422);
    CHECK(has(late, "A photo was added too long ago"));
    CHECK(house.count("cases_case") == 0);
}

TEST_CASE("a kept report whose photos come too often is told to wait, and all its photos count at once") {
    House house(db::Engine::sqlite);
    house.settings.set("rate_photos", "1");
    house.settings.set("rate_photos_burst", "2");
    house.doors = std::make_unique<guildhall::Doors>(house.settings, "");
    house.open();
    Browser rosa(house.url);
    const auto csrf = Browser::hidden(rosa.get(graffiti_report).body, "csrf");
    const auto send = [&](char operation) {
        const std::string edge = "--edge\r\nContent-Disposition: form-data; name=\"";
        std::string body;
        for (const auto& [name, value] : with(with(answered(house), "csrf", csrf), "operation", std::string(32, operation)))
            body += edge + name + "\"\r\n\r\n" + value + "\r\n";
        for (const auto& bytes : {picture(), other_picture()})
            body += edge + website::photo_file + "\"; filename=\"wall.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + bytes + "\r\n";
        body += "--edge--\r\n";
        const auto head = rosa.cookie_line() + "Accept: application/json\r\nSec-Fetch-Site: same-origin\r\n"
                          "Content-Type: multipart/form-data; boundary=edge\r\n";
        return given::Client(house.url).ask("POST " + std::string(graffiti_report) + " HTTP/1.1\r\nHost: demo\r\n" + head + "Content-Length: " +
                                            std::to_string(body.size()) + "\r\n\r\n" + body);
    };
    CHECK(send('a').status == 200);
    CHECK(send('b').status == 429);
    house.clock.advance(std::chrono::minutes(1));
    CHECK(send('b').status == 429);
    house.clock.advance(std::chrono::minutes(1));
    CHECK(send('b').status == 200);
    CHECK(house.count("cases_case") == 2);
}

TEST_CASE("a service that asks for no photos takes none") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    rosa.get("/services/missed-bin/report");
    CHECK(rosa.post_pictures("/services/missed-bin/report", given::missed_bin(), website::photo_file, {{"wall.jpg", picture()}}).status == 303);
    CHECK(house.count("files_link") == 0);
}
