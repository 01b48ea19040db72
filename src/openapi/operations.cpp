#include "openapi/operations.h"

namespace openapi {
namespace {

using enum web::Method;

constexpr Parameter contact_check[] = {
    {"header", "Contact-Check", "The e-mail address or telephone number given with the request, instead of a token."}};
constexpr Parameter case_list[] = {
    {"query", "q", "Words to search for; without them, all cases are listed."},
    {"query", "state", "open or closed; without it, both."},
    {"query", "cursor", "The `next` of the page before."},
    {"query", "limit", "How many at most: 1 to 200, otherwise 50."}};
constexpr Parameter typed_address[] = {
    {"query", "q", "What was typed so far: a postcode or its start, or a house number and a street, in any spelling."}};
constexpr Parameter if_match[] = {
    {"header", "If-Match", "The ETag of the case as it was last seen; answered 412 if it has changed since."}};

constexpr std::uint64_t large = 256 * 1024, small = 64 * 1024;

const Operation table[] = {
    {get, "/api/v1/services", "public", list_services, "listServices", "What can be asked for", 200, "ServiceList"},
    {get, "/api/v1/services/{code}", "public", show_service, "getService", "One service and its questions", 200, "Service"},
    {post, "/api/v1/requests", "requests.submit", submit_request, "submitRequest", "Ask for a service", 201,
     "SubmittedRequest", "NewRequest", {}, large},
    {get, "/api/v1/requests/{reference}", "public", show_request, "getRequest", "What became of a request", 200, "Request",
     {}, contact_check},
    {get, "/api/v1/cases", "cases.read", list_cases, "listCases", "List cases, newest first, or search them", 200,
     "CaseList", {}, case_list},
    {get, "/api/v1/cases/{id}", "cases.read", show_case, "getCase", "One case, with its requests and notes", 200, "Case"},
    {post, "/api/v1/cases/{id}/notes", "cases.note", add_note, "addNote", "Add words for colleagues", 201, "Case", "NewNote",
     if_match, small},
    {post, "/api/v1/cases/{id}/closure", "cases.close", close_case, "closeCase", "Close, with an outcome", 200, "Case",
     "NewClosure", if_match, small},
    {del, "/api/v1/cases/{id}/closure", "cases.reopen", reopen_case, "reopenCase", "Reopen, within 28 days", 200, "Case",
     {}, if_match, small},
    {post, "/api/v1/interactions", "contact.log", log_interaction, "logInteraction",
     "Write down a call, a visit or a letter", 201, "LoggedInteraction", "NewInteraction", {}, small},
    {get, "/api/v1/addresses", "public", list_addresses, "findAddresses", "Find addresses while one types, at most 20", 200,
     "AddressList", {}, typed_address},
    {get, "/api/v1/wards", "public", list_wards, "listWards", "The council's wards, by name", 200, "WardList"},
};

}  // namespace

std::span<const Operation> operations() { return table; }

}  // namespace openapi
