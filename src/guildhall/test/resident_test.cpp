// A resident on the website, over HTTP and through every room: question by question, and back to their own request.

#include "catalogue/shortcuts.h"
#include "files/store.h"
#include "guildhall/test/given_house.h"
#include "guildhall/test/sources.h"

#include <filesystem>
#include <fstream>

using namespace std::chrono_literals;
using given::Browser;
using given::has;
using given::House;
using given::in_each_house;
using given::missed_bin;
using given::with;

namespace {

constexpr const char* resident_report = "/services/missed-bin/report";

/// The request's address, from that of its thanks.
std::string path_of(const given::Answer& sent) {
    const auto thanks = sent.header("Location");
    return thanks.substr(0, thanks.rfind("/sent"));
}

}  // namespace

TEST_CASE("a report goes question by question, takes its answers along, and writes nothing before it is sent") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url);
        const auto step = std::string(resident_report) + "/step";
        rosa.get(resident_report);
        given::Form form{{"at", "location"}};
        CHECK(has(rosa.post(step, form), "Enter the address where the bin should have been emptied"));
        form = {{"at", "location"}, {"location", "1 Mill Lane <b>"}};
        const auto which = rosa.post(step, form);
        CHECK(has(which, "Question 2 of 4"));
        CHECK(has(which, "name=\"location\" value=\"1 Mill Lane &lt;b&gt;\""));
        CHECK(has(rosa.post(step, with(form, "at", "bin")), "Select which bin was missed"));
        form = with(with(form, "at", "bin"), "bin", "garden");
        CHECK(has(rosa.post(step, form), "Question 3 of 4"));
        CHECK(has(rosa.post(step, with(form, "go", "back")), "Where should the bin have been emptied?"));
        form = with(with(form, "at", "details"), "details", "At the back gate");
        CHECK(has(rosa.post(step, form), "Your details"));
        const auto check = rosa.post(step, with(with(form, "at", "your-details"), "email", "rosa@example.com"));
        for (const auto* words : {"Check your answers", "Garden waste (green)", "At the back gate", "rosa@example.com"}) CHECK_MESSAGE(has(check, words), words);
        CHECK(has(check, "name=\"operation\" value=\"" + rosa.operation()));
        // Somebody who leaves a question out, however they did it, is led to it.
        CHECK(has(rosa.post(step, {{"at", "your-details"}, {"location", "1 Mill Lane"}}), "Select which bin was missed"));
        CHECK(rosa.post(step, {{"at", "nothing"}}).header("Location") == resident_report);
        CHECK(rosa.get(step).header("Location") == resident_report);
        CHECK(house.count("cases_case") == 0);
        CHECK(house.count("people_person") == 0);
    });
}

TEST_CASE("a postcode offers its addresses; one is chosen, or the words hold") {
    in_each_house([](House& house) {
        const auto loaded = house.write([](db::Tx& tx) {
            return places::load(tx, {.wards = {{"W1", "Central"}},
                                     .streets = {{"100", "Albion Street", "Ambleford", "W1"}},
                                     .addresses = {{.uprn = "1002", .usrn = "100", .number = "2", .postcode = "GH1 2AB", .ward = "W1"},
                                                   {.uprn = "1010", .usrn = "100", .number = "10", .postcode = "GH1 2AB", .ward = "W1"}}});
        });
        REQUIRE(loaded);
        house.open();
        Browser rosa(house.url);
        const auto step = std::string(resident_report) + "/step";
        rosa.get(resident_report);
        const auto offered = rosa.post(step, {{"at", "location"}, {"location", "gh12ab"}});
        CHECK(has(offered, "Which address is it?"));
        CHECK(has(offered, "10 Albion Street"));
        CHECK(has(rosa.post(step, {{"at", "address"}, {"location", "gh12ab"}}), "Select the address, or that it is none of these"));
        const auto chosen = rosa.post(step, {{"at", "address"}, {"location", "gh12ab"}, {"uprn", "1010"}});
        CHECK(has(chosen, "Which bin was missed?"));
        CHECK(has(chosen, "name=\"uprn\" value=\"1010\""));
        CHECK(has(chosen, "name=\"location\" value=\"10 Albion Street"));
        const auto words = rosa.post(step, {{"at", "address"}, {"location", "gh12ab"}, {"uprn", "none"}});
        CHECK(has(words, "name=\"location\" value=\"gh12ab\""));
        CHECK_FALSE(has(words, "name=\"uprn\""));
        CHECK(has(rosa.post(step, {{"at", "location"}, {"location", "behind the old chapel"}}), "Which bin was missed?"));
    });
}

TEST_CASE("what people ask for most stands first on the home page") {
    House house(db::Engine::sqlite);
    house.request({{"bin", "general"}});
    REQUIRE(house.write([](db::Tx& tx) {  // as the job does it
        const auto today = base::day_of(tx.now());
        return catalogue::rank_services(tx, cases::demand_by_day(tx, today, today + std::chrono::days(1)), {});
    }));
    house.open();
    Browser rosa(house.url);
    const auto home = rosa.get("/");
    CHECK(has(home, "Most used services"));
    CHECK(home.body.find("/services/missed-bin\"") < home.body.find("/services/new-bin\""));
    CHECK(has(rosa.get("/services"), "id=\"M\""));
}

