#include "web/router.h"

#include <array>
#include <optional>
#include <stdexcept>

namespace web {

/// One place in the tree of addresses; `routes` holds what ends here, by method.
struct Router::Segment {
    std::map<std::string, std::unique_ptr<Segment>, std::less<>> literal;
    std::unique_ptr<Segment> any;   // {name}
    std::unique_ptr<Segment> rest;  // {name...}
    std::array<const Route*, 7> routes{};

    const Route* route(Method method) const { return routes[static_cast<std::size_t>(method)]; }
    const Route* any_route() const {
        for (const auto* each : routes)
            if (each) return each;
        return nullptr;
    }
    bool is_end() const { return any_route() != nullptr; }
};

namespace {

bool is_name(std::string_view part) { return part.size() > 2 && part.front() == '{' && part.back() == '}'; }

[[noreturn]] void malformed(const Route& route, const char* why) {
    throw std::logic_error("route " + std::string(to_string(route.method)) + " " + route.pattern + ": " + why);
}

/// Takes "a" off "/a/b".
std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

/// The names of a pattern, in order, beside the values found on the way.
Fields named_values(std::string_view pattern, const std::vector<std::string_view>& values) {
    Fields params;
    for (std::size_t i = 0; !pattern.empty() && i < values.size();) {
        auto part = take_segment(pattern);
        if (!is_name(part)) continue;
        part = part.substr(1, part.size() - 2);
        if (part.ends_with("...")) part.remove_suffix(3);
        params.add(std::string(part), std::string(values[i++]));
    }
    return params;
}

template <class Segment>
const Segment* walk(const Segment& from, std::string_view path, std::vector<std::string_view>& values) {
    if (path.empty()) return from.is_end() ? &from : nullptr;
    auto tail = path;
    const auto part = take_segment(tail);
    if (const auto literal = from.literal.find(part); literal != from.literal.end())
        if (const auto* found = walk(*literal->second, tail, values)) return found;
    if (from.any && !part.empty()) {
        values.push_back(part);
        if (const auto* found = walk(*from.any, tail, values)) return found;
        values.pop_back();
    }
    if (from.rest && path.size() > 1) {
        values.push_back(path.substr(1));
        return from.rest.get();
    }
    return nullptr;
}

template <class Segment>
std::string allowed_at(const Segment& segment) {
    std::string allow = "OPTIONS";
    for (const auto* route : segment.routes) {
        if (!route) continue;
        allow += ", " + std::string(to_string(route->method));
        if (route->method == Method::get) allow += ", HEAD";
    }
    return allow;
}

}  // namespace

Router::Router() : root_(std::make_unique<Segment>()) {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Route given) {
    auto owned = std::make_unique<Route>(std::move(given));
    const auto& route = *owned;
    if (!route.handler) malformed(route, "no handler");
    if (route.method == Method::head || route.method == Method::options) malformed(route, "answered by the router itself");
    if (route.pattern.empty() || route.pattern[0] != '/') malformed(route, "must begin with /");
    auto* at = root_.get();
    std::string_view path = route.pattern;
    while (!path.empty()) {
        const auto part = take_segment(path);
        if (part.empty() && (!path.empty() || route.pattern.size() > 1)) malformed(route, "empty segment");
        const bool rest = is_name(part) && part.ends_with("...}");
        if (rest && !path.empty()) malformed(route, "{rest...} must come last");
        auto& next = rest ? at->rest : is_name(part) ? at->any : at->literal[std::string(part)];
        if (!next) next = std::make_unique<Segment>();
        at = next.get();
    }
    auto& place = at->routes[static_cast<std::size_t>(route.method)];
    if (place) malformed(route, "taken");
    place = &route;
    routes_.push_back(std::move(owned));
}

void Router::page(Method method, std::string pattern, Permission permission, Handler handler) {
    add({.method = method, .pattern = std::move(pattern), .permission = permission, .handler = std::move(handler)});
}

void Router::api(Method method, std::string pattern, Permission permission, Handler handler) {
    add({.method = method,
         .pattern = std::move(pattern),
         .permission = permission,
         .kind = RouteKind::api,
         .handler = std::move(handler)});
}

Router::Match Router::match(Method method, std::string_view path) const {
    std::vector<std::string_view> values;
    const auto* segment = walk(*root_, path, values);
    if (!segment) return {};
    const auto* route = segment->route(method == Method::head ? Method::get : method);
    if (!route) return {.allow = allowed_at(*segment), .beside = segment->any_route()};
    return {.route = route, .params = named_values(route->pattern, values), .allow = {}};
}

}  // namespace web
