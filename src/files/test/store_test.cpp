#include "files/store.h"

#include "files/sweep.h"
#include "files/test/given.h"

#include <sys/file.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace {

/// What was made durable, in order, while somebody listens: "sync incoming", "rename", "sync folder".
thread_local std::vector<std::string>* heard = nullptr;

thread_local bool disk_fails = false;

std::string kind_of(int descriptor) {
    const auto path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor));
    if (path.parent_path().filename() == "incoming") return "sync incoming";
    return std::filesystem::is_directory(path) ? "sync folder" : "sync file";
}

}  // namespace

// The test program's own fsync and rename stand before the C library's, so the order of a real run can be heard.
extern "C" int fsync(int descriptor) {
    if (disk_fails) {
        errno = EIO;
        return -1;
    }
    if (heard != nullptr) heard->push_back(kind_of(descriptor));
    return static_cast<int>(syscall(SYS_fsync, descriptor));
}
extern "C" int rename(const char* from, const char* to) noexcept {
    if (heard != nullptr) heard->push_back("rename");
    return static_cast<int>(syscall(SYS_rename, from, to));
}

TEST_CASE("a file is given back byte for byte, whole or in part") {
    given::Shelves shelves;
    const auto bytes = given::bytes_of_length(300'000);
    auto intake = shelves.store->begin("../../etc/plan.bin", "application/x-plan").value();
    for (std::size_t at = 0; at < bytes.size(); at += 7001) REQUIRE(intake.write(std::string_view(bytes).substr(at, 7001)));
    const auto blob = intake.finish();
    REQUIRE(blob);
    CHECK(blob->size == bytes.size());
    CHECK(blob->digest == base::sha256(bytes));
    CHECK(blob->type == "application/octet-stream");
    CHECK(blob->state == files::State::unscanned);
    CHECK(intake.name() == "plan.bin");
    CHECK(shelves.text(*blob) == bytes);

    const auto reader = shelves.store->open(blob->digest).value();
    std::string part(1000, '\0');
    CHECK(reader.read(299'500, std::as_writable_bytes(std::span(part))).value() == 500);
    CHECK(part.substr(0, 500) == bytes.substr(299'500));
    CHECK(reader.read(400'000, std::as_writable_bytes(std::span(part))).value() == 0);
}

TEST_CASE("what was never stored is not found") {
    given::Shelves shelves;
    const auto reader = shelves.store->open(base::sha256("nothing"));
    REQUIRE_FALSE(reader);
    CHECK(reader.error().kind == Kind::not_found);
}

TEST_CASE("the same content is stored once") {
    given::Shelves shelves;
    const auto first = shelves.keep("the same words"), second = shelves.keep("the same words", "other.txt");
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->digest == second->digest);
    CHECK(shelves.count() == 1);
    CHECK(shelves.store->bytes_held() == 14);
}

TEST_CASE("sixteen people sending the same file at once keep one") {
    given::Shelves shelves({}, {.most_at_once = 4});
    std::vector<std::jthread> people;
    std::atomic<int> kept{0};
    for (int i = 0; i < 16; ++i) people.emplace_back([&] { kept += shelves.keep("one leaflet").has_value(); });
    people.clear();
    CHECK(kept == 16);
    CHECK(shelves.count() == 1);
}

TEST_CASE("the shelf, then the bytes, then their name reach the disk before anybody is thanked") {
    given::Shelves shelves;
    std::vector<std::string> order;
    heard = &order;
    const auto blob = shelves.keep("durable");
    heard = nullptr;
    REQUIRE(blob);
    CHECK(order == std::vector<std::string>{"sync folder", "sync incoming", "rename", "sync folder"});
}

TEST_CASE("an abandoned intake leaves nothing and gives back its share") {
    given::Shelves shelves;
    {
        auto intake = shelves.store->begin("half.bin", "").value();
        REQUIRE(intake.write(given::bytes_of_length(100'000)));
        CHECK(shelves.count() == 1);
        CHECK(shelves.store->bytes_held() == 100'000);
    }
    CHECK(shelves.count() == 0);
    CHECK(shelves.store->bytes_held() == 0);
}

TEST_CASE("what a killed process left is cleared at the next start, and what is being written is not") {
    given::Shelves shelves;
    auto alive = shelves.store->begin("alive", "").value();
    REQUIRE(alive.write("still coming"));
    std::ofstream(shelves.folder.path / "files/incoming/Xq81zz") << "left behind";
    CHECK(shelves.count() == 2);
    REQUIRE(files::Store::at({.folder = shelves.folder.path / "files"}));
    CHECK(shelves.count() == 1);
    CHECK(alive.finish());
}

TEST_CASE("a file over the limit is refused as soon as it is over, and leaves nothing") {
    given::Shelves shelves({.most_bytes_in_file = 1000});
    CHECK(shelves.keep(given::bytes_of_length(1000)));
    auto intake = shelves.store->begin("long", "").value();
    REQUIRE(intake.write(given::bytes_of_length(999)));
    const auto refused = intake.write("ab");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "files.too_large");
    CHECK(intake.write("c").error().key == "files.too_large");
    CHECK(intake.finish().error().key == "files.too_large");
}

TEST_CASE("a request brings only so many files") {
    given::Shelves shelves({.most_files_in_request = 2});
    files::Delivery delivery(*shelves.store);
    CHECK(delivery.begin("1", ""));
    CHECK(delivery.begin("2", ""));
    CHECK(delivery.begin("3", "").error().key == "files.too_many");
    CHECK(shelves.count() == 0);
}

TEST_CASE("a tenant's share is not exceeded, and frees up again") {
    given::Shelves shelves({.most_bytes_in_tenant = 2500});
    CHECK(shelves.keep(given::bytes_of_length(1000, 1)));
    CHECK(shelves.keep(given::bytes_of_length(1000, 2)));
    const auto refused = shelves.keep(given::bytes_of_length(1000, 3));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Kind::unavailable);
    CHECK(refused.error().key == "files.quota");
    CHECK(shelves.count() == 2);
    CHECK(shelves.keep(given::bytes_of_length(400, 4)));
}

TEST_CASE("a full disk is said so, and leaves nothing") {
    given::Shelves shelves;
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    getrlimit(RLIMIT_FSIZE, &usual);
    const rlimit little{65'536, usual.rlim_max};
    setrlimit(RLIMIT_FSIZE, &little);
    const auto refused = shelves.keep(given::bytes_of_length(100'000));
    setrlimit(RLIMIT_FSIZE, &usual);
    std::signal(SIGXFSZ, old);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Kind::unavailable);
    CHECK(refused.error().key == "files.unavailable");
    CHECK(shelves.count() == 0);
    CHECK(shelves.keep("there is room again"));
}

TEST_CASE("a disk that fails to sync is said so, and nobody is thanked") {
    given::Shelves shelves;
    REQUIRE(shelves.keep("the shelf stands"));
    disk_fails = true;
    const auto refused = shelves.keep("lost words");
    disk_fails = false;
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Kind::unavailable);
    CHECK(shelves.count() == 1);
    CHECK(shelves.store->bytes_held() == 16);
}

TEST_CASE("without a free file descriptor a file is asked to come later") {
    given::Shelves shelves;
    rlimit usual{};
    getrlimit(RLIMIT_NOFILE, &usual);
    const rlimit none{3, usual.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    const auto refused = shelves.store->begin("a", "");
    setrlimit(RLIMIT_NOFILE, &usual);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Kind::unavailable);
    CHECK(shelves.keep("a"));
}

TEST_CASE("an upload that was spooled elsewhere is read from its file") {
    given::Shelves shelves;
    const auto path = shelves.folder.path / "upload";
    const auto bytes = given::bytes_of_length(200'000);
    std::ofstream(path, std::ios::binary) << bytes;
    auto intake = shelves.store->begin("upload.bin", "").value();
    REQUIRE(intake.write_file(path));
    CHECK(shelves.text(intake.finish().value()) == bytes);
    auto missing = shelves.store->begin("upload.bin", "").value();
    CHECK(missing.write_file("/nowhere").error().kind == Kind::unavailable);
    CHECK_FALSE(missing.finish());
}

TEST_CASE("a folder that cannot be made is refused at the start") {
    given::Folder folder;
    std::ofstream(folder.path / "files") << "a file in the way";
    CHECK(files::Store::at({.folder = folder.path / "files"}).error().kind == Kind::unavailable);
}

TEST_CASE("bytes that changed on disk are found") {
    given::Shelves shelves;
    const auto blob = shelves.keep("the truth").value();
    CHECK(shelves.store->verify(blob.digest));
    std::ofstream(shelves.store->path_of(blob.digest)) << "the Truth";
    CHECK(shelves.store->verify(blob.digest).error().key == "files.damaged");
    REQUIRE(shelves.keep("the truth"));  // sent again, it is whole again
    CHECK(shelves.store->verify(blob.digest));
}

TEST_CASE("the type is what the bytes say") {
    given::Shelves shelves;
    const auto type = [&](std::string_view bytes) { return shelves.keep(bytes, "holiday.png", "image/png").value().type; };
    CHECK(type("<!DOCTYPE html><html><script>alert(1)</script></html>") == "text/html");
    CHECK(type("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n") == "application/pdf");
    CHECK(type("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>") == "image/svg+xml");
    CHECK(type("GIF89a\x01\x01=1;alert(1)") == "image/gif");
    CHECK(type("just words, nothing else\n") == "text/plain");
    CHECK(type("") == "application/octet-stream");
}
