#include "web/conduct.h"

#include "base/log.h"
#include "base/metrics.h"
#include "base/text.h"
#include "web/cookies.h"
#include "web/csrf.h"
#include "web/forms.h"
#include "web/kept.h"
#include "web/negotiation.h"
#include "web/paths.h"
#include "web/refusals.h"

#include <algorithm>
#include <array>

namespace web {
namespace {

base::metrics::Counter answered[] = {
    {"guildhall_http_requests_total", "Requests answered, by class of status.", R"(class="1xx")"},
    {"guildhall_http_requests_total", "Requests answered, by class of status.", R"(class="2xx")"},
    {"guildhall_http_requests_total", "Requests answered, by class of status.", R"(class="3xx")"},
    {"guildhall_http_requests_total", "Requests answered, by class of status.", R"(class="4xx")"},
    {"guildhall_http_requests_total", "Requests answered, by class of status.", R"(class="5xx")"},
};
base::metrics::Counter limited("guildhall_http_limited_total", "Requests refused by a rate limit.");
base::metrics::Histogram took("guildhall_http_seconds", "From the head of a request to its answer.");

constexpr double flood_factor = 10;  // the edge's own limit, before anybody is looked up

Refusal too_many(std::chrono::seconds wait) {
    limited.add();
    return {Kind::unavailable, "web.too_many", {{"retry_after", std::to_string(wait.count())}}};
}

Refusal plain(Kind kind, const char* key, std::string log = {}) { return {kind, key, {}, std::move(log)}; }

base::Language language_of(const Request& request) {
    for (const auto asked : {request.query.text("lang"), request.cookies.text("lang")}) {
        if (asked == "cy") return base::Language::welsh;
        if (asked == "en") return base::Language::english;
    }
    return read_accept_language(request.header("Accept-Language"), base::Language::english);
}

/// Before a route is known: programs ask for JSON, people for pages.
RouteKind likely_kind(const Request& request) {
    const auto accept = request.header("Accept");
    const bool program = request.path.starts_with("/api/") || request.path.starts_with("/open311/") || accept.starts_with("application/");
    return program && accept.find("text/html") == std::string_view::npos ? RouteKind::api : RouteKind::page;
}

/// How the route, or the one beside it, words its refusals.
const RefusalForm* refusal_form_of(const Exchange& e) {
    const auto* route = e.route ? e.route : e.beside;
    return route && route->refusal_form ? &route->refusal_form : nullptr;
}

std::string_view without_query(std::string_view target) { return target.substr(0, target.find('?')); }

/// "http://host/path" as proxies send it; gives host and the rest.
bool split_absolute_form(std::string& target, std::string& host) {
    const auto scheme_end = target.starts_with("http://") ? 7 : target.starts_with("https://") ? 8 : 0;
    if (scheme_end == 0) return false;
    const auto slash = std::min(target.find('/', static_cast<std::size_t>(scheme_end)), target.size());
    host = target.substr(static_cast<std::size_t>(scheme_end), slash - static_cast<std::size_t>(scheme_end));
    target = slash == target.size() ? "/" : target.substr(slash);
    return true;
}

bool is_form_key(std::string_view text) {
    return text.size() == 32 && std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c); });
}

}  // namespace

Conduct::Conduct(const ServerOptions& options, const House& house, AddressSet trusted, AddressSet metrics_from)
    : options_(options),
      house_(house),
      trusted_(std::move(trusted)),
      metrics_from_(std::move(metrics_from)),
      sessions_(options.sessions),
      flood_({options.per_client.per_minute * flood_factor, options.per_client.burst * flood_factor}),
      clients_(options.per_client),
      writes_(options.per_client_writes),
      accounts_(options.per_account) {}

// ---- the head is in -------------------------------------------------------------------------------------------------

bool Conduct::receive(Exchange& e, std::string_view peer, bool tls) {
    e.began = std::chrono::steady_clock::now();
    e.request.id = house_.random.token(8);
    e.kind = likely_kind(e.request);
    const base::log::RequestScope scope(e.request.id);
    if (const auto read = read_head(e, peer, tls); !read) {
        refuse(e, read.error());
        return false;
    }
    if (e.own) return true;
    if (const auto found = find_route(e); !found) {
        refuse(e, found.error());
        return false;
    }
    if (e.method == Method::options) {
        settle(e);
        return false;
    }
    return true;
}

