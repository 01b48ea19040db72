// The services we bring, as a folder: true numbers, links that lead somewhere, examples of what ends a form.

#include "catalogue/catalogue.h"
#include "db/test/given.h"
#include "guildhall/commands.h"
#include "guildhall/test/sources.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>

namespace {

struct Brought {
    std::filesystem::path folder;
    catalogue::Definition definition;
};

std::vector<Brought> all_brought() {
    std::vector<Brought> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("services"))
        if (entry.path().filename() == "service.json") {
            auto definition = catalogue::read_definition(entry.path().parent_path());
            REQUIRE_MESSAGE(definition, definition.error().log);
            all.push_back({entry.path().parent_path(), std::move(*definition)});
        }
    return all;
}

/// The numbers that the list of English and Welsh services has as live ones.
std::set<std::int64_t> live_numbers() {
    const auto* shared = std::getenv("GUILDHALL_SHARED");
    std::ifstream list(std::string(shared != nullptr ? shared : "../shared") + "/data/services/englishAndWelshServices-all.csv");
    const std::regex row("^([0-9]{1,6}),.*,Live,.*");
    std::set<std::int64_t> numbers;
    std::smatch hit;
    for (std::string line; std::getline(list, line);)
        if (std::regex_search(line, hit, row)) numbers.insert(std::stoll(hit[1]));
    return numbers;
}

/// A folder of one small service with these questions, and what is to follow them.
std::vector<std::string> faults_with(const std::string& questions, const std::string& last) {
    given::Folder folder;
    std::filesystem::create_directories(folder.path / "litter");
    std::ofstream(folder.path / "litter/article.md") << "What to know.\n";
    std::ofstream(folder.path / "litter/service.json")
        << R"({"code": "litter", "lgsl": 580, "lgil": 17, "name": "Litter", "team": "Street cleaning", "location": {"label": "Where is it?"},
              "script": {"greeting": "I will ask where.", "closing": "We will sweep it."}, "retention": {"years": 2, "basis": "Local Government Act 1974, section 26B"},
              "lawful_basis": {"kind": "public_task", "law": "Environmental Protection Act 1990, section 89"},
              "promise": {"working_days": 2, "text": "Within 2 working days."},
              "outcomes": [{"code": "done", "label": "It is done"}], "questions": [)" +
               questions + "]" + last + "}";
    return guildhall::faults_of_services(folder.path).faults;
}

std::string ask(int number) {
    std::string questions;
    for (int i = 1; i <= number; ++i)
        questions += fmt::format(R"({}{{"code": "q{}", "type": "text", "label": "Question", "required": true}})", i == 1 ? "" : ",", i);
    return questions;
}

}  // namespace

TEST_CASE("every service we bring has a number that the public list of services has") {
    const auto live = live_numbers();
    if (live.empty() && std::getenv("CI") == nullptr) {
        MESSAGE("GUILDHALL_SHARED is not there: not compared");
        return;
    }
    for (const auto& [folder, service] : all_brought()) {
        CAPTURE(service.code);
        CHECK(live.contains(service.lgsl));
        constexpr std::int64_t asked_for = 0, paid = 4, told_about = 8, reported = 17;
        CHECK((service.lgil == asked_for || service.lgil == paid || service.lgil == told_about || service.lgil == reported));
    }
}

TEST_CASE("a service stands in the folder of its group and code, with an article that can be read in a minute") {
    for (const auto& [folder, service] : all_brought()) {
        CAPTURE(service.code);
        CHECK(folder == std::filesystem::path("services") / service.group / service.code);
        CHECK(service.article.size() > 80);
        CHECK(service.article.size() < 1200);
        CHECK(service.keywords.size() >= 5);
        CHECK(service.summary.size() < 130);
    }
}

TEST_CASE("what a service's article and stops point to is there") {
    std::set<std::string> there;
    for (const auto& [folder, service] : all_brought()) there.insert("/services/" + service.code);
    for (const auto& entry : std::filesystem::directory_iterator("knowledge")) there.insert("/help/" + entry.path().stem().string());
    const std::regex link(R"(\]\((/[^)]*)\))");
    for (const auto& [folder, service] : all_brought()) {
        const auto& text = service.article;
        for (std::sregex_iterator hit(text.begin(), text.end(), link), end; hit != end; ++hit)
            CHECK_MESSAGE(there.contains((*hit)[1]), service.code << " leads to " << (*hit)[1]);
    }
}

TEST_CASE("every letter that a map has written is there, in both languages") {
    const std::regex letter(R"x(gh:(?:letter|reminder)="([^"]*)")x");
    for (const auto& [folder, service] : all_brought())
        for (std::sregex_iterator hit(service.process.begin(), service.process.end(), letter), end; hit != end; ++hit)
            for (const auto* language : {"en", "cy"})
                CHECK_MESSAGE(std::filesystem::exists(fmt::format("services/_letters/{}.{}.md", (*hit)[1].str(), language)), service.code << " sends " << (*hit)[1]);
}

TEST_CASE("every question with an answer that ends the form has an example of it") {
    for (const auto& [folder, service] : all_brought())
        for (const auto& question : service.form.questions) {
            const bool ends = std::ranges::any_of(question.choices, [](const auto& choice) { return !choice.stop.empty(); });
            CHECK_MESSAGE((!ends || std::ranges::count(service.examples, question.code, &catalogue::Example::stopped) > 0),
                          service.code << '.' << question.code);
        }
}

TEST_CASE("what is one household's own stays off the map and is never compared") {
    for (const auto& [folder, service] : all_brought()) {
        CAPTURE(service.code);
        if (service.lgil == 0) {  // asked for, not reported
            CHECK_FALSE(service.anonymous);
            CHECK(service.publish == catalogue::Publish::never);
            CHECK_FALSE(service.duplicates);
        }
        if (service.publish != catalogue::Publish::never) CHECK(service.duplicates);
    }
}

TEST_CASE("a service that asks too much, or that nobody has tried, is refused") {
    const std::string tried = R"(, "examples": [{"says": "all", "location": "here", "answers": {"q1": "a", "q2": "a", "q3": "a", "q4": "a"}},
                                                {"says": "nothing", "answers": {}, "refused": ["q1", "q2", "q3", "q4", "location"]}])";
    CHECK(faults_with(ask(4), tried).empty());
    const auto untried = faults_with(ask(4), "");
    REQUIRE(untried.size() == 2);
    CHECK(untried[0].ends_with("litter/service.json: examples: none that must pass"));
    const auto long_form = faults_with(ask(5), tried);
    REQUIRE_FALSE(long_form.empty());
    CHECK(faults_with(R"({"code": "email", "type": "text", "label": "Question"})", "")[0].find("litter/service.json: email: this code is taken by the form itself") != std::string::npos);
    CHECK(long_form[0].ends_with("questions: 6 answers are required, with the place; 5 are the most"));
}
