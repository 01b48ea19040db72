#include <doctest/doctest.h>

#include "mail/test/folder.h"
#include "mail/transport.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <csignal>

using mail::Address;

namespace {

mail::Envelope some_envelope(std::string id) {
    return {*Address::parse("no-reply@council.example"), *Address::parse("ann@example.com"), std::move(id),
            *base::parse_iso("2026-11-22T09:30:00Z")};
}

}  // namespace

TEST_CASE("a message becomes a file that only its owner reads, named after time and Message-ID") {
    const mail::test::Folder folder;
    const auto transport = mail::folder_transport(folder.path() + "/var/mail");
    const auto sent = transport->send(some_envelope("op-1@council.example"), "Subject: x\r\n\r\nhello\r\n");
    REQUIRE(sent);
    CHECK(sent->reply == folder.path() + "/var/mail/20261122T093000Z-op-1@council.example.eml");
    CHECK(mail::test::read_file(sent->reply) == "Subject: x\r\n\r\nhello\r\n");
    struct stat facts {};
    REQUIRE(::stat(sent->reply.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
}

TEST_CASE("the same message again overwrites its file and leaves nothing else behind") {
    const mail::test::Folder folder;
    const auto transport = mail::folder_transport(folder.path());
    REQUIRE(transport->send(some_envelope("op-1@x.example"), "first"));
    REQUIRE(transport->send(some_envelope("op-1@x.example"), "second"));
    REQUIRE(transport->send(some_envelope("op-2@x.example"), "other"));
    CHECK(mail::test::files_in(folder.path()).size() == 2);
}

TEST_CASE("a Message-ID cannot lead out of the folder") {
    const mail::test::Folder folder;
    const auto transport = mail::folder_transport(folder.path());
    for (const char* id : {"../../etc/passwd@x", "a/b@x", "a b@x", "\n@x"})
        REQUIRE(transport->send(some_envelope(id), "x"));
    REQUIRE(transport->send(some_envelope(std::string(5000, 'a') + "@x"), "x"));
    CHECK(mail::test::files_in(folder.path()).size() == 5);
}

TEST_CASE("a folder that cannot be written asks for another try, and names no one") {
    const mail::test::Folder folder;
    mail::test::write_file(folder.path() + "/file", "");
    for (const auto& place : {folder.path() + "/file/mail", std::string("/proc/mail"), std::string("/dev/full/mail")}) {
        const auto sent = mail::folder_transport(place)->send(some_envelope("op-1@x.example"), "x");
        REQUIRE_FALSE(sent);
        CHECK(sent.error().kind == Kind::unavailable);
        CHECK(sent.error().key == "mail.later");
        CHECK(sent.error().log.find("ann@") == std::string::npos);
    }
}

TEST_CASE("a disk that fills up half way leaves the last whole file and nothing half made") {
    const mail::test::Folder folder;
    const auto transport = mail::folder_transport(folder.path());
    REQUIRE(transport->send(some_envelope("op-1@x.example"), "whole"));
    rlimit usual{};
    ::getrlimit(RLIMIT_FSIZE, &usual);
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit little{5000, usual.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &little);
    const auto sent = transport->send(some_envelope("op-1@x.example"), std::string(10'000, 'x'));
    ::setrlimit(RLIMIT_FSIZE, &usual);
    std::signal(SIGXFSZ, ignored);
    REQUIRE_FALSE(sent);
    CHECK(sent.error().kind == Kind::unavailable);
    const auto files = mail::test::files_in(folder.path());
    REQUIRE(files.size() == 1);
    CHECK(mail::test::read_file(files[0]) == "whole");
}
