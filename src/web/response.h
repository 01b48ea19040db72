#pragma once
// What is answered. A handler makes one with the functions below and returns it:
//
//     return web::page(view);
//     return web::see_other("/staff/cases/7");
//     return web::json(R"({"reference": "7TQ2M9KX4BRW"})", 201).with("Location", "/api/v1/…");
//
// Security headers, Request-Id, Content-Length, HEAD and 304 are the server's work, on every answer.

#include "base/result.h"
#include "base/time.h"
#include "web/fields.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace html {
class Html;
}

namespace web {

/// Cookies are HttpOnly, SameSite=Lax, Path=/ and, over TLS, Secure and named with the prefix __Host-. Read them back
/// by the bare name: `request.cookies.text("session")`.
struct Cookie {
    std::string name;
    std::string value;
    std::optional<std::chrono::seconds> max_age = {};  // none: until the browser closes; 0: remove it
    bool strict = false;                               // SameSite=Strict
};

class Response {
public:
    /// A file on disk, sent in pieces.
    struct FileBody {
        std::filesystem::path path;
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
    };
    /// Puts the next piece into its argument; false once there is no more. Called on a worker, one call at a time.
    using Source = std::function<bool(std::string& piece)>;

    Response() = default;
    explicit Response(int status) : status_(status) {}

    int status() const { return status_; }
    const Headers& headers() const { return headers_; }
    const std::string& body() const { return shared_body_ ? *shared_body_ : body_; }
    const std::vector<Cookie>& cookies() const { return cookies_; }
    const std::optional<FileBody>& file() const { return file_; }
    const Source& source() const { return source_; }

    // Each returns the response itself, so that calls can be chained onto a fresh one.
    Response& set_status(int status) & { status_ = status; return *this; }
    Response& set(std::string_view name, std::string value) & { headers_.set(name, std::move(value)); return *this; }
    Response& add(std::string name, std::string value) & { headers_.add(std::move(name), std::move(value)); return *this; }
    Response& set(Cookie cookie) & { cookies_.push_back(std::move(cookie)); return *this; }
    Response& set_body(std::string body) & { body_ = std::move(body); shared_body_.reset(); return *this; }
    Response& set_body(std::shared_ptr<const std::string> body) & { shared_body_ = std::move(body); return *this; }
    Response& set_body(FileBody body) & { file_ = std::move(body); return *this; }
    Response& set_body(Source source) & { source_ = std::move(source); return *this; }

    Response with(std::string_view name, std::string value) && { set(name, std::move(value)); return std::move(*this); }
    Response with(Cookie cookie) && { set(std::move(cookie)); return std::move(*this); }
    Response with_status(int status) && { status_ = status; return std::move(*this); }
    /// A strong entity tag; the server answers 304 where the reader has it already. Without quotes.
    Response with_etag(std::string_view tag) && { set("ETag", '"' + std::string(tag) + '"'); return std::move(*this); }

private:
    int status_ = 200;
    Headers headers_;
    std::vector<Cookie> cookies_;
    std::string body_;
    std::shared_ptr<const std::string> shared_body_;
    std::optional<FileBody> file_;
    Source source_;
};

/// HTML, never stored by a cache unless the handler sets Cache-Control itself.
Response page(std::string html, int status = 200);
Response page(const html::Html& html, int status = 200);
Response text(std::string plain, int status = 200);
Response json(std::string document, int status = 200);
Response bytes(std::string body, std::string content_type);
Response no_content();
/// 303 to a path of this site, after a form. Anything else than a local path goes to "/".
Response see_other(std::string_view local_path);
/// 303 to another site: payment, sign-in. The address must come from settings, never from a request.
Response leave_for(std::string address);
/// Pieces made while they are sent, as a download under that name, of any length in bounded memory: its own sandbox CSP,
/// Content-Disposition attachment.
Response download(Response::Source source, std::string_view name, std::string content_type);

/// True for a path of this site that is safe to send a browser to: one leading '/', no second '/' or '\', no control
/// characters, no scheme. `next=` and `return_to=` go through this.
bool is_local_path(std::string_view);
/// The path if it is local, otherwise `otherwise`.
std::string local_path(std::string_view path, std::string_view otherwise = "/");

}  // namespace web
