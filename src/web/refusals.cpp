#include "web/refusals.h"

#include "base/log.h"
#include "base/text.h"
#include "web/paths.h"

#include <array>

namespace web {
namespace {

/// Keys of the server's own that have a status of their own within their kind.
struct OwnStatus {
    std::string_view key;
    int status;
};
constexpr std::array own_statuses{
    OwnStatus{"web.sign_in_needed", 401}, OwnStatus{"web.malformed", 400},       OwnStatus{"web.bad_operation", 400},
    OwnStatus{"web.method", 405},         OwnStatus{"web.slow", 408},            OwnStatus{"web.changed_meanwhile", 412},
    OwnStatus{"web.too_much", 413},       OwnStatus{"web.not_this_type", 415},   OwnStatus{"web.unknown_host", 421},
    OwnStatus{"web.too_many", 429},       OwnStatus{"web.broken", 500},
};

int status_of_kind(Kind kind) {
    switch (kind) {
        case Kind::not_found: return 404;
        case Kind::not_allowed: return 403;
        case Kind::invalid: return 422;
        case Kind::conflict: return 409;
        case Kind::unavailable: return 503;
    }
    return 500;
}

/// Words for a key; a finished sentence stays what it is.
std::string words_for(const std::string& key, base::Language language) {
    return base::has_words(key) ? base::say(key, {}, language) : key;
}

std::string title_of(int status, base::Language language) {
    const auto key = "web.title_" + std::to_string(status);
    return base::say(base::has_words(key) ? key : "web.title_400", {}, language);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '"') out += "&quot;";
        else out += c;
    }
    return out;
}

/// Used before the house has plugged in its own, and where even that fails.
std::string bare_page(const ErrorPage& error, base::Language language) {
    const auto lang = language == base::Language::welsh ? "cy" : "en";
    return "<!DOCTYPE html>\n<html lang=\"" + std::string(lang) +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
           escaped(error.title) + "</title></head><body><main><h1>" + escaped(error.title) + "</h1><p>" +
           escaped(error.text) + "</p><p>" +
           escaped(base::say("web.reference_number", {{"id", error.request_id}}, language)) +
           "</p></main></body></html>\n";
}

Response as_problem(const Refusal& refusal, const ErrorPage& error, base::Language language) {
    std::string out = R"({"type":"about:blank","title":)" + base::json_string(error.title) +
                      R"(,"status":)" + std::to_string(error.status) + R"(,"detail":)" + base::json_string(error.text) +
                      R"(,"code":)" + base::json_string(refusal.key) + R"(,"instance":)" +
                      base::json_string(error.request_id);
    if (refusal.kind == Kind::invalid && !refusal.fields.empty() && error.status != 405) {
        out += R"(,"errors":[)";
        for (const auto& problem : refusal.fields) {
            if (out.back() != '[') out += ',';
            out += R"({"field":)" + base::json_string(problem.field) + R"(,"message":)" +
                   base::json_string(words_for(problem.message, language)) + '}';
        }
        out += ']';
    }
    auto response = json(out + '}', error.status);
    response.set("Content-Type", "application/problem+json");
    return response;
}

/// Where the form stood that was sent; the caller has seen already that it came from this site.
std::string_view page_of_form(const Request& request) {
    const auto referer = request.header("Referer");
    const auto host = referer.find("://");
    const auto path = host == referer.npos ? host : referer.find('/', host + 3);
    return path == referer.npos ? std::string_view("/") : referer.substr(path);
}

Response to_sign_in(const Refusal& refusal, const Request& request, const ServerOptions& options) {
    const auto& page = refusal.fields.empty() ? options.sign_in : refusal.fields[0].message;
    const auto next = local_path(is_safe(request.method) ? std::string_view(request.target) : page_of_form(request));
    return see_other(page + "?next=" + encode_percent(next));
}

}  // namespace

int status_of(const Refusal& refusal) {
    for (const auto& own : own_statuses)
        if (own.key == refusal.key) return own.status;
    return status_of_kind(refusal.kind);
}

Response answer_refusal(const Refusal& refusal, const Request& request, RouteKind kind, const RefusalForm* form,
                        const Context* context, const House& house, const ServerOptions& options) {
    const auto status = status_of(refusal);
    const auto tell = refusal.key == "web.malformed" ? base::log::debug : base::log::info;  // scanners fill disks
    if (!refusal.log.empty())
        tell("refused", {{"key", std::string_view(refusal.key)}, {"detail", std::string_view(refusal.log)}});
    if (status == 401 && kind == RouteKind::page) return to_sign_in(refusal, request, options);
    const ErrorPage error{.status = status,
                          .title = title_of(status, request.language),
                          .text = words_for(refusal.key, request.language),
                          .request_id = request.id,
                          .refusal = &refusal};
    Response response;
    if (form)
        response = (*form)(error, request);
    else if (kind == RouteKind::api)
        response = as_problem(refusal, error, request.language);
    else
        response = page(house.error_page && context ? house.error_page(error, request, *context)
                                                    : bare_page(error, request.language),
                        status);
    for (const auto& [field, value] : refusal.fields) {
        if (status == 405 && field == "allow") response.set("Allow", value);
        if (status == 429 && field == "retry_after") response.set("Retry-After", value);
    }
    if (response.status() == 401) response.set("WWW-Authenticate", "Bearer");
    if (status == 503) response.set("Retry-After", "5");
    return response;
}

}  // namespace web
