#include "openapi/schemas.h"

#include <algorithm>
#include <array>

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
    {"has_fee", flag, "It costs something: what, the answer to a new request says, and work waits until it is paid."},
};
constexpr Member service[] = {
    {"code", text, "Names the service in requests."},
    {"name", text, "As residents know it."},
    {"summary", text, "What it is for, in a sentence."},
    {"group", text, "The services it belongs with."},
    {"keywords", texts, "Other words for it."},
    {"promise", text_or_none, "What is promised to who asks."},
    {"has_fee", flag, "It costs something: what, the answer to a new request says, and work waits until it is paid."},
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
    {"type", choice, "What kind of answer.", "text,long_text,choice,choices,number,money,date,date_range,time,email,phone,postcode,vehicle,reference,council_tax_reference,national_insurance_number,address,files,group,signature,calculated,eligibility"},
    {"label", text, "The question."},
    {"hint", text_or_none, "Help with it."},
    {"required", flag, "Must be answered, if it is asked."},
    {"most_characters", integer, "The longest answer taken."},
    {"choices", many, "For the types choice and choices: what can be answered, by code.", "Coded"},
    {"least", integer, "The least number, or amount in pence.", {}, false},
    {"most", integer, "The greatest number, or amount in pence; of a date_range, how many days it has at most.", {}, false},
    {"decimals", integer, "Of a number: digits after the point at most.", {}, false},
    {"when", text, "It is asked only where this holds: FEEL over the answers before it, by code. What is sent otherwise is dropped.", {}, false},
    {"shapes", texts, "Of a reference: how it may be spelled; A a letter, 9 a digit, * either.", {}, false},
    {"questions", many, "Of a group: what is asked of each of its rows.", "Question", false},
    {"answered", flag, "False: nobody answers it; it is calculated of other answers, or says who is not eligible.", {}, false},
    {"value", text, "Of what is calculated: by which FEEL.", {}, false},
    {"as", text, "Of what is calculated: the type as which it is kept.", {}, false},
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
    {"write", text, "How they want to be written to: `email`, `post` or `text`.", {}, false},
    {"postal", text, "Their address for letters: two to six lines, parted by line breaks.", {}, false},
    {"large_print", text, "`yes`: letters are to be in large print.", {}, false},
};
constexpr Member new_request[] = {
    {"service", text, "The service's code."},
    {"answers", answers_by_name, "Answers by their question's code; a choice by its code, several parted by commas; a date as 2026-11-22, a date_range as 2026-11-22/2026-12-01, a time as 14:30, money in whole pence; an address as one line, of a known one with [UPRN 10001] behind it; a group as an array with an object of texts for each row.", {}, false},
    {"location", one, "Where: in words, as UPRN, or as a point.", "Location", false},
    {"contact", one, "Who asks. Nobody need say.", "Contact", false},
    {"description", text, "In place of the answer to the question `details`.", {}, false},
};
constexpr Member submitted_request[] = {
    {"reference", text, "Twelve letters and digits to quote."},
    {"case", id, "The case opened for it."},
    {"track", text, "Where the resident can follow it."},
    {"payment", one, "What it costs; absent where it costs nothing.", "ToPay", false},
};
constexpr Member to_pay[] = {
    {"pence", integer, "0: this one is free."},
    {"reason", text, "What the price is made of, in words."},
    {"state", choice, "Work waits while it is due.", "due,paid,free,elsewhere,dropped,lapsed"},
    {"pay_by", time, "Not paid by then, the request ends."},
    {"page", text, "Where whoever asked pays by card, once they have shown that it is theirs. No card details are taken here."},
};
constexpr Member request[] = {
    {"reference", text, "Twelve letters and digits to quote."},
    {"service", text, "The service's code."},
    {"service_name", text, "As residents know it."},
    {"state", choice, "Of the case.", "open,closed"},
    {"promise", text_or_none, "What was promised."},
    {"promised", time_or_none, "By when it was promised; null for what another system had taken."},
    {"received", time, "When it came."},
    {"withdrawn", time_or_none, "When whoever asked withdrew it."},
    {"closed", time_or_none, "When the case was closed."},
    {"outcome", text_or_none, "What came of it, by code."},
    {"outcome_label", text_or_none, "What came of it, in words."},
    {"case", id, "Its case; for staff and programs alone.", {}, false},
    {"track", text, "Where the resident can follow it."},
    {"history", many, "Oldest first.", "RequestEntry"},
    {"possible", texts, "What its owner can do now: words, withdrawal, objection, confirmation."},
};
constexpr Member request_entry[] = {
    {"at", time, ""},
    {"what", choice, "", "opened,told,promised_later,closed,reopened,word,photo,withdrawn,objected,confirmed"},
    {"label", text, "The same in words, as the resident reads it."},
    {"by_resident", flag, "They did it themselves."},
    {"text", text_or_none, "What was said."},
    {"promised", time_or_none, "By when it is promised from then on."},
};
/// What a case says of itself wherever it stands.
constexpr Member case_head[] = {
    {"id", id, "The case."},
    {"service", text, "The service's code."},
    {"service_name", text, "As residents know it."},
    {"state", choice, "", "open,closed"},
    {"opened", time, ""},
    {"promised", time_or_none, "By when it was promised; null for what another system had taken."},
    {"late", flag, "Open, and the promise is past."},
    {"closed", time_or_none, ""},
    {"outcome", text_or_none, "By code."},
    {"area", text_or_none, "The ward it lies in, by code."},
    {"objections", integer, "How often the resident said that it is not put right."},
    {"tasks", integer, "What else is to be done on it, such as a letter that failed."},
    {"changes", integer, "How often it was changed."},
    {"owner", one_or_none, "Who has it.", "Staff"},
};
template <std::size_t Heads, std::size_t More>
constexpr auto with(const Member (&head)[Heads], const Member (&&more)[More]) {
    std::array<Member, Heads + More> both{};
    std::ranges::copy(more, std::ranges::copy(head, both.begin()).out);
    return both;
}
constexpr auto case_line = with(case_head, {
    {"team", id, "Whose work it is."},
    {"reference", text, "Of the first request it carries."},
    {"location", one, "Of that request.", "Location"},
});
constexpr Member case_list_members[] = {
    {"cases", many, "In the order asked for.", "CaseLine"},
    {"next", text_or_none, "The cursor of the page after; null on the last."},
};
constexpr Member case_request[] = {
    {"reference", text, "Twelve letters and digits to quote."},
    {"channel", text, "How it came."},
    {"received", time, ""},
    {"withdrawn", time_or_none, ""},
    {"location", one, "", "Location"},
    {"answers", answers_by_name, "By question, as they are sent."},
    {"contact", one, "Who asked; left out where the token may not see people, or nobody said.", "Contact", false},
};
constexpr Member note[] = {
    {"at", time, ""},
    {"by", text, "Who wrote it."},
    {"text", text, ""},
};
constexpr Member team[] = {{"id", id, ""}, {"name", text, ""}};
constexpr Member staff[] = {{"id", id, ""}, {"name", text, ""}};
constexpr auto full_case = with(case_head, {
    {"team", one, "Whose work it is.", "Team"},
    {"outcome_label", text_or_none, "In words."},
    {"requests", many, "Oldest first.", "CaseRequest"},
    {"notes", many, "Oldest first.", "Note"},
});
constexpr Member history[] = {{"entries", many, "Oldest first.", "Entry"}};
constexpr Member entry[] = {
    {"at", time, ""},
    {"what", choice, "",
     "opened,taken,released,handed_over,noted,told,promised_later,closed,reopened,word,photo,withdrawn,objected,confirmed,"
     "task_made,task_done"},
    {"label", text, "The same in words."},
    {"by", text_or_none, "Which colleague or program; none for the resident."},
    {"by_resident", flag, ""},
    {"resident_sees", flag, "It stands in the history that the resident reads."},
    {"text", text_or_none, "What was said or noted."},
    {"code", text_or_none, "The outcome of a closing, the reason of a reopening, the kind of a task."},
    {"promised", time_or_none, "By when it is promised from then on."},
    {"team", id, "Handed over: to which.", {}, false},
    {"owner", one, "Taken, handed over: by or to whom.", "Staff", false},
};
constexpr Member new_note[] = {{"text", text, "Up to 5,000 characters."}};
constexpr Member new_closure[] = {
    {"outcome", text, "One of the service's outcomes, by code."},
    {"text", text, "A note for colleagues, up to 5,000 characters.", {}, false},
};
constexpr Member reopening[] = {
    {"reason", choice, "other unless said otherwise.", "not_fixed,new_facts,mistake,other", false},
    {"text", text, "A note for colleagues, up to 5,000 characters.", {}, false},
};
constexpr Member new_owner[] = {
    {"staff", id_or_none, "Who gets it; null: nobody in particular."},
    {"team", id, "Another team, if it is handed over.", {}, false},
    {"note", text, "For whoever gets it; required when another team does.", {}, false},
};
constexpr Member new_reply[] = {{"text", text, "Sent by e-mail to whoever asked: up to 5,000 characters."}};
constexpr Member new_words[] = {{"text", text, "Up to 5,000 characters."}};
constexpr Member withdrawal[] = {{"text", text, "Why: up to 5,000 characters.", {}, false}};
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

