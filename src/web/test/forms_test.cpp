#include "web/test/given_site.h"

#include "web/body_intake.h"
#include "web/cookies.h"
#include "web/forms.h"
#include "web/multipart.h"
#include "web/negotiation.h"
#include "web/paths.h"

#include <fstream>
#include <sstream>

using given::Client;
using given::Site;
using web::Fields;
using web::Method;

namespace {

/// Collects what a reader says.
struct Parts : web::PartListener {
    std::vector<std::pair<web::PartHead, std::string>> all;
    bool part_begins(const web::PartHead& head) override { return all.emplace_back(head, ""), true; }
    bool part_goes_on(std::string_view bytes) override { return all.back().second.append(bytes), true; }
    bool part_ends() override { return true; }
};

std::string part(std::string_view disposition, std::string_view content) {
    return "--b\r\nContent-Disposition: form-data; " + std::string(disposition) + "\r\n\r\n" + std::string(content) + "\r\n";
}

std::string upload_request(std::string_view target, std::string_view body, std::string_view more = "") {
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n" +
           std::string(more) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::size_t files_in_spool(const Site& site) {
    const auto spool = site.tenant.folder.path / "spool";
    if (!std::filesystem::exists(spool)) return 0;
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(spool), {}));
}

}  // namespace

TEST_CASE("a form is decoded into fields that are always well-formed text") {
    Fields fields;
    REQUIRE(web::read_urlencoded("a=1&b=x+y%26z&a=2&empty=&bare&caf%C3%A9=%F0%9F%8F%9B&bad=%ff%00%zz&=v", fields));
    CHECK(fields.text("a") == "1");
    CHECK(fields.all("a") == std::vector<std::string_view>{"1", "2"});
    CHECK(fields.text("b") == "x y&z");
    CHECK(fields.has("empty"));
    CHECK(fields.has("bare"));
    CHECK(fields.text("café") == "🏛");
    CHECK(fields.text("bad") == "\ufffd%zz");
    Fields few;
    CHECK_FALSE(web::read_urlencoded("a&b&c", few, 2));
}

TEST_CASE("a multipart form is read the same however it is cut into pieces") {
    const auto body = "preamble\r\n" + part("name=\"a\"", "one") + part("name=\"f\"; filename=\"x.txt\"", "\r\n--c no\r\n--") +
                      part("name=\"empty\"", "") + "--b--\r\nepilogue";
    for (std::size_t size = 1; size < 60; ++size) {
        CAPTURE(size);
        Parts parts;
        web::MultipartReader reader("b", parts);
        for (std::size_t i = 0; i < body.size(); i += size) REQUIRE(reader.feed(std::string_view(body).substr(i, size)));
        CHECK(reader.is_whole());
        REQUIRE(parts.all.size() == 3);
        CHECK(parts.all[0].second == "one");
        CHECK(parts.all[1].second == "\r\n--c no\r\n--");
        CHECK(parts.all[1].first.file_name == "x.txt");
        CHECK(parts.all[2].second.empty());
    }
}

