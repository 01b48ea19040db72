// Errands by files in a folder.

#include "connectors/test/given_link.h"

#include <doctest/doctest.h>

#include <fstream>

namespace connectors::test {
namespace {

namespace fs = std::filesystem;

struct Drop {
    Link& link;
    fs::path folder = link.tenant.folder.path / "connectors" / "gritters";

    explicit Drop(Link& at) : link(at) {
        link.add({.code = "gritting", .name = "Gritting", .way = Way::csv, .address = "gritters", .outcomes = {{"done", "done"}}, .ask_minutes = 5}, false);
    }
    std::vector<fs::path> files(const char* where) const {
        std::vector<fs::path> all;
        std::error_code none;
        for (auto at = fs::directory_iterator(folder / where, none); !none && at != fs::directory_iterator(); ++at)
            if (at->is_regular_file()) all.push_back(at->path());
        return all;
    }
    static std::string content(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// As if it had been there for a minute.
    void put(const std::string& name, const std::string& text, Duration age = 1min) const {
        fs::create_directories(folder / "in");
        std::ofstream(folder / "in" / name, std::ios::binary) << text;
        fs::last_write_time(folder / "in" / name, std::chrono::file_clock::from_sys(link.clock.now() - age));
    }
    ErrandId hand_over(std::int64_t subject, std::string kind = "open") {
        auto errand = Link::some_errand(subject, std::move(kind));
        errand.destination = "gritting";
        return link.hand_over(errand);
    }
    void look_later() {
        link.clock.advance(6min);
        link.look_around();
    }
};

TEST_CASE("what waits leaves in one file, in order, and the next file comes minutes later") {
    in_each_link([](Link& link) {
        Drop drop(link);
        const auto a = drop.hand_over(1), b = drop.hand_over(1, "update"), c = drop.hand_over(2);
        link.work();
        for (const auto id : {a, b, c}) CHECK(link.state(id) == State::sent);
        auto files = drop.files("out");
        REQUIRE(files.size() == 1);
        const auto text = Drop::content(files.front());
        CHECK(text.find(wire_name(a)) < text.find(wire_name(b)));
        CHECK(text.find("ann@example.com") == std::string::npos);
        const auto d = drop.hand_over(3);
        link.work();
        CHECK(link.state(d) == State::waiting);
        link.work_for(6min, 1min);
        CHECK(link.state(d) == State::sent);
        CHECK(drop.files("out").size() == 2);
    });
}

TEST_CASE("answers are read from whole files alone, bad lines told by number, and the same file again says nothing new") {
    in_each_link([](Link& link) {
        Drop drop(link);
        const auto a = drop.hand_over(1), b = drop.hand_over(2);
        link.work();
        const auto answers = "errand,status,words\n" + wire_name(a) + ",done,Gritted\n,done,\n" + wire_name(b) + ",seen,\n";
        drop.put("young.csv", answers, 1s);
        drop.put("half.csv", "errand,status\n" + wire_name(b) + ",do");
        drop.put("other.csv.part", answers);
        fs::create_symlink("/etc/passwd", drop.folder / "in" / "link.csv");
        drop.look_later();
        CHECK(link.state(a) == State::answered);  // six minutes later the young one is old enough
        CHECK(link.state(b) == State::sent);
        CHECK(link.standing(b).external_status == "seen");
        CHECK(fs::exists(drop.folder / "in" / "half.csv"));
        CHECK(fs::exists(drop.folder / "in" / "other.csv.part"));
        CHECK_FALSE(fs::exists(drop.folder / "in" / "young.csv"));
        CHECK(drop.files("in/done").size() == 1);
        CHECK(drop.files("in/bad").size() == 2);
        CHECK(link.destination("gritting").failed_words.find("half.csv") == 0);
        drop.put("again.csv", answers);
        fs::remove(drop.folder / "in" / "half.csv");
        drop.look_later();
        link.hear();
        CHECK(std::ranges::count_if(link.story, [](const auto& fact) { return fact.starts_with("ErrandAnswered"); }) == 1);
        CHECK(link.destination("gritting").failed_words == "again.csv: line 3 names neither errand nor reference");
    });
}

TEST_CASE("a folder that cannot be written is a failure to see, and loses nothing") {
    Link link(db::Engine::sqlite);
    Drop drop(link);
    fs::create_directories(drop.folder.parent_path());
    std::ofstream(drop.folder) << "in the way";
    const auto id = drop.hand_over(1);
    link.work();
    CHECK(link.state(id) == State::waiting);
    CHECK(link.destination("gritting").failed_words.starts_with("the folder cannot be written"));
    fs::remove(drop.folder);
    link.work_for(10min, 1min);
    CHECK(link.state(id) == State::sent);
}

}  // namespace
}  // namespace connectors::test