constexpr Schema all_schemas[] = {
    {"Coded", coded},
    {"ServiceSummary", service_summary},
    {"ServiceList", service_list},
    {"Service", service},
    {"Question", question},
    {"Location", location_in},
    {"Contact", contact_details},
    {"NewRequest", new_request},
    {"SubmittedRequest", submitted_request},
    {"ToPay", to_pay},
    {"Request", request},
    {"RequestEntry", request_entry},
    {"CaseLine", case_line},
    {"CaseList", case_list_members},
    {"CaseRequest", case_request},
    {"Note", note},
    {"Team", team},
    {"Staff", staff},
    {"Case", full_case},
    {"History", history},
    {"Entry", entry},
    {"NewNote", new_note},
    {"NewClosure", new_closure},
    {"Reopening", reopening},
    {"NewOwner", new_owner},
    {"NewReply", new_reply},
    {"NewWords", new_words},
    {"Withdrawal", withdrawal},
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

std::span<const Schema> schemas() { return all_schemas; }

std::string_view name_of(Sort sort) {
    switch (sort) {
        case text: return "text";
        case text_or_none: return "text_or_none";
        case id: return "id";
        case id_or_none: return "id_or_none";
        case time: return "time";
        case time_or_none: return "time_or_none";
        case integer: return "integer";
        case decimal: return "decimal";
        case flag: return "flag";
        case texts: return "texts";
        case text_by_name: return "text_by_name";
        case answers_by_name: return "answers_by_name";
        case choice: return "choice";
        case one: return "one";
        case one_or_none: return "one_or_none";
        case many: return "many";
    }
    return "text";
}

}  // namespace openapi
