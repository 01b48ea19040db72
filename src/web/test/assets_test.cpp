#include "web/test/given_site.h"

#include <fstream>

using given::Site;

namespace {

void write(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("an asset has a lasting address with its digest, and compressed forms for who takes them") {
    Site site;
    const auto folder = site.tenant.folder.path / "assets";
    write(folder / "app.css", "body { color: black }");
    write(folder / "app.css.br", "brotli");
    write(folder / "app.css.gz", "gzip");
    write(folder / "images" / "a.svg", "<svg/>");
    const web::Assets assets(folder);
    assets.add_routes(site.router);
    site.open();

    const auto url = assets.url("app.css");
    CHECK(url.starts_with("/assets/app-"));
    const auto plain = site.get_now(url);
    CHECK(plain.body == "body { color: black }");
    CHECK(plain.header("Content-Type") == "text/css; charset=utf-8");
    CHECK(plain.header("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(plain.header("Vary") == "Accept-Encoding");
    CHECK(plain.header("X-Content-Type-Options") == "nosniff");
    CHECK(site.get_now(url, "Accept-Encoding: gzip, br\r\n").body == "brotli");
    CHECK(site.get_now(url, "Accept-Encoding: gzip\r\n").header("Content-Encoding") == "gzip");
    CHECK(site.get_now(url, "If-None-Match: " + plain.header("ETag") + "\r\n").status == 304);
    CHECK(site.get_now("/assets/app.css").header("Cache-Control") == "no-cache");
    CHECK(site.get_now(assets.url("images/a.svg")).header("Content-Type") == "image/svg+xml");
    CHECK(site.get_now("/assets/../assets/app.css").status == 400);
    CHECK(site.get_now("/assets/none.css").status == 404);
}

TEST_CASE("a range of an asset is sent as 206, only if it is still the same") {
    Site site;
    const auto folder = site.tenant.folder.path / "assets";
    write(folder / "a.txt", "0123456789");
    const web::Assets assets(folder);
    assets.add_routes(site.router);
    site.open();
    const auto tag = site.get_now("/assets/a.txt").header("ETag");
    const auto part = site.get_now("/assets/a.txt", "Range: bytes=2-4\r\nIf-Range: " + tag + "\r\n");
    CHECK(part.status == 206);
    CHECK(part.body == "234");
    CHECK(part.header("Content-Range") == "bytes 2-4/10");
    CHECK(site.get_now("/assets/a.txt", "Range: bytes=2-4\r\nIf-Range: \"old\"\r\n").body == "0123456789");
    const auto beyond = site.get_now("/assets/a.txt", "Range: bytes=10-\r\n");
    CHECK(beyond.status == 416);
    CHECK(beyond.header("Content-Range") == "bytes */10");
}