TEST_CASE("an answer that ends the report leads to a page that says what to do, and back") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    const std::string light = "/services/pothole/report";
    const auto service = house.read([](db::Tx& tx) { return catalogue::find_live(tx, "pothole"); }).value();
    const forms::Question* ends = nullptr;
    std::string answer, instead;
    for (const auto& question : service->form.questions)
        for (const auto& choice : question.choices)
            if (!choice.stop.empty()) std::tie(ends, answer, instead) = std::tuple(&question, choice.code, choice.stop);
    REQUIRE(ends != nullptr);
    rosa.get(light);
    const auto stopped = rosa.post(light + "/step", {{"at", ends->code}, {ends->code, answer}, {"location", "1 Mill Lane"}});
    CHECK(has(stopped, "Do this instead"));
    CHECK(has(stopped, instead));
    CHECK(has(rosa.post(light + "/step", {{"again", ends->code}, {ends->code, answer}, {"location", "1 Mill Lane"}}), ends->label));
    CHECK(rosa.post(light + "?send", {{ends->code, answer}, {"location", "1 Mill Lane"}}).status == 422);
    CHECK(house.count("cases_case") == 0);
}

TEST_CASE("whoever sends a form whose cookie is gone gets it back with every word, and nothing is written") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url), without_cookies(house.url);
        const auto back = without_cookies.post_bare(resident_report, with(with(missed_bin(), "csrf", "gone"), "operation", std::string(32, 'a')));
        CHECK(back.status == 403);
        for (const auto* words : {"Nothing is lost", "At the back gate", "Rosa Green", "rosa@example.com"}) CHECK_MESSAGE(has(back, words), words);
        CHECK(house.count("cases_case") == 0);
    });
}

TEST_CASE("a request without contact details is followed with the code that only its sender is shown") {
    in_each_house([](House& house) {
        house.open();
        Browser rosa(house.url), stranger(house.url), later(house.url);
        const auto sent = rosa.fill(resident_report, {{"location", "1 Mill Lane"}, {"bin", "general"}, {"details", "At the back gate"}});
        REQUIRE(sent.status == 303);
        const auto thanks = rosa.get(sent.header("Location"));
        const std::string mark = "govuk-body-l gh-reference\">";
        const auto at = thanks.body.find(mark);
        REQUIRE(at != std::string::npos);
        const auto code = thanks.body.substr(at + mark.size(), 14);
        CHECK_FALSE(has(stranger.get(sent.header("Location")), code));
        CHECK(stranger.get(sent.header("Location")).header("Location") + "/sent" == sent.header("Location"));
        base::SeededRandom dice(1);
        const std::vector<std::string> requests{path_of(sent), "/requests/" + Reference::random(dice).text()};
        for (const auto& request : requests)  // which of them there is, stays untold
            for (const auto* page : {"/sent", "/word", "/photo"}) CHECK(stranger.get(request + page).header("Location") == request);
        const auto path = path_of(sent);
        CHECK(stranger.fill(path, {{"contact", "7TQ2-M9KX-4BRW"}}).status == 422);
        CHECK(later.fill(path, {{"contact", base::lower_ascii(code)}}).status == 303);
        CHECK(has(later.get(path), "At the back gate"));
    });
}

TEST_CASE("a check that ran out while a photo was chosen is made again with the photo, which is then taken") {
    in_each_house([](House& house) {
        house.open();
        const auto taken = house.request({{"bin", "general"}, {"email", "rosa@example.com"}});
        Browser rosa(house.url), later(house.url);
        const auto path = "/requests/" + taken.reference.text();
        later.get(path);  // a browser that the request is not known to
        const auto send = [&](const std::string& contact) {
            std::string body;
            const auto part = [&](const std::string& head, const std::string& text) {
                body += "--edge\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + text + "\r\n";
            };
            part("name=\"csrf\"", later.csrf());
            part("name=\"operation\"", later.operation());
            part("name=\"contact\"", contact);
            part("name=\"photo\"; filename=\"bin.pdf\"\r\nContent-Type: application/pdf", "%PDF-1.4 a bin");
            body += "--edge--\r\n";
            return given::Client(house.url).ask("POST " + path + "/photo?send HTTP/1.1\r\nHost: demo\r\nSec-Fetch-Site: same-origin\r\n" +
                                                "Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: " + std::to_string(body.size()) +
                                                "\r\n" + later.cookie_line() + "\r\n" + body);
        };
        CHECK(send("guess@example.com").status == 403);
        CHECK(house.count("files_link") == 0);
        const auto added = send("rosa@example.com");
        CHECK(added.header("Location") == path + "?done=photo");
        CHECK(house.count("files_link") == 1);
    });
}

