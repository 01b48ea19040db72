#include "openapi/schemas.h"

namespace openapi {
namespace {

using enum Sort;

constexpr Member coded[] = {{"code", text, "As it is sent."}, {"label", text, "As it is shown."}};

constexpr Member service_summary[] = {
    {"code", text, "Names the service in requests."},
    {"name", text, "As residents know it."},
    {"summary", text, "What it is for, in a sentence."},
    {"group", text, "The services it belongs with."},
    {"keywords", texts, "Other words for it."},
    {"promise", text_or_none, "What is promised to who asks."},
};
constexpr Member service[] = {
    {"code", text, "Names the service in requests."},
    {"name", text, "As residents know it."},
    {"summary", text, "What it is for, in a sentence."},
    {"group", text, "The services it belongs with."},
    {"keywords", texts, "Other words for it."},
    {"promise", text_or_none, "What is promised to who asks."},
    {"version", integer, "Grows when the questions change."},
    {"wants_location", flag, "A request must say where."},
    {"questions", many, "In the order they are asked.", "Question"},
    {"contact", texts, "The contact details people are asked for: name, email, phone."},
    {"outcomes", many, "What can come of it.", "Coded"},
};
constexpr Member service_list[] = {
    {"services", many, "By name.", "ServiceSummary"},
    {"next", text_or_none, "The cursor of the page after."},
};
constexpr Member question[] = {
    {"code", text, "Names the answer in a request."},
    {"type", choice, "What kind of answer.", "text,long_text,choice,email,phone,date"},
    {"label", text, "The question."},
    {"hint", text_or_none, "Help with it."},
    {"required", flag, "Must be answered."},
    {"most_characters", integer, "The longest answer taken."},
    {"choices", many, "For the type choice: what can be answered, by code.", "Coded"},
};
constexpr Member location_in[] = {
    {"text", text, "An address, or the place in words: up to 300 characters.", {}, false},
    {"uprn", text, "The property's number, 1 to 12 digits.", {}, false},
    {"ward", text, "The ward's code, where the UPRN is known; ignored going in.", {}, false},
    {"latitude", decimal, "Degrees, WGS 84.", {}, false},
    {"longitude", decimal, "Degrees, WGS 84.", {}, false},
};
constexpr Member contact_details[] = {
    {"name", text, "Up to 200 characters.", {}, false},
    {"email", text, "Where news of the request is sent.", {}, false},
    {"phone", text, "British, or with a country code.", {}, false},
};
constexpr Member new_request[] = {
    {"service", text, "The service's code."},
    {"answers", text_by_name, "Answers by their question's code; a choice by its code; a date as 2026-11-22.", {}, false},
    {"location", one, "Where: in words, as UPRN, or as a point.", "Location", false},
    {"contact", one, "Who asks. Nobody need say.", "Contact", false},
    {"description", text, "In place of the answer to the question `details`.", {}, false},
};
constexpr Member submitted_request[] = {
    {"reference", text, "Twelve letters and digits to quote."},
    {"case", id, "The case opened for it."},
    {"track", text, "Where the resident can follow it."},
};
constexpr Member request[] = {
    {"reference", text, "Twelve letters and digits to quote."},
    {"service", text, "The service's code."},
    {"service_name", text, "As residents know it."},
    {"state", choice, "Of the case.", "open,closed"},
    {"promise", text_or_none, "What was promised."},
    {"received", time, "When it came."},
    {"closed", time_or_none, "When the case was closed."},
    {"outcome", text_or_none, "What came of it, by code."},
    {"outcome_label", text_or_none, "What came of it, in words."},
    {"case", id, "Its case; for staff and programs alone.", {}, false},
    {"track", text, "Where the resident can follow it."},
};
constexpr Member case_line[] = {
    {"id", id, "The case."},
    {"service", text, "The service's code."},
    {"service_name", text, "As residents know it."},
    {"team", id, "Who does the work."},
    {"state", choice, "", "open,closed"},
    {"opened", time, ""},
    {"closed", time_or_none, ""},
    {"outcome", text_or_none, "By code."},
    {"changes", integer, "How often it was changed."},
    {"reference", text, "Of the first request it carries."},
    {"location", one, "Of that request.", "Location"},
};
constexpr Member case_list[] = {
    {"cases", many, "Newest first.", "CaseLine"},
    {"next", text_or_none, "The cursor of the page after; null on the last."},
};
constexpr Member case_request[] = {
    {"reference", text, "Twelve letters and digits to quote."},
    {"channel", text, "How it came."},
    {"received", time, ""},
    {"location", one, "", "Location"},
    {"answers", text_by_name, "By question; a choice by its code."},
    {"contact", one, "Who asked; left out where the token may not see people, or nobody said.", "Contact", false},
};
constexpr Member note[] = {
    {"at", time, ""},
    {"by", text, "Who wrote it."},
    {"text", text, ""},
};
constexpr Member team[] = {{"id", id, ""}, {"name", text, ""}};
constexpr Member full_case[] = {
    {"id", id, "The case."},
    {"service", text, "The service's code."},
    {"service_name", text, "As residents know it."},
    {"team", one, "Who does the work.", "Team"},
    {"state", choice, "", "open,closed"},
    {"opened", time, ""},
    {"closed", time_or_none, ""},
    {"outcome", text_or_none, "By code."},
    {"outcome_label", text_or_none, "In words."},
    {"changes", integer, "How often it was changed."},
    {"requests", many, "Oldest first.", "CaseRequest"},
    {"notes", many, "Oldest first.", "Note"},
};
constexpr Member new_note[] = {{"text", text, "Up to 5,000 characters."}};
constexpr Member new_closure[] = {
    {"outcome", text, "One of the service's outcomes, by code."},
    {"text", text, "A note for colleagues, up to 5,000 characters.", {}, false},
};
constexpr Member new_interaction[] = {
    {"channel", choice, "", "web,phone,email,letter,visit,chat,social,api"},
    {"direction", choice, "inbound unless said otherwise.", "inbound,outbound", false},
    {"started", time, ""},
    {"ended", time, "Not in the future."},
    {"outcome", choice, "", "answered,requested,passed_on,abandoned"},
    {"contact", one, "Who it was. Nobody need say.", "Contact", false},
    {"note", text, "What it was about, for colleagues: up to 5,000 characters.", {}, false},
};
constexpr Member logged_interaction[] = {{"id", id, ""}};
constexpr Member address[] = {
    {"uprn", text, "The property's number, to be sent in a request's location."},
    {"line", text, "The address as printed."},
    {"street", text, ""},
    {"postcode", text, ""},
    {"ward", text_or_none, "The ward's code."},
    {"latitude", decimal, "Degrees, WGS 84.", {}, false},
    {"longitude", decimal, "Degrees, WGS 84.", {}, false},
};
constexpr Member address_list[] = {
    {"addresses", many, "In the order a postman calls.", "Address"},
    {"next", text_or_none, "Always null: type more to see others."},
};
constexpr Member ward[] = {{"code", text, ""}, {"name", text, ""}};
constexpr Member ward_list[] = {
    {"wards", many, "By name.", "Ward"},
    {"next", text_or_none, "The cursor of the page after."},
};
constexpr Member problem_field[] = {
    {"field", text, "The member's path, e.g. answers.bin; empty for the body as a whole."},
    {"message", text, "What is wrong and what to do."},
};
constexpr Member problem[] = {
    {"type", text, ""},
    {"title", text, ""},
    {"status", integer, "The same as the answer's."},
    {"detail", text, "In words."},
    {"code", text, "For programs: does not change with the language."},
    {"instance", text, "The request, as it stands in the log."},
    {"errors", many, "What is wrong with which member.", "ProblemField", false},
};

constexpr Schema table[] = {
    {"Coded", coded},
    {"ServiceSummary", service_summary},
    {"ServiceList", service_list},
    {"Service", service},
    {"Question", question},
    {"Location", location_in},
    {"Contact", contact_details},
    {"NewRequest", new_request},
    {"SubmittedRequest", submitted_request},
    {"Request", request},
    {"CaseLine", case_line},
    {"CaseList", case_list},
    {"CaseRequest", case_request},
    {"Note", note},
    {"Team", team},
    {"Case", full_case},
    {"NewNote", new_note},
    {"NewClosure", new_closure},
    {"NewInteraction", new_interaction},
    {"LoggedInteraction", logged_interaction},
    {"Address", address},
    {"AddressList", address_list},
    {"Ward", ward},
    {"WardList", ward_list},
    {"ProblemField", problem_field},
    {"Problem", problem},
};

}  // namespace

std::span<const Schema> schemas() { return table; }

}  // namespace openapi
