#pragma once
// The one table behind routes and document.

#include "openapi/handlers.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace openapi {

/// A parameter in the query or the head. Those in the path are read off the pattern; Idempotency-Key stands at every
/// POST by itself.
struct Parameter {
    std::string_view in;  // "query", "header"
    std::string_view name;
    std::string_view description;
    bool required = false;
};

struct Operation {
    web::Method method;
    std::string_view path;
    web::Permission permission;
    Result<web::Response> (*handler)(web::Request&, web::Context&);
    std::string_view id;       // "submitRequest": what generated clients call it
    std::string_view summary;
    int status = 200;          // when all went well
    std::string_view answer = {};  // a schema; empty: no body
    std::string_view body = {};    // a schema; empty: none is read
    std::span<const Parameter> parameters = {};
    std::uint64_t most_body = 1024;
    bool body_required = true;
    bool may_vanish = false;  // 204 where the case went out of the sight of who changed it

    bool takes(std::string_view parameter) const { return std::ranges::find(parameters, parameter, &Parameter::name) != parameters.end(); }
    bool takes_if_match() const { return takes("If-Match"); }
    bool takes_contact_check() const { return takes("Contact-Check"); }
};

std::span<const Operation> operations();

}  // namespace openapi
