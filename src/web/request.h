#pragma once
// What was asked, already decoded, bounded and checked: a handler never sees bytes off the wire.

#include "base/result.h"
#include "base/words.h"
#include "web/fields.h"
#include "web/uploads.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

enum class Method { get, head, post, put, patch, del, options };

std::string_view to_string(Method);
/// GET, HEAD and OPTIONS: they change nothing.
bool is_safe(Method);

/// Promises:
/// 1. `path` is decoded UTF-8, starts with '/', and holds no NUL, no backslash, no "." or ".." segment and no slash
///    that was sent encoded; what would is answered 400 before a handler is asked.
/// 2. `form` holds the fields of an urlencoded or multipart body; `body` every other body as it came (JSON), at most
///    the route's limit.
/// 3. `client` is the sender's address; behind a trusted proxy (GUILDHALL_TRUSTED_PROXY) the one that proxy names.
/// 4. `id` is 16 hex digits, on every log line and in the answer's Request-Id.
struct Request {
    Method method = Method::get;
    std::string target;  // as sent, path and query
    std::string path;
    std::string host;
    std::string client;
    std::string id;
    bool secure = false;  // came over TLS, here or at a trusted proxy
    base::Language language = base::Language::english;
    Headers headers;
    Fields params;  // the {name}s of the route's pattern
    Fields query;
    Fields cookies;
    Fields form;
    std::vector<Upload> uploads;
    std::string body;

    /// The value of {name} in the route's pattern.
    std::string_view param(std::string_view name) const { return params.text(name); }
    std::string_view header(std::string_view name) const { return headers.text(name); }
    /// The upload of that field, or none.
    Upload* upload(std::string_view field);
    /// The token of `Authorization: Bearer …`, or nothing.
    std::optional<std::string_view> bearer() const;
    /// Where there is none, what stands in this field of the form or the query counts as one from now on.
    void take_token_from(std::string_view field);
};

/// The body of a request that says it is JSON; refuses any other type with 415, so that no cross-site form can pass
/// for one.
Result<std::string_view> json_body(const Request&);

}  // namespace web
