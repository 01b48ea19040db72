#pragma once
// The one place where a refusal becomes HTTP.

#include "web/server.h"

namespace web {

/// The status a refusal is answered with.
int status_of(const Refusal&);

/// The whole answer: a page, a redirect to the sign-in page, or application/problem+json. `context` is none where the
/// refusal came before a tenant was known, `form` is none where the kind says how it looks.
Response answer_refusal(const Refusal&, const Request&, RouteKind, const RefusalForm* form, const Context* context,
                        const House&, const ServerOptions&);

}  // namespace web
