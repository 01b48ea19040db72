#include "web/certificate.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

namespace web {
namespace {

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

std::unexpected<Refusal> bad(const std::string& file) {
    const auto* const why = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return refuse(Kind::invalid, "web.bad_tls", file + ": " + (why != nullptr ? why : "unreadable"));
}

}  // namespace

Result<Instant> certificate_end(const std::string& certificate, const std::string& key) {
    const std::unique_ptr<SSL_CTX, FreeContext> context(SSL_CTX_new(TLS_server_method()));
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1) return bad(certificate);
    if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) return bad(key);
    std::tm end{};
    const auto* const read = SSL_CTX_get0_certificate(context.get());
    if (read == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(read), &end) != 1) return bad(certificate);
    return Instant(std::chrono::seconds(::timegm(&end)));
}

}  // namespace web
