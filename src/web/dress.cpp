// What every answer wears: status line, security headers, length.

#include "web/conduct.h"

#include "web/cookies.h"

namespace web {
namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 101: return "Switching Protocols";
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 301: return "Moved Permanently";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 416: return "Range Not Satisfiable";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 426: return "Upgrade Required";
        case 429: return "Too Many Requests";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "Answer";
    }
}

constexpr std::string_view fixed_headers =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), microphone=(self), geolocation=(self), payment=(), usb=()\r\n";
constexpr std::string_view strict_transport = "Strict-Transport-Security: max-age=31536000\r\n";
constexpr std::string_view nothing_allowed =
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n";

/// The same second needs its date written once per thread.
const std::string& date_of(Instant now) {
    thread_local std::chrono::sys_seconds written{};
    thread_local std::string date;
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    if (second != written) {
        written = second;
        date = base::to_http_date(second);
    }
    return date;
}

/// A value as it may stand in a head: nothing in it can end the line.
void append_value(std::string& out, std::string_view value) {
    if (value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos) {
        out += value;
        return;
    }
    for (const char c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    append_value(out, name);
    out += ": ";
    append_value(out, value);
    out += "\r\n";
}

void append_page_policy(std::string& out, const std::string& nonce, const ServerOptions& options) {
    out += "Content-Security-Policy: default-src 'none'; script-src 'self'";
    if (!nonce.empty()) out += " 'nonce-" + nonce + '\'';
    out += "; style-src 'self'";
    if (!nonce.empty()) out += " 'nonce-" + nonce + '\'';
    out += "; img-src 'self' data:";
    if (!options.picture_sources.empty()) append_value(out += ' ', options.picture_sources);
    out += "; font-src 'self'; connect-src 'self'; media-src 'self'; frame-src 'self'; worker-src 'self'; "
           "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    if (!options.form_destinations.empty()) append_value(out += ' ', options.form_destinations);
    out += "\r\n";
}

bool has_length(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

std::string Conduct::head_text(Exchange& e, bool close) const {
    const auto& response = e.response;
    std::string out;
    out.reserve(1536);
    out += "HTTP/1.1 " + std::to_string(response.status()) + ' ';
    out += reason_of(response.status());
    out += "\r\nDate: " + date_of(house_.clock.now()) + "\r\nRequest-Id: " + e.request.id + "\r\n";
    for (const auto& [name, value] : response.headers()) append_field(out, name, value);
    for (const auto& cookie : response.cookies()) append_field(out, "Set-Cookie", to_set_cookie(cookie, e.request.secure));
    out += fixed_headers;
    if (e.request.secure) out += strict_transport;
    if (!response.headers().has("Content-Security-Policy")) {
        if (e.kind == RouteKind::page && response.headers().text("Content-Type").starts_with("text/html"))
            append_page_policy(out, e.nonce, options_);
        else
            out += nothing_allowed;
    }
    if (!response.headers().has("Cache-Control")) out += "Cache-Control: no-store\r\n";
    if (response.source() && e.knows_chunks)
        out += "Transfer-Encoding: chunked\r\n";
    else if (!response.source() && has_length(response.status()))
        out += "Content-Length: " + std::to_string(response.file() ? response.file()->length : response.body().size()) + "\r\n";
    if (close) out += "Connection: close\r\n";
    out += "\r\n";
    return out;
}

}  // namespace web
