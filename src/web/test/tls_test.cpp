#include "web/test/given_certificate.h"
#include "web/test/given_site.h"

#include <openssl/ssl.h>

using given::Site;

namespace {

/// What one request over TLS brings, up to the server's hanging up; `most` is the newest version the client speaks.
std::string ask_tls(const std::string& url, std::string_view request, int most = TLS1_3_VERSION) {
    given::Client client(url);
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, 0);
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_max_proto_version(context, most);
    SSL* tls = SSL_new(context);
    SSL_set_fd(tls, client.fd());
    std::string all;
    if (SSL_connect(tls) == 1) {
        SSL_write(tls, request.data(), static_cast<int>(request.size()));
        char buffer[4096];
        for (int got; (got = SSL_read(tls, buffer, sizeof buffer)) > 0;) all.append(buffer, static_cast<std::size_t>(got));
    }
    SSL_free(tls);
    SSL_CTX_free(context);
    return all;
}

struct TlsSite : Site {
    TlsSite() {
        options.tls_certificate = tenant.folder.path / "certificate.pem";
        options.tls_key = tenant.folder.path / "key.pem";
        given::write_certificate(options.tls_certificate, options.tls_key);
    }
};

}  // namespace

TEST_CASE("over TLS pages say so to the browser, and cookies are for this host alone") {
    TlsSite site;
    site.get("/", [](web::Request& r, web::Context& c) {
        return web::page(std::string(r.secure ? "secure " : "plain ") + std::to_string(c.seal().csrf.size()));
    });
    site.open();
    CHECK(site.url.starts_with("https://127.0.0.1:"));
    const auto answer = ask_tls(site.url, "GET / HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n");
    CHECK(answer.find("secure 64") != std::string::npos);
    CHECK(answer.find("Strict-Transport-Security: max-age=31536000") != std::string::npos);
    CHECK(answer.find("Set-Cookie: __Host-visitor=") != std::string::npos);
    CHECK(answer.find("; Secure") != std::string::npos);
}

TEST_CASE("a long answer over TLS arrives whole, and old versions of TLS are refused") {
    TlsSite site;
    site.get("/", [](auto&, auto&) { return web::text(std::string(3'000'000, 'x')); }).open();
    const auto request = "GET / HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n";
    CHECK(ask_tls(site.url, request).size() > 3'000'000);
    CHECK(ask_tls(site.url, request, TLS1_2_VERSION).size() > 3'000'000);
    CHECK(ask_tls(site.url, request, TLS1_1_VERSION).empty());
}

TEST_CASE("plain HTTP sent to a TLS port ends the connection and nothing else") {
    TlsSite site;
    site.get("/", given::hello).open();
    given::Client client(site.url);
    client.send("GET / HTTP/1.1\r\nHost: demo\r\n\r\n");
    client.answer();
    CHECK(ask_tls(site.url, "GET / HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n").find("200 OK") != std::string::npos);
}
