#include "files/name.h"

#include "base/text.h"
#include "files/files.h"

#include <doctest/doctest.h>

using files::display_name;

TEST_CASE("an honest name stays as it is") {
    CHECK(display_name("Einspruch gegen Grundsteuer – März.pdf") == "Einspruch gegen Grundsteuer – März.pdf");
    CHECK(display_name("IMG_2041.JPG") == "IMG_2041.JPG");
    CHECK(display_name("路灯 2.tar.gz") == "路灯 2.tar.gz");
}

TEST_CASE("a name is never a path") {
    CHECK(display_name("../../../etc/passwd") == "passwd");
    CHECK(display_name("C:\\Users\\me\\photo.jpg") == "photo.jpg");
    CHECK(display_name("a/b\\..\\c.txt") == "c.txt");
    CHECK(display_name("..") == "file");
    CHECK(display_name("folder/") == "file");
    CHECK(display_name(".htaccess") == "htaccess");
    CHECK(display_name("--help") == "help");
    CHECK(display_name("notes.txt. . ") == "notes.txt");
}

TEST_CASE("a name hides nothing") {
    CHECK(display_name(std::string_view("photo.jpg\0.exe", 14)) == "photo.jpg.exe");
    CHECK(display_name("annex\u202egpj.exe") == "annex gpj.exe");
    CHECK(display_name("zero\u200bwidth\u200f.txt") == "zerowidth.txt");
    CHECK(display_name("line\r\nbreak\u2028.txt") == "line break .txt");
    CHECK(display_name("bad\xff\xfe.txt") == "bad\ufffd\ufffd.txt");
    CHECK(display_name("a<b>\"c\"|d?*:e.txt") == "a_b__c__d___e.txt");
}

TEST_CASE("a device of Windows is no name") {
    CHECK(display_name("CON") == "_CON");
    CHECK(display_name("nul.txt") == "_nul.txt");
    CHECK(display_name("Com7.tar.gz") == "_Com7.tar.gz");
    CHECK(display_name("console.txt") == "console.txt");
}

TEST_CASE("a name of 4,096 characters keeps its ending") {
    const auto name = display_name(std::string(4092, 'a') + ".pdf");
    CHECK(name.size() == 120);
    CHECK(name.ends_with("a.pdf"));
    std::string umlauts;
    for (int i = 0; i < 4000; ++i) umlauts += "ü";
    CHECK(base::count_characters(display_name(umlauts + ".docx")) == 120);
    CHECK(base::count_characters(display_name(std::string(1'000'000, 'x'))) == 120);
    CHECK(display_name(std::string(119, 'x') + " y") == std::string(119, 'x'));
    CHECK(display_name("") == "file");
    CHECK(display_name("\u200b\u200b . ") == "file");
}

TEST_CASE("a remade picture bears the ending of what it is now") {
    CHECK(files::name_for_type("IMG_1.HEIC", "image/jpeg") == "IMG_1.jpg");
    CHECK(files::name_for_type("IMG_1.JPEG", "image/jpeg") == "IMG_1.JPEG");
    CHECK(files::name_for_type("bin.png", "image/webp") == "bin.webp");
    CHECK(files::name_for_type("bin", "image/webp") == "bin.webp");
    CHECK(files::name_for_type("a.b", "application/pdf") == "a.b");
}

namespace {
std::string header(const files::File& file, std::string_view name) {
    for (const auto& [key, value] : files::headers_for(file))
        if (key == name) return value;
    return {};
}
files::File file_of(std::string type, std::string name, bool remade = false) {
    return {.number = 1, .name = std::move(name), .blob = {.type = std::move(type), .remade = remade}, .at = {}};
}
}  // namespace

TEST_CASE("only a picture the house wrote is shown; everything else is saved, and nothing runs") {
    const auto picture = file_of("image/jpeg", "bin.jpg", true);
    CHECK(header(picture, "Content-Type") == "image/jpeg");
    CHECK(header(picture, "Content-Disposition") == "inline; filename=\"bin.jpg\"; filename*=UTF-8''bin.jpg");

    CHECK(header(file_of("image/jpeg", "bin.jpg"), "Content-Disposition").starts_with("attachment;"));
    for (const auto* type : {"text/html", "image/svg+xml", "application/javascript", "text/xml", "application/x-httpd-php"}) {
        const auto page = file_of(type, "a.png.html");
        CHECK(header(page, "Content-Type") == "application/octet-stream");
        CHECK(header(page, "Content-Disposition").starts_with("attachment;"));
        CHECK(header(page, "X-Content-Type-Options") == "nosniff");
        CHECK(header(page, "Content-Security-Policy") == "default-src 'none'; sandbox");
    }
    CHECK(header(file_of("text/plain", "a.txt"), "Content-Type") == "text/plain; charset=utf-8");
    CHECK(header(file_of("application/pdf", "a.pdf"), "Content-Type") == "application/pdf");
}

TEST_CASE("any name fits into the header, and adds none") {
    CHECK(header(file_of("application/pdf", "März 100%.pdf"), "Content-Disposition") ==
          "attachment; filename=\"M_rz 100_.pdf\"; filename*=UTF-8''M%C3%A4rz%20100%25.pdf");
    CHECK(header(file_of("application/pdf", "a\";x=\"\\.pdf"), "Content-Disposition").find("filename=\"a__x=__.pdf\"") !=
          std::string::npos);
}

TEST_CASE("what is infected or not yet checked does not leave the house") {
    CHECK(files::may_leave({.state = files::State::clean}));
    CHECK(files::may_leave({.state = files::State::unscanned}));
    CHECK(files::may_leave({.state = files::State::infected}).error().kind == Kind::not_allowed);
    CHECK(files::may_leave({.state = files::State::waiting}).error().kind == Kind::unavailable);
}