TEST_CASE("a malformed multipart form is refused") {
    const auto refused = [](std::string_view boundary, const std::string& body) {
        Parts parts;
        web::MultipartReader reader(boundary, parts);
        return !reader.feed(body) || !reader.is_whole();
    };
    CHECK_FALSE(refused("b", part("name=a", "x") + "--b--"));
    CHECK(refused("", "----"));
    CHECK(refused(std::string(71, 'b'), part("name=a", "x") + "--b--"));
    CHECK(refused("b\r\nX", part("name=a", "x") + "--b--"));
    CHECK(refused("b", part("name=a", "x")));
    CHECK(refused("b", part("nom=a", "x") + "--b--"));
    CHECK(refused("b", part("name=\"a", "x") + "--b--"));
    CHECK(refused("b", "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--"));
    CHECK(refused("b", "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--b--"));
    CHECK(refused("b", "--b\r\n\r\nx\r\n--b--"));
    CHECK(refused("b", "--b\r\nX: " + std::string(20'000, 'x') + "\r\n\r\nx\r\n--b--"));
    std::string many;
    for (int i = 0; i < 1001; ++i) many += part("name=a", "x");
    CHECK(refused("b", many + "--b--"));
}

TEST_CASE("a file's name as sent is only ever shown, and never a path") {
    CHECK(web::tidy_file_name("../../etc/passwd") == "passwd");
    CHECK(web::tidy_file_name("C:\\fakepath\\photo.jpg") == "photo.jpg");
    CHECK(web::tidy_file_name(std::string_view("a\0b.png", 7)) == "a b.png");
    CHECK(web::tidy_file_name("..") == "file");
    CHECK(web::tidy_file_name(".htaccess") == "htaccess");
    CHECK(web::tidy_file_name("-rf") == "rf");
    CHECK(web::tidy_file_name("x\r\nSet-Cookie: a") == "x Set-Cookie: a");
    CHECK(web::tidy_file_name("gpj.\u202eexe") == "gpj. exe");
    CHECK(base::count_characters(web::tidy_file_name(std::string(4096, 'n'))) == 200);
    CHECK(web::tidy_file_name("") == "file");
}

TEST_CASE("uploads lie in the spool under generated names while the handler runs, and are gone after") {
    Site site;
    std::vector<std::string> names, contents;
    site.router.add({.method = Method::post,
                     .pattern = "/photos",
                     .permission = "public",
                     .kind = web::RouteKind::api,
                     .handler =
                         [&](web::Request& request, web::Context&) {
                             for (const auto& upload : request.uploads) {
                                 names.push_back(upload.name);
                                 contents.push_back(read(upload.file.path()));
                                 CHECK(upload.size == contents.back().size());
                                 CHECK(upload.file.path().filename().string().starts_with(request.id));
                             }
                             return web::text(std::string(request.form.text("note")) + std::to_string(files_in_spool(site)));
                         },
                     .most_body = 4 * 1024 * 1024});
    site.open();
    const std::string big(1'000'000, 'p');
    const auto body = part("name=\"note\"", "caf\xc3\xa9") + part("name=\"p\"; filename=\"../../../evil\x01.png\"", big) +
                      part("name=\"p\"; filename=\"" + std::string(4096, 'n') + "\"", "small") +
                      part("name=\"p\"; filename=\"\"", "") + "--b--\r\n";
    const auto answer = site.ask(upload_request("/photos", body));
    CHECK(answer.status == 200);
    CHECK(answer.body == "café2");
    REQUIRE(names.size() == 2);
    CHECK(names[0] == "evil .png");
    CHECK(contents[0] == big);
    CHECK(contents[1] == "small");
    CHECK(site.get_now("/healthz").status == 200);
    CHECK(files_in_spool(site) == 0);
}

TEST_CASE("a body larger than its route allows is refused, and nothing of it stays") {
    Site site;
    int asked = 0;
    site.api(Method::post, "/small", [&](auto&, auto&) { return ++asked, web::no_content(); }).open();
    const auto body = part("name=\"p\"; filename=\"x\"", std::string(100'000, 'p')) + "--b--\r\n";
    CHECK(site.ask(upload_request("/small", body)).status == 413);
    Client chunked(site.url);
    chunked.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n");
    chunked.send("186a0\r\n" + body.substr(0, 100'000) + "\r\n");
    CHECK(chunked.answer().status == 413);
    const auto field = part("name=\"p\"", std::string(300'000, 'p')) + "--b--\r\n";
    CHECK(site.ask(upload_request("/small", field)).status == 413);
    CHECK(site.ask(upload_request("/small", part("name=\"p\"; filename=\"x\"", "cut"))).status == 400);
    CHECK(asked == 0);
    CHECK(site.get_now("/healthz").status == 200);
    CHECK(files_in_spool(site) == 0);
}

TEST_CASE("a route that takes large files keeps no large form in memory") {
    Site site;
    int asked = 0;
    site.router.add({.method = Method::post,
                     .pattern = "/photos",
                     .permission = "public",
                     .kind = web::RouteKind::api,
                     .handler = [&](web::Request&, web::Context&) { return ++asked, web::no_content(); },
                     .most_body = 4 * 1024 * 1024});
    site.open();
    for (const std::string type : {"application/x-www-form-urlencoded", "application/json"}) {
        const auto send = [&](std::size_t size) {
            return site.ask("POST /photos HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
                            std::string(size, 'p')).status;
        };
        CHECK(send(2 * 1024 * 1024) == 413);
        CHECK(send(100) == 204);
    }
    CHECK(asked == 2);
}

TEST_CASE("an upload whose sender vanishes leaves no file behind") {
    Site site;
    site.api(Method::post, "/small", given::hello).open();
    {
        Client client(site.url);
        const auto body = part("name=\"p\"; filename=\"x\"", std::string(20'000, 'p'));
        client.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 60000\r\n"
                    "Expect: 100-continue\r\n\r\n");
        CHECK(client.answer().status == 100);
        client.send(body);
        client.finish_sending();
        CHECK(client.is_closed());  // the server has noticed, and let go of the file before
    }
    site.server->stop();
    CHECK(files_in_spool(site) == 0);
}

TEST_CASE("a full disk is answered 503, not with half a file") {
    Site site;
    std::ofstream(site.tenant.folder.path / "spool") << "a file where the folder should be";
    site.api(Method::post, "/small", given::hello).open();
    CHECK(site.ask(upload_request("/small", part("name=\"p\"; filename=\"x\"", "y") + "--b--\r\n")).status == 503);
}

TEST_CASE("JSON is taken only from who says it is JSON") {
    Site site;
    site.api(Method::post, "/j", [](web::Request& r, auto&) -> Result<web::Response> {
        const auto document = TRY(web::json_body(r));
        return web::json(std::string(document));
    });
    site.open();
    const auto send = [&](std::string_view type) {
        return site.ask("POST /j HTTP/1.1\r\nHost: x\r\nContent-Type: " + std::string(type) + "\r\nContent-Length: 2\r\n\r\n{}").status;
    };
    CHECK(send("application/json; charset=utf-8") == 200);
    CHECK(send("application/merge-patch+json") == 200);
    CHECK(send("text/plain") == 415);
    CHECK(send("application/x-www-form-urlencoded") == 415);
    CHECK(send("nonsense") == 415);
}

TEST_CASE("cookies are read strictly, and over TLS only those that cannot be tossed in") {
    Fields plain, secure;
    web::read_cookies("a=1; b=\"two\";c = 3 ;; d; __Host-session=x", false, plain);
    CHECK(plain.text("a") == "1");
    CHECK(plain.text("b") == "two");
    CHECK(plain.text("c") == "3");
    CHECK_FALSE(plain.has("session"));
    web::read_cookies("session=tossed; __Host-session=ours", true, secure);
    CHECK(secure.all("session") == std::vector<std::string_view>{"ours"});
    CHECK(web::to_set_cookie({.name = "a", .value = "b"}, true) == "__Host-a=b; Path=/; HttpOnly; SameSite=Lax; Secure");
    CHECK(web::to_set_cookie({.name = "a", .value = "", .max_age = std::chrono::seconds(0), .strict = true}, false) ==
          "a=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_CASE("a redirect stays on this site") {
    for (const char* local : {"/", "/staff/cases/7", "/a?next=http://x", "/a#b", "/~x"}) CHECK(web::is_local_path(local));
    for (const char* foreign : {"", "//evil", "/\\evil", "https:evil", "https://evil", "\\\\evil", "evil", "/a\r\nX: y", "/ a",
                                "/a//b", "/..//evil", "/.//evil", "javascript:alert(1)", "/\tevil", "/a\\b"}) {
        CAPTURE(foreign);
        CHECK_FALSE(web::is_local_path(foreign));
        CHECK(web::see_other(foreign).headers().text("Location") == "/");
    }
}

TEST_CASE("a path is decoded once and hides nothing") {
    CHECK(web::decode_path("/a%20b/caf%C3%A9") == "/a b/café");
    for (const char* wrong : {"", "a", "/%2f", "/%5C", "/%00", "/%25", "/..", "/a/../b", "/.", "//", "/a//b", "/%C0%AF", "/%ED%A0%80",
                              "/\x01", "/%7f", "/%4", "/a;b"}) {
        CAPTURE(wrong);
        CHECK_FALSE(web::decode_path(wrong));
    }
    CHECK(web::decode_path("/a/"));
    CHECK(web::encode_percent("a b/ü~") == "a%20b%2F%C3%BC~");
}

TEST_CASE("what a reader says it wants is understood, and nonsense is taken as nothing said") {
    using base::Language;
    CHECK(web::read_accept_language("cy, en;q=0.8", Language::english) == Language::welsh);
    CHECK(web::read_accept_language("en-GB,en;q=0.9,cy;q=0.5", Language::welsh) == Language::english);
    CHECK(web::read_accept_language("fr,de;q=0.9", Language::english) == Language::english);
    CHECK(web::read_accept_language("cy;q=0, en;q=0.001", Language::welsh) == Language::english);
    CHECK(web::read_accept_language(";;;,,q=,cy;q=9", Language::english) == Language::english);
    CHECK(web::accepts_coding("gzip, br;q=0.5", "br"));
    CHECK_FALSE(web::accepts_coding("gzip, br;q=0", "br"));
    CHECK_FALSE(web::accepts_coding("gzip", "br"));
    const auto content = web::read_content_type("Multipart/Form-Data; charset=UTF-8; boundary=\"a;\\\"b\"");
    CHECK(content.type == "multipart/form-data");
    CHECK(content.boundary == "a;\"b");
    CHECK(content.charset == "utf-8");
    CHECK(web::read_content_type("text").type.empty());
    CHECK(web::read_content_type("te xt/html").type.empty());
}

TEST_CASE("a range of bytes is cut to what there is, and what makes no sense is answered whole") {
    using web::RangeAnswer;
    web::ByteRange range{};
    const auto read_it = [&](std::string_view field) { return web::read_range(field, 100, range); };
    CHECK(read_it("bytes=0-9") == RangeAnswer::part);
    CHECK(range.length == 10);
    CHECK(read_it("bytes=90-200") == RangeAnswer::part);
    CHECK((range.first == 90 && range.length == 10));
    CHECK(read_it("bytes=50-") == RangeAnswer::part);
    CHECK(range.length == 50);
    CHECK(read_it("bytes=-7") == RangeAnswer::part);
    CHECK(range.first == 93);
    CHECK(read_it("bytes=-700") == RangeAnswer::part);
    CHECK(range.length == 100);
    CHECK(read_it("bytes=100-") == RangeAnswer::not_satisfiable);
    CHECK(read_it("bytes=-0") == RangeAnswer::not_satisfiable);
    for (const char* whole : {"bytes=9-0", "bytes=a-b", "bytes=0-1,3-4", "lines=0-1", "bytes=", "bytes=-", "bytes=18446744073709551616-"})
        CHECK(read_it(whole) == RangeAnswer::whole);
}
