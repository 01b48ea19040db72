#include "web/test/given_site.h"

#include <fstream>

using given::Client;
using given::hello;
using given::Site;
using web::Method;

TEST_CASE("a page is answered with its length, its type and every security header") {
    Site site;
    site.get("/", hello).open();
    const auto answer = site.get_now("/");
    CHECK(answer.status == 200);
    CHECK(answer.body == "<p>hello");
    CHECK(answer.header("Content-Type") == "text/html; charset=utf-8");
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
    CHECK(answer.header("Referrer-Policy") == "same-origin");
    CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(answer.header("Cache-Control") == "no-store");
    CHECK(answer.header("Content-Security-Policy").find("frame-ancestors 'none'") != std::string::npos);
    CHECK(answer.header("Content-Security-Policy").find("unsafe") == std::string::npos);
    CHECK(answer.header("Request-Id").size() == 16);
    CHECK_FALSE(answer.has_header("Strict-Transport-Security"));
}

TEST_CASE("errors carry the security headers too, as a page for people and as problem+json for programs") {
    Site site;
    site.get("/", hello).api(Method::get, "/api/v1/thing", [](auto&, auto&) -> Result<web::Response> {
        return base::refuse_fields("web.not_found", {{"name", "Enter a <name>"}});
    });
    site.open();
    const auto page = site.get_now("/nowhere");
    CHECK(page.status == 404);
    CHECK(page.header("Content-Security-Policy").find("frame-ancestors 'none'") != std::string::npos);
    CHECK(page.body.find("Page not found") != std::string::npos);
    const auto problem = site.get_now("/api/v1/thing");
    CHECK(problem.status == 422);
    CHECK(problem.header("Content-Type") == "application/problem+json");
    CHECK(problem.header("X-Content-Type-Options") == "nosniff");
    CHECK(problem.body.find(R"("errors":[{"field":"name","message":"Enter a <name>"}])") != std::string::npos);
    CHECK(site.get_now("/api/v1/none", "Accept: application/json\r\n").header("Content-Type") == "application/problem+json");
}

TEST_CASE("every kind of refusal has its status") {
    Site site;
    const auto refusing = [](Kind kind) {
        return [kind](web::Request&, web::Context&) -> Result<web::Response> { return base::refuse(kind, "web.not_found"); };
    };
    site.get("/0", refusing(Kind::not_found)).get("/1", refusing(Kind::not_allowed)).get("/2", refusing(Kind::invalid));
    site.get("/3", refusing(Kind::conflict)).get("/4", refusing(Kind::unavailable)).open();
    CHECK(site.get_now("/0").status == 404);
    CHECK(site.get_now("/1").status == 403);
    CHECK(site.get_now("/2").status == 422);
    CHECK(site.get_now("/3").status == 409);
    CHECK(site.get_now("/4").status == 503);
    CHECK(site.get_now("/4").header("Retry-After") == "5");
}

TEST_CASE("a handler that throws is answered 500 and says nothing of why") {
    Site site;
    site.get("/", [](auto&, auto&) -> Result<web::Response> { throw std::runtime_error("the secret reason"); }).open();
    const auto answer = site.get_now("/");
    CHECK(answer.status == 500);
    CHECK(answer.body.find("secret") == std::string::npos);
    CHECK(answer.body.find(answer.header("Request-Id")) != std::string::npos);
}

TEST_CASE("HEAD answers as GET does, without the body") {
    Site site;
    site.get("/", hello).open();
    Client client(site.url);
    const auto head = client.ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n", true);
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "8");
    CHECK(client.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").body == "<p>hello");
}