Result<void> Conduct::read_head(Exchange& e, std::string_view peer, bool tls) {
    auto& request = e.request;
    read_client(request, peer, tls);
    std::string authority(request.header("Host"));
    split_absolute_form(request.target, authority);
    const auto host = host_name(authority);
    if (!host) return base::refuse(Kind::invalid, "web.malformed", "Host");
    request.host = *host;
    const auto path = decode_path(without_query(request.target));
    if (!path && !(request.target == "*" && e.method == Method::options))
        return base::refuse(Kind::invalid, "web.malformed", "path");
    request.path = path.value_or("*");
    if (const auto mark = request.target.find('?'); mark != std::string::npos)
        if (!read_urlencoded(std::string_view(request.target).substr(mark + 1), request.query))
            return base::refuse(Kind::invalid, "web.malformed", "query");
    for (const auto& [name, value] : request.headers)
        if (base::equal_ignoring_case(name, "Cookie")) read_cookies(value, request.secure, request.cookies);
    request.language = language_of(request);
    e.kind = likely_kind(request);
    TRY(limit_flood(request));
    return find_own(e);
}

void Conduct::read_client(Request& request, std::string_view peer, bool tls) const {
    request.client = plain_address(peer);
    request.secure = tls;
    if (trusted_.empty() || !trusted_.contains(request.client)) return;
    request.client = client_behind(request.client, request.header("X-Forwarded-For"), trusted_);
    if (const auto* proto = request.headers.find("X-Forwarded-Proto")) request.secure = *proto == "https";
}

Result<void> Conduct::limit_flood(const Request& request) {
    if (const auto wait = flood_.spend(limit_key(request.client), house_.clock.now()))
        return std::unexpected(too_many(*wait));
    return {};
}

/// Routes of the server itself, answered for every host.
Result<void> Conduct::find_own(Exchange& e) const {
    const auto& path = e.request.path;
    if (e.method != Method::get && e.method != Method::head) return {};
    if (path == "/healthz") e.own = [] { return text("ok\n"); };
    if (path == "/metrics" && metrics_from_.contains(e.request.client))
        e.own = [this] {
            if (before_metrics) before_metrics();
            return text(base::metrics::render()).with("Content-Type", "text/plain; version=0.0.4");
        };
    if (path == "/readyz")
        e.own = [this] {
            const auto ready = house_.ready ? house_.ready() : Result<void>{};
            if (ready) return text("ready\n");
            base::log::warning("not ready", {{"reason", std::string_view(ready.error().log)}});
            return text("not ready\n", 503).with("Retry-After", "2");
        };
    return {};
}

Result<void> Conduct::find_route(Exchange& e) {
    e.tenant = house_.tenants.find(e.request.host);
    if (!e.tenant) return base::refuse(Kind::not_found, "web.unknown_host");
    if (e.request.path == "/live" && e.method == Method::get) {
        e.is_live = true;
        e.kind = RouteKind::api;
        return {};
    }
    auto match = house_.router.match(e.method.value_or(Method::options), e.request.path);
    if (match.route) {
        e.route = match.route;
        e.kind = match.route->kind;
        e.request.params = std::move(match.params);
        if (e.content_length.value_or(0) > match.route->most_body)
            return base::refuse(Kind::invalid, "web.too_much", "Content-Length");
        return {};
    }
    if (e.method == Method::options && (e.request.path == "*" || !match.allow.empty())) {
        e.response = Response(204);
        e.response.set("Allow", match.allow.empty() ? "GET, HEAD, POST, OPTIONS" : match.allow);
        return {};
    }
    if (match.allow.empty()) return base::refuse(Kind::not_found, "web.not_found");
    e.beside = match.beside;
    if (match.beside) e.kind = match.beside->kind;
    return std::unexpected(Refusal{Kind::invalid, "web.method", {{"allow", match.allow}}});
}

// ---- the body is in -------------------------------------------------------------------------------------------------

bool Conduct::is_quick(const Exchange& e) const {
    if (e.own) return e.request.path != "/readyz";
    return e.route && e.route->kind == RouteKind::asset;
}

Context Conduct::context_of(const Exchange& e) {
    return {.tenant = *e.tenant,
            .clock = house_.clock,
            .random = house_.random,
            .sessions = sessions_,
            .live = house_.live,
            .now = house_.clock.now(),
            .language = e.request.language,
            .request_id = e.request.id,
            .channel = e.kind == RouteKind::api ? "api" : "web"};
}