TEST_CASE("a test waits for what is sent as long as the worker that looks at files may take") {
    const auto worker = files::StoreOptions{}.worker;
    CHECK(given::Client::patience > worker.patience + worker.time_limit);
}

TEST_CASE("a page that asks for more after a right contact detail does not ask for it again") {
    in_each_house([](House& house) {
        house.open();
        const auto taken = house.request({{"bin", "general"}, {"email", "rosa@example.com"}});
        Browser rosa(house.url);
        const auto path = "/requests/" + taken.reference.text();
        rosa.get(path);
        const auto asked = rosa.post(path + "/word?send", {{"words", ""}, {"contact", "rosa@example.com"}});
        CHECK(asked.status == 422);
        CHECK_FALSE(has(asked, "name=\"contact\""));
        CHECK(rosa.fill(path + "/word", {{"words", "The lid is broken"}}).status == 303);
    });
}

TEST_CASE("guessing contact details beside a reference comes to an end") {
    House house(db::Engine::sqlite);
    house.open();
    const auto taken = house.request({{"bin", "general"}, {"email", "rosa@example.com"}});
    Browser stranger(house.url);
    const auto path = "/requests/" + taken.reference.text();
    stranger.get(path);
    for (int i = 0; i < 10; ++i) CHECK(stranger.post(path, {{"contact", "guess@example.com"}}).status == 422);
    CHECK(stranger.post(path, {{"contact", "rosa@example.com"}}).status == 429);
    house.clock.advance(5min);
    CHECK(stranger.post(path, {{"contact", "rosa@example.com"}}).status == 303);
}

TEST_CASE("the cookie page names every cookie the program sets, and the statements speak of what is there") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    const auto cookies = rosa.get("/cookies");
    std::set<std::string> set;
    const std::regex made(R"re((?:Cookie\{\.name = |return \{\.name = |cookie = )"([a-z_]+)")re");
    for (const auto& source : sources::all())
        if (source.room() == "web" || source.room() == "website")
            for (auto at = std::sregex_iterator(source.text.begin(), source.text.end(), made); at != std::sregex_iterator(); ++at) set.insert((*at)[1]);
    CHECK(set == std::set<std::string>{"follow", "lang", "place", "session", "visitor"});
    for (const auto& name : set) CHECK_MESSAGE(has(cookies, ">" + name + "</th>"), name);
    const auto privacy = rosa.get("/privacy");
    for (const auto* words : {"Report a missed bin collection", "Which bin was missed?", "Waste and recycling", "Email address</li>", "You may leave out your name"})
        CHECK_MESSAGE(has(privacy, words), words);
    CHECK(rosa.get("/accessibility").status == 200);
    CHECK(has(rosa.get("/search?q=rubbish"), "Report a missed bin collection"));
    CHECK(has(rosa.get("/search?q=xylophone"), "We found nothing"));
    CHECK(has(rosa.get("/contact"), "has not yet said"));
    CHECK(has(rosa.get("/contact"), "Monday to Friday, 9am to 5pm"));
    CHECK(rosa.get("/council/crest-000000000000.svg").status == 404);
}

TEST_CASE("a council's name, colours, crest, notice and telephone are data in its folder") {
    House house(db::Engine::sqlite);
    const auto& folder = house.household->tenant().folder;
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "council.toml") << "council_name = \"Ambleford <Town>\"\nbrand_colour = \"#102040\"\ncouncil_phone = \"0161 496 0000\"\n"
                                           << "council_notice = \"No collections on **Christmas Day**.\"\n";
    std::ofstream(folder / "crest.svg") << "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";
    house.open();
    Browser rosa(house.url);
    const auto home = rosa.get("/");
    for (const auto* words : {"Ambleford &lt;Town&gt;", "#102040", "<strong>Christmas Day</strong>", "/council/crest-"}) CHECK_MESSAGE(has(home, words), words);
    const auto at = home.body.find("/council/crest-");
    const auto crest = rosa.get(home.body.substr(at, home.body.find('"', at) - at));
    CHECK(crest.header("Content-Type") == "image/svg+xml");
    CHECK(has(crest, "M0 0h9"));
    CHECK(has(rosa.get("/contact"), "tel:01614960000"));
    std::ofstream(folder / "crest.svg") << "<svg><script>alert(1)</script></svg>";
    house.clock.advance(1min);
    CHECK_FALSE(has(rosa.get("/"), "/council/crest-"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("a page that says no carries the council's colours past the browser's policy, as every page does") {
    House house(db::Engine::sqlite);
    house.open();
    Browser rosa(house.url);
    for (const auto* path : {"/", "/nowhere", "/services/none", "/help/none", "/requests/0000/word"}) {
        CAPTURE(path);
        const auto page = rosa.get(path);
        const auto policy = page.header("Content-Security-Policy");
        const auto at = policy.find("'nonce-");
        REQUIRE(at != std::string::npos);
        CHECK(has(page, "nonce=\"" + policy.substr(at + 7, policy.find('\'', at + 7) - at - 7) + '"'));
    }
}
