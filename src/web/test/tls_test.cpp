#include "web/test/given_site.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

using given::Site;

namespace {

/// A certificate for "demo", signed by itself, written as the two PEM files the settings name.
void write_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key_file) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* x = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x), 3600);
    X509_set_pubkey(x, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("demo"), -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509_sign(x, key, EVP_sha256());
    FILE* out = std::fopen(certificate.c_str(), "w");
    PEM_write_X509(out, x);
    std::fclose(out);
    out = std::fopen(key_file.c_str(), "w");
    PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    X509_free(x);
    EVP_PKEY_free(key);
}

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
        write_certificate(options.tls_certificate, options.tls_key);
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