void Conduct::refuse_broken(Exchange& e, const std::exception& failure) {
    base::log::error("a handler threw", {{"what", std::string_view(failure.what())},
                                         {"path", std::string_view(e.route ? e.route->pattern : e.request.path)}});
    refuse(e, plain(Kind::unavailable, "web.broken"));
}

/// The server's own addresses belong to no tenant, so there is no context.
void Conduct::answer_own(Exchange& e) {
    try {
        e.response = e.own();
    } catch (const std::exception& failure) {
        return refuse_broken(e, failure);
    }
    settle(e);
}

void Conduct::answer(Exchange& e) {
    const base::log::RequestScope scope(e.request.id);
    if (e.own) return answer_own(e);
    auto context = context_of(e);
    try {
        auto response = e.is_live ? open_live(e, context) : handle(e, context);
        e.nonce = context.nonce;  // a page that refuses needs it too
        e.response = response ? *std::move(response)
                              : answer_refusal(response.error(), e.request, e.kind, refusal_form_of(e), &context, house_, options_);
    } catch (const std::exception& failure) {
        return refuse_broken(e, failure);
    }
    e.request.uploads.clear();  // what the handler has not taken goes before a slow reader has its answer
    if (context.sealed && !context.session) e.response.set(Cookie{.name = "visitor", .value = context.form_key});
    if (e.kind == RouteKind::page && e.request.query.has("lang"))
        e.response.set(Cookie{.name = "lang",
                              .value = e.request.language == base::Language::welsh ? "cy" : "en",
                              .max_age = std::chrono::days(365)});
    settle(e);
}

Result<Response> Conduct::handle(Exchange& e, Context& context) {
    auto& request = e.request;
    if (e.kind == RouteKind::asset) return e.route->handler(request, context);
    context.nonce = e.kind == RouteKind::page ? house_.random.token(16) : std::string();
    if (!e.route->token_field.empty()) request.take_token_from(e.route->token_field);
    const bool by_token = request.bearer().has_value();
    const bool changes = !is_safe(request.method);
    if (!by_token) TRY(know_browser(request, e.kind, context));
    // A browser's cookies are sent along by whoever makes it send a request, so its say-so needs the two checks.
    const bool by_browser = !by_token && (e.kind == RouteKind::page || context.session);
    if (changes && by_browser && !comes_from_us(request, *e.tenant))
        return base::refuse(Kind::not_allowed, "web.from_elsewhere", "neither Sec-Fetch-Site nor Origin is ours");
    const bool to_keep = by_browser && e.kind == RouteKind::page && asks_to_be_kept(request);
    auto admitted = house_.gate.admit(request, context, e.route->permission);
    if (!admitted && to_keep && status_of(admitted.error()) == 401) {
        TRY(limit(request, context));
        return keep_for_return(request, context, options_.kept);
    }
    if (!admitted && e.kind == RouteKind::page && status_of(admitted.error()) == 403)  // who is refused keeps their own navigation
        if (auto known = house_.gate.admit(request, context, "public")) context.actor = *std::move(known);
    context.actor = TRY(std::move(admitted));
    TRY(limit(request, context));
    if (changes && by_browser) {
        const auto token = e.kind == RouteKind::page ? request.form.text("csrf") : request.header("X-CSRF-Token");
        context.form_expired = !is_csrf_token_of(token, context.form_key);
        if (context.form_expired && to_keep && context.actor) return keep_for_return(request, context, options_.kept);
        if (context.form_expired && !e.route->keeps_words) return base::refuse(Kind::not_allowed, "web.form_expired");
    }
    return e.route->handler(request, context);
}

Result<void> Conduct::know_browser(const Request& request, RouteKind kind, Context& context) {
    const auto token = request.cookies.text("session");
    if (!token.empty()) context.session = TRY(sessions_.find(context.tenant.db, token, context.for_db()));
    if (context.session) {
        context.form_key = token;
    } else if (kind == RouteKind::page) {
        const auto visitor = request.cookies.text("visitor");
        context.form_key = is_form_key(visitor) ? std::string(visitor) : house_.random.token(16);
    }
    return {};
}

