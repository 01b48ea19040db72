// Where the text of a file comes from, and how long it may be.

#include "imports/text.h"

#include "db/test/given.h"

#include <sys/stat.h>

#include <fstream>
#include <thread>

using imports::Text;

TEST_CASE("a file is read where it lies, an empty one and a pipe too, and one that is too long is refused") {
    const given::Folder folder;
    const auto path = (folder.path / "rows.csv").string(), empty = (folder.path / "empty.csv").string(), pipe = (folder.path / "pipe").string();
    std::ofstream(path) << "key,value\na,1\n";
    std::ofstream{empty};
    CHECK(Text::of_file(path).value().view() == "key,value\na,1\n");
    CHECK(Text::of_file(empty).value().view().empty());
    CHECK(Text::of_file(path, 14).has_value());
    CHECK(Text::of_file(path, 13).error().key == "imports.file_long");
    for (const std::size_t most : {2'000'000, 1'999'999}) {
        std::filesystem::remove(pipe);
        REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
        const std::jthread writer([&] { std::ofstream(pipe) << std::string(2'000'000, 'x'); });
        const auto read = Text::of_file(pipe, most);
        CHECK(read.has_value() == (most == 2'000'000));
        if (read) CHECK(read->view().size() == 2'000'000);
    }
    CHECK(Text::of_file((folder.path / "none").string()).error().key == "imports.unreadable");
    CHECK(Text::of_file(folder.path.string()).error().key == "imports.unreadable");
}

TEST_CASE("a text outlives the file's name and every copy but the last") {
    const given::Folder folder;
    const auto path = (folder.path / "rows.csv").string();
    std::ofstream(path) << "a,b\n";
    auto kept = Text();
    {
        const auto read = Text::of_file(path).value();
        kept = read;
    }
    std::filesystem::remove(path);
    CHECK(kept.view() == "a,b\n");
    CHECK(Text("held").view() == "held");
}
