#pragma once
// Every address of the house, in one list: which method and path, who may use it, what it is, how much may be sent.

#include "base/result.h"
#include "web/context.h"
#include "web/request.h"
#include "web/response.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// page: for people; refusals are pages, forms need their CSRF token. api: for programs; refusals are
/// application/problem+json. asset: public things in memory; no session is looked up, the Gate is not asked, and the
/// handler runs on the edge's own thread: it must not block.
enum class RouteKind { page, api, asset };

struct ErrorPage;
/// A refusal in the form that a protocol of its own wants, status included. Header fields such as Allow are the server's.
using RefusalForm = std::function<Response(const ErrorPage&, const Request&)>;

/// Plain and synchronous, on a worker thread. May block on the database; must not block on the outside world.
using Handler = std::function<Result<Response>(Request&, Context&)>;

struct Route {
    Method method;
    std::string pattern;  // "/staff/cases/{id}"; a last segment "{rest...}" takes the rest, slashes included
    Permission permission;
    RouteKind kind = RouteKind::page;
    Handler handler;
    std::uint64_t most_body = 64 * 1024;  // bytes of a whole body; multipart forms with files want more
    /// A form of this site whose CSRF token is no longer this browser's still reaches the handler, with
    /// Context::form_expired set: it writes nothing, and shows the form again with what was typed.
    bool keeps_words = false;
    /// A field of the form or the query that holds a token where the head brings none: "api_key". Empty: there is none.
    std::string token_field = {};
    /// How refusals look, if not as the kind says.
    RefusalForm refusal_form = {};
};

/// Promises:
/// 1. `add` throws std::logic_error for a pattern that is malformed or taken; it is a mistake in a program, met at start.
/// 2. A literal segment beats a {name}; a {name} takes one non-empty segment.
/// 3. HEAD is answered by GET's handler, without the body; OPTIONS by the router itself with Allow.
/// 4. Not changed once a server has been given it; then read by many threads.
class Router {
public:
    Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    void add(Route route);

    // The same in one line: router.page(Method::get, "/report/{service}", "public", show_form);
    void page(Method method, std::string pattern, Permission permission, Handler handler);
    void api(Method method, std::string pattern, Permission permission, Handler handler);

    struct Match {
        const Route* route = nullptr;  // none: see `allow`
        Fields params;
        std::string allow;  // the methods this path knows; empty: no such path
        const Route* beside = nullptr;  // one of those methods, where the path knows another
    };
    Match match(Method method, std::string_view path) const;

    /// Every route, in the order added: for the inspector.
    const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

private:
    struct Segment;
    std::vector<std::unique_ptr<Route>> routes_;
    std::unique_ptr<Segment> root_;
};

}  // namespace web
