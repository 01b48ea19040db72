#include "openapi/request_body.h"

#include "base/words.h"
#include "openapi/body.h"

#include <memory>

namespace openapi {
namespace {

places::Location read_location(Members location) {
    places::Location read{.text = location.text("text"), .uprn = location.text("uprn")};
    const auto latitude = location.number("latitude"), longitude = location.number("longitude");
    if (latitude && longitude)
        read.point = places::Point{*latitude, *longitude};
    else if (latitude.has_value() != longitude.has_value())
        location.wrong(latitude ? "longitude" : "latitude", "openapi.half_a_point");
    return read;
}

bool is_contact_detail(std::string_view code) {
    return code == "name" || code == "email" || code == "phone" || code == "write" || code == "postal" || code == "large_print";
}

std::string_view contact_detail(const people::Contact& contact, std::string_view code) {
    if (code == "write") return contact.write;
    if (code == "postal") return contact.postal;
    if (code == "large_print") return contact.large_print ? "yes" : "";
    return code == "name" ? contact.name : code == "email" ? contact.email : contact.phone;
}

Result<void> check_description(const RequestBody& body, const catalogue::Definition& service) {
    if (body.description.empty()) return {};
    const auto* details = service.form.find("details");
    if (details == nullptr || details->type != forms::Type::long_text || details->condition)  // a branch might drop it
        return refuse_fields("openapi.problems", {{"description", say("openapi.no_description")}});
    if (body.answers.contains("details"))
        return refuse_fields("openapi.problems", {{"description", say("openapi.described_twice")}});
    return {};
}

}  // namespace

people::Contact read_contact(Members contact) {
    people::Contact read;
    read.name = contact.text("name");
    read.email = contact.text("email");
    read.phone = contact.text("phone");
    read.write = contact.text("write");
    read.postal = contact.text("postal");
    read.large_print = contact.text("large_print") == "yes";
    return read;
}

Result<RequestBody> read_request_body(std::string_view text) {
    const auto object = TRY(parse_body(text));
    std::vector<Problem> problems;
    Members members(object, problems);
    RequestBody body;
    body.service = members.required_text("service");
    body.answers = members.texts_or_rows("answers");
    body.location = read_location(members.object("location"));
    body.contact = read_contact(members.object("contact"));
    body.description = members.text("description");
    TRY(no_problems(std::move(problems)));
    return body;
}

Result<contact::Sent> sent_with(const RequestBody& body, const catalogue::Definition& service) {
    TRY(check_description(body, service));
    for (const auto& [code, value] : body.answers)
        if (const auto* question = service.form.find(code); question != nullptr && forms::has_files(question->type) && value != "later")
            return refuse_fields("openapi.problems", {{"answers." + code, say("forms.files_elsewhere")}});
    const auto answers = std::make_shared<std::map<std::string, std::string, std::less<>>>(body.answers);
    for (auto& [code, value] : *answers)
        if (const auto* question = service.form.find(code)) value = forms::as_sent(*question, value);
    const auto answer = [&body, answers](std::string_view code) -> std::optional<std::string_view> {
        if (is_contact_detail(code)) return contact_detail(body.contact, code);
        if (const auto found = answers->find(code); found != answers->end()) return found->second;
        if (code == "details" && !body.description.empty()) return body.description;
        return std::nullopt;
    };
    return contact::Sent{.answer = answer, .location = body.location};
}

Refusal by_member(Refusal refusal, const forms::Form& form) {
    for (auto& problem : refusal.fields) {
        if (is_contact_detail(problem.field))
            problem.field.insert(0, "contact.");
        else if (form.find(problem.field) != nullptr)
            problem.field.insert(0, "answers.");
    }
    if (!refusal.fields.empty()) refusal.key = "openapi.problems";
    return refusal;
}

}  // namespace openapi
