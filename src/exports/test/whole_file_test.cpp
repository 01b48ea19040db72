// A file that is there whole or not at all, and takes nobody's place.

#include "db/test/given.h"
#include "exports/whole_file.h"

#include <fstream>
#include <thread>

using exports::WholeFile;

namespace {

std::string whole_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("a file that is not kept leaves nothing, and one that is has all that was written") {
    for (const auto until : {WholeFile::Until::nameless, WholeFile::Until::named}) {
        const given::Folder folder;
        const auto before = files_in(folder.path);
        const auto place = folder.path / "list.csv";
        {
            auto file = WholeFile::at(place, until).value();
            file.write("half of it");
        }
        CHECK(files_in(folder.path) == before);
        auto file = WholeFile::at(place, until).value();
        file.write("all ");
        file.write("of it");
        CHECK_FALSE(std::filesystem::exists(place));
        REQUIRE(file.keep());
        CHECK(whole_text(place) == "all of it");
        CHECK(files_in(folder.path) == before + 1);
        CHECK((std::filesystem::status(place).permissions() & std::filesystem::perms::others_all) == std::filesystem::perms::none);
        CHECK(WholeFile::at(place, until).error().key == "exports.file_exists");
        CHECK(whole_text(place) == "all of it");
    }
}

TEST_CASE("of two that are written to one place at once, who is ready first has it, whole, and the other is refused") {
    for (const auto until : {WholeFile::Until::nameless, WholeFile::Until::named}) {
        const given::Folder folder;
        const auto before = files_in(folder.path);
        const auto place = folder.path / "all.lines";
        auto one = WholeFile::at(place, until).value(), other = WholeFile::at(place, until).value();
        for (int i = 0; i < 100'000; ++i) {
            one.write("one ");
            other.write("other ");
        }
        REQUIRE(other.keep());
        CHECK(one.keep().error().key == "exports.file_exists");
        const auto text = whole_text(place);
        CHECK(text.size() == 600'000);
        CHECK_FALSE(text.contains("one"));
        { const auto gone = std::move(one); }
        CHECK(files_in(folder.path) == before + 1);
    }
}

TEST_CASE("of many that are ready at the same moment, one has the place") {
    const given::Folder folder;
    const auto place = folder.path / "all.lines";
    std::atomic<int> kept{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                auto file = WholeFile::at(place);
                if (!file) return;
                file->write(std::string(1000, static_cast<char>('a' + i)));
                kept += file->keep().has_value();
            });
    }
    CHECK(kept == 1);
    const auto text = whole_text(place);
    CHECK(text == std::string(1000, text.at(0)));
}

TEST_CASE("where nothing can be written, it is said with the place") {
    const auto nowhere = WholeFile::at("/nowhere/at/all/list.csv");
    CHECK(nowhere.error().key == "exports.cannot_write");
    CHECK(nowhere.error().log.contains("/nowhere/at/all/list.csv"));
}