TEST_CASE("a wrong method is 405 with Allow, OPTIONS tells the same, and an unknown method is refused") {
    Site site;
    site.get("/thing", hello).post("/thing", hello).open();
    CHECK(site.ask("DELETE /thing HTTP/1.1\r\nHost: x\r\n\r\n").status == 405);
    CHECK(site.ask("DELETE /thing HTTP/1.1\r\nHost: x\r\n\r\n").header("Allow") == "OPTIONS, GET, HEAD, POST");
    CHECK(site.ask("OPTIONS /thing HTTP/1.1\r\nHost: x\r\n\r\n").status == 204);
    CHECK(site.ask("OPTIONS /thing HTTP/1.1\r\nHost: x\r\n\r\n").header("Allow") == "OPTIONS, GET, HEAD, POST");
    CHECK(site.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").status == 204);
    CHECK(site.ask("PROPFIND /thing HTTP/1.1\r\nHost: x\r\n\r\n").status == 405);
    CHECK(site.ask("TRACE /thing HTTP/1.1\r\nHost: x\r\n\r\n").status == 405);
    CHECK(site.ask("OPTIONS /none HTTP/1.1\r\nHost: x\r\n\r\n").status == 404);
}

TEST_CASE("one connection carries many requests, also when they are sent at once") {
    Site site;
    site.get("/{n}", [](web::Request& r, auto&) { return web::page(std::string(r.param("n"))); }).open();
    Client client(site.url);
    std::string all;
    for (int i = 0; i < 500; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(all);
    for (int i = 0; i < 500; ++i) CHECK(client.answer().body == std::to_string(i));
}

TEST_CASE("a request arriving byte by byte is understood") {
    Site site;
    site.api(Method::post, "/", [](web::Request& r, auto&) { return web::text(r.body); }).open();
    Client client(site.url);
    for (const char c : std::string("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;a=b\r\nde\r\n0\r\nX: y\r\n\r\n"))
        client.send(std::string_view(&c, 1));
    CHECK(client.answer().body == "abcde");
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection after the answer") {
    Site site;
    site.get("/", hello).open();
    for (const char* request : {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\nHost: x"}) {
        Client client(site.url);
        const auto answer = client.ask(request);
        if (std::string_view(request).find("1.0") == std::string_view::npos) CHECK(answer.status == 200);
        CHECK(answer.header("Connection") == "close");
        CHECK(client.is_closed());
    }
}

TEST_CASE("a request that two programs could read differently is refused, and the connection closed") {
    Site site;
    site.get("/", hello).api(Method::post, "/", hello).open();
    const char* ambiguous[] = {
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4, 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\x0b" "chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n11111111111111111\r\na",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n\tContent-Length: 4\r\n\r\n",
        "GET / HTTP/1.1\nHost: x\n\n",
        "GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: user@x\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
        "G\x01T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "\x16\x03\x01\x02\r\n\r\n",
    };
    for (const char* request : ambiguous) {
        CAPTURE(request);
        Client client(site.url);
        const auto answer = client.ask(request);
        CHECK((answer.status == 400 || answer.status == 413));
        if (answer.header("Connection") != "close") continue;  // only the host's name was wrong
        CHECK(client.is_closed());
    }
    Client nul(site.url);
    CHECK(nul.ask(std::string("GET / HTTP/1.1\r\nHost: x\r\nX: a") + '\0' + "b\r\n\r\n").status == 400);
}

TEST_CASE("a body smuggled behind a refused request is never taken for a request") {
    Site site;
    int asked = 0;
    site.get("/secret", [&](auto&, auto&) { return ++asked, web::page("x"); }).get("/", hello).open();
    Client client(site.url);
    const auto answer = client.ask("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\nGET /secret HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(answer.status == 404);
    CHECK(client.is_closed());
    CHECK(asked == 0);
}

TEST_CASE("a path that hides something is refused") {
    Site site;
    site.get("/files/{name}", hello).get("/", hello).open();
    for (const char* path : {"/files/%2e%2e", "/files/..", "/files/%2E%2E/x", "/files/a%2fb", "/files/a%5cb", "/files/a\\b",
                             "/files/%00", "/files/%252e", "/files/%c0%af", "/files/%ff", "/files//a", "//evil", "/files/a;x=1",
                             "/files/%", "/files/%zz", "/files/./a", "files", "http:files"}) {
        CAPTURE(path);
        CHECK(site.get_now(path).status == 400);
    }
    CHECK(site.get_now("/files/caf%C3%A9").status == 200);
    CHECK(site.get_now("http://demo/files/a").status == 200);
}

TEST_CASE("too much of anything in the head is refused") {
    Site site;
    site.get("/", hello).open();
    CHECK(site.get_now("/" + std::string(9000, 'a')).status == 400);
    CHECK(site.get_now("/", "X: " + std::string(20'000, 'a') + "\r\n").status == 400);
    std::string many;
    for (int i = 0; i < 101; ++i) many += "X: y\r\n";
    CHECK(site.get_now("/", many).status == 400);
    CHECK(site.ask("GET /" + std::string(70'000, 'a')).status == 400);
    CHECK(site.get_now("/?a=" + std::string(4000, 'b')).status == 200);
}

TEST_CASE("a host nobody serves here gets 421") {
    struct NoTenants : web::Tenants {
        const web::Tenant* find(std::string_view) const override { return nullptr; }
    } none;
    Site site;
    site.get("/", hello);
    web::Server server(site.options, web::House{site.router, none, site.gate, site.live, site.clock, site.random});
    Client client(*server.start());
    CHECK(client.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").status == 421);
    CHECK(client.ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").status == 200);
}

TEST_CASE("a literal address beats a named one, and a route twice is a mistake met at start") {
    web::Router router;
    const auto named = [](const char* name) { return [name](auto&, auto&) { return web::text(name); }; };
    router.page(Method::get, "/cases/new", "public", named("new"));
    router.page(Method::get, "/cases/{id}", "public", named("one"));
    router.page(Method::get, "/cases/{id}/notes", "public", named("notes"));
    router.page(Method::get, "/files/{path...}", "public", named("rest"));
    CHECK(router.match(Method::get, "/cases/new").route->pattern == "/cases/new");
    CHECK(router.match(Method::get, "/cases/new/notes").params.text("id") == "new");
    CHECK(router.match(Method::head, "/cases/7").params.text("id") == "7");
    CHECK(router.match(Method::get, "/files/a/b").params.text("path") == "a/b");
    CHECK(router.match(Method::get, "/files/").route == nullptr);
    CHECK(router.match(Method::get, "/cases/").route == nullptr);
    CHECK(router.routes().size() == 4);
    CHECK_THROWS_AS(router.page(Method::get, "/cases/{other}", "public", named("twice")), std::logic_error);
    CHECK_THROWS_AS(router.page(Method::get, "cases", "public", named("x")), std::logic_error);
    CHECK_THROWS_AS(router.page(Method::get, "/a//b", "public", named("x")), std::logic_error);
    CHECK_THROWS_AS(router.page(Method::get, "/{rest...}/b", "public", named("x")), std::logic_error);
}

TEST_CASE("a long answer made in pieces arrives whole, and so does a file") {
    Site site;
    const auto path = site.tenant.folder.path / "long.bin";
    {
        std::ofstream out(path, std::ios::binary);
        for (int i = 0; i < 100'000; ++i) out << i << '\n';
    }
    site.get("/pieces", [](auto&, auto&) {
        const auto pieces = [n = 0](std::string& piece) mutable {
            piece = std::string(10'000, static_cast<char>('a' + n % 26));
            return ++n < 50;
        };
        return web::download(pieces, "../../etc/\"päss\nwd", "text/csv");
    });
    site.get("/file", [&](auto&, auto&) {
        web::Response response;
        response.set_body(web::Response::FileBody{path, 0, std::filesystem::file_size(path)});
        return response;
    }).open();
    const auto pieces = site.get_now("/pieces");
    CHECK(pieces.body.size() == 500'000);
    CHECK(pieces.header("Content-Disposition") == "attachment; filename=\"_p__ss wd\"; filename*=UTF-8''%22p%C3%A4ss%20wd");
    CHECK(pieces.header("Content-Security-Policy").find("sandbox") != std::string::npos);
    CHECK(pieces.header("Cache-Control") == "no-store");
    Client old(site.url);
    old.send("GET /pieces HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
    const auto until_closed = old.take(1'000'000);
    CHECK(until_closed.substr(until_closed.find("\r\n\r\n") + 4).size() == 500'000);
    const auto file = site.get_now("/file");
    CHECK(file.body.size() == std::filesystem::file_size(path));
    const auto part = site.get_now("/file", "Range: bytes=10-19\r\n");
    CHECK(part.status == 206);
    CHECK(part.header("Content-Range") == "bytes 10-19/" + std::to_string(file.body.size()));
    CHECK(part.body == file.body.substr(10, 10));
}

TEST_CASE("a reader that has the page is told 304, and If-Match guards a change") {
    Site site;
    site.get("/", [](auto&, auto&) { return web::page("x").with_etag("v7"); });
    site.api(Method::put, "/", [](web::Request& r, auto&) -> Result<web::Response> {
        TRY(web::require_match(r, "v7"));
        return web::no_content();
    });
    site.open();
    CHECK(site.get_now("/", "If-None-Match: \"v6\", W/\"v7\"\r\n").status == 304);
    CHECK(site.get_now("/", "If-None-Match: \"v6\"\r\n").status == 200);
    CHECK(site.ask("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nIf-Match: \"v6\"\r\n\r\n").status == 412);
    CHECK(site.ask("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nIf-Match: \"v7\"\r\n\r\n").status == 204);
}

TEST_CASE("an answer's headers cannot be split by what a handler puts in") {
    Site site;
    site.get("/", [](auto&, auto&) { return web::page("x").with("X-Name", "a\r\nSet-Cookie: b=c"); }).open();
    const auto answer = site.get_now("/");
    CHECK(answer.header("X-Name") == "a  Set-Cookie: b=c");
    CHECK_FALSE(answer.has_header("Set-Cookie"));
}

TEST_CASE("health is told to all, measures only to whom the settings name") {
    Site site;
    site.open();
    CHECK(site.get_now("/healthz").body == "ok\n");
    CHECK(site.get_now("/readyz").status == 200);
    CHECK(site.get_now("/metrics").body.find("guildhall_http_requests_total{class=\"2xx\"}") != std::string::npos);
    Site closed;
    closed.options.metrics_from = {};
    closed.open();
    CHECK(closed.get_now("/metrics").status == 404);
}
