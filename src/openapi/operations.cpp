#include "openapi/operations.h"

namespace openapi {
namespace {

using enum web::Method;

constexpr Parameter contact_check[] = {
    {"header", "Contact-Check", "The e-mail address or telephone number given with the request, instead of a token."}};
constexpr Parameter own_check[] = {
    {"header", "Contact-Check", "The e-mail address or telephone number given with the request.", true}};
constexpr Parameter case_list_parameters[] = {
    {"query", "q", "Words to search for; without them, all cases are listed."},
    {"query", "state", "open or closed; without it, both."},
    {"query", "whose", "mine, my_teams, unowned or everybody, as it is without it."},
    {"query", "late", "true: only open cases whose promise is past."},
    {"query", "tasks", "true: only cases on which something else is to be done, such as a letter that failed."},
    {"query", "service", "Only cases of this service, by code."},
    {"query", "order", "newest, as it is without it, or due: by promise. Search answers the best first."},
    {"query", "cursor", "The `next` of the page before."},
    {"query", "limit", "How many at most: 1 to 200, otherwise 50."}};
constexpr Parameter typed_address[] = {
    {"query", "q", "What was typed so far: a postcode or its start, or a house number and a street, in any spelling."}};
constexpr Parameter if_match[] = {
    {"header", "If-Match", "The ETag of the case as it was last seen; answered 412 if it has changed since."}};

constexpr std::uint64_t large = 256 * 1024, small = 64 * 1024;

const Operation all_operations[] = {
    {get, "/api/v1/services", "public", list_services, "listServices", "What can be asked for", 200, "ServiceList"},
    {get, "/api/v1/services/{code}", "public", show_service, "getService", "One service and its questions", 200, "Service"},
    {post, "/api/v1/requests", "requests.submit", submit_request, "submitRequest", "Ask for a service", 201,
     "SubmittedRequest", "NewRequest", {}, large},
    {get, "/api/v1/requests/{reference}", "public", show_request, "getRequest", "What became of a request, and its history",
     200, "Request", {}, contact_check},
    {post, "/api/v1/requests/{reference}/words", "public", add_word, "addWords", "Say more about one's own request", 201,
     "Request", "NewWords", own_check, small},
    {post, "/api/v1/requests/{reference}/withdrawal", "public", withdraw_request, "withdrawRequest",
     "Withdraw one's own request", 200, "Request", "Withdrawal", own_check, small, false},
    {post, "/api/v1/requests/{reference}/objection", "public", object_to_closing, "objectToClosing",
     "Say that it is not put right, within 28 days of closing", 200, "Request", "NewWords", own_check, small},
    {post, "/api/v1/requests/{reference}/confirmation", "public", confirm_fixed, "confirmFixed", "Say that it is put right",
     200, "Request", {}, own_check},
    {get, "/api/v1/cases", "cases.read", list_cases, "listCases", "List cases or search them", 200, "CaseList", {}, case_list_parameters},
    {get, "/api/v1/cases/{id}", "cases.read", show_case, "getCase", "One case, with its requests and notes", 200, "Case"},
    {get, "/api/v1/cases/{id}/history", "cases.read", show_history, "getHistory", "Everything that happened on a case", 200,
     "History"},
    {put, "/api/v1/cases/{id}/owner", "cases.work", set_owner, "setOwner",
     "Give a case to somebody, to a team, or back to its team", 200, "Case", "NewOwner", if_match, small, true, true},
    {post, "/api/v1/cases/{id}/notes", "cases.note", add_note, "addNote", "Add words for colleagues", 201, "Case", "NewNote",
     if_match, small},
    {post, "/api/v1/cases/{id}/replies", "messages.send", tell_resident, "tellResident", "Write to the resident", 201, "Case",
     "NewReply", if_match, small},
    {post, "/api/v1/cases/{id}/closure", "cases.close", close_case, "closeCase", "Close, with an outcome", 200, "Case",
     "NewClosure", if_match, small},
    {del, "/api/v1/cases/{id}/closure", "cases.reopen", reopen_case, "reopenCase", "Reopen, within 28 days", 200, "Case",
     "Reopening", if_match, small, false},
    {post, "/api/v1/interactions", "contact.log", log_interaction, "logInteraction",
     "Write down a call, a visit or a letter", 201, "LoggedInteraction", "NewInteraction", {}, small},
    {get, "/api/v1/addresses", "public", list_addresses, "findAddresses", "Find addresses while one types, at most 20", 200,
     "AddressList", {}, typed_address},
    {get, "/api/v1/wards", "public", list_wards, "listWards", "The council's wards, by name", 200, "WardList"},
};

}  // namespace

std::span<const Operation> operations() { return all_operations; }

}  // namespace openapi