Result<void> Conduct::limit(const Request& request, const Context& context) {
    const auto key = context.actor ? context.actor.reference : limit_key(request.client);
    auto& bucket = context.actor ? accounts_ : clients_;
    if (const auto wait = bucket.spend(key, context.now)) return std::unexpected(too_many(*wait));
    if (context.actor || is_safe(request.method)) return {};
    if (const auto wait = writes_.spend(key, context.now)) return std::unexpected(too_many(*wait));
    return {};
}

Result<Response> Conduct::open_live(Exchange& e, Context& context) {
    const auto& request = e.request;
    if (!e.wants_upgrade) return Response(426).with("Upgrade", "websocket");
    if (!comes_from_us(request, *e.tenant)) return base::refuse(Kind::not_allowed, "web.from_elsewhere", "/live");
    TRY(know_browser(request, RouteKind::page, context));
    context.actor = TRY(house_.gate.admit(request, context, "public"));
    TRY(limit(request, context));
    LiveWish wish;
    for (const auto topic : request.query.all("topic")) {
        if (wish.topics.size() == 50) return base::refuse(Kind::invalid, "web.too_much", "topics");
        if (!house_.gate.may_follow(request, context, topic)) return base::refuse(Kind::not_allowed, "web.not_allowed");
        wish.topics.emplace_back(topic);
    }
    const auto after = request.query.text("after");
    wish.after = after.empty() ? house_.live.position(e.tenant->id) : 0;
    for (const char c : after.substr(0, 18)) {
        if (c < '0' || c > '9') return base::refuse(Kind::invalid, "web.malformed", "after");
        wish.after = wish.after * 10 + (c - '0');
    }
    e.live = std::move(wish);
    return Response(101);
}

// ---- the answer -----------------------------------------------------------------------------------------------------

void Conduct::refuse(Exchange& e, const Refusal& refusal) {
    try {
        std::optional<Context> context;  // known as soon as it is known whose site this is
        if (e.tenant) {
            context.emplace(context_of(e));
            context->nonce = e.nonce = house_.random.token(16);
        }
        e.response = answer_refusal(refusal, e.request, e.kind, refusal_form_of(e), context ? &*context : nullptr, house_, options_);
    } catch (const std::exception& failure) {
        base::log::error("an error page threw", {{"what", std::string_view(failure.what())}});
        e.response = text("Something went wrong here.\n", 500);
    }
    settle(e);
}

namespace {

/// The reader has it already (RFC 9110, 13.2.2).
bool is_unchanged(const Exchange& e) {
    const auto* tag = e.response.headers().find("ETag");
    const auto* known = e.request.headers.find("If-None-Match");
    return tag && known && names_tag(*known, *tag, true);
}

std::uint64_t size_of(const Response& response) {
    return response.file() ? response.file()->length : response.body().size();
}

/// Cuts the answer down to the range asked for, if one was and it may be.
void take_range(Exchange& e) {
    auto& response = e.response;
    const auto* tag = response.headers().find("ETag");
    const auto* range_field = e.request.headers.find("Range");
    if (!response.file() && !tag) return;
    response.set("Accept-Ranges", "bytes");
    const auto* condition = e.request.headers.find("If-Range");
    if (!range_field || (condition && (!tag || *condition != *tag))) return;
    ByteRange range{};
    const auto size = size_of(response);
    const auto answer = read_range(*range_field, size, range);
    if (answer == RangeAnswer::whole) return;
    if (answer == RangeAnswer::not_satisfiable) {
        response = Response(416).with("Content-Range", "bytes */" + std::to_string(size));
        return;
    }
    response.set_status(206);
    response.set("Content-Range", "bytes " + std::to_string(range.first) + '-' +
                                      std::to_string(range.first + range.length - 1) + '/' + std::to_string(size));
    if (response.file())
        response.set_body(Response::FileBody{response.file()->path, response.file()->offset + range.first, range.length});
    else
        response.set_body(response.body().substr(range.first, range.length));
}

}  // namespace

void Conduct::settle(Exchange& e) const {
    const bool reads = e.request.method == Method::get || e.request.method == Method::head;
    if (e.response.status() == 200 && reads && is_unchanged(e)) {
        e.response.set_status(304);
        e.response.set_body(std::string());
    } else if (e.response.status() == 200 && e.request.method == Method::get) {
        take_range(e);
    }
    const auto hundreds = static_cast<std::size_t>(e.response.status() / 100);
    answered[std::clamp<std::size_t>(hundreds, 1, 5) - 1].add();
    took.observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - e.began).count());
}

}  // namespace web
