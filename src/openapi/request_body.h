#pragma once
// The body of POST /api/v1/requests, and what `contact` wants to know of it.

#include "catalogue/catalogue.h"
#include "contact/contact.h"

#include <map>
#include <string>
#include <string_view>

namespace openapi {

/// Only what is listed here can be sent; there is no other way from a body into a request.
struct RequestBody {
    std::string service;
    std::map<std::string, std::string, std::less<>> answers;  // by question
    places::Location location;
    people::Contact contact;
    std::string description;
};
/// Refuses a body that is not JSON (400) and members of a wrong type (422, naming each).
Result<RequestBody> read_request_body(std::string_view text);

/// What was sent, for this service: a description goes to the question `details` if the service has one that takes
/// long text and is asked of everybody. Refuses a description that would be lost. Answers `contact::Sent` with views into `body`.
Result<contact::Sent> sent_with(const RequestBody& body, const catalogue::Definition& service);

/// A refusal about a question or a contact detail, told by the member's path: "bin" is "answers.bin", "email" is
/// "contact.email".
Refusal by_member(Refusal refusal, const forms::Form& form);

/// Also for contacts keyed by hand.
class Members;
people::Contact read_contact(Members contact);

}  // namespace openapi
