// What can be asked for, and the questions that belong to it.

#include "base/words.h"
#include "open311/answer.h"
#include "open311/handlers.h"
#include "catalogue/stages.h"
#include "open311/offered.h"

#include <algorithm>

namespace open311 {
namespace {

std::string_view datatype_of(forms::Type type) {
    switch (type) {
        case forms::Type::long_text: return "text";
        case forms::Type::choice: return "singlevaluelist";
        case forms::Type::choices: return "multivaluelist";
        case forms::Type::number:
        case forms::Type::money: return "number";
        case forms::Type::date: return "datetime";
        case forms::Type::text:
        case forms::Type::email:
        case forms::Type::phone:
        case forms::Type::date_range:
        case forms::Type::time:
        case forms::Type::postcode:
        case forms::Type::vehicle:
        case forms::Type::reference:
        case forms::Type::council_tax_reference:
        case forms::Type::national_insurance_number:
        case forms::Type::address:
        case forms::Type::files:
        case forms::Type::group:
        case forms::Type::signature:
        case forms::Type::calculated:
        case forms::Type::eligibility: return "string";
    }
    return "string";
}

/// What the type asks for.
/// "99/99999/AAA or 99-99"
std::string shapes_of(const forms::Question& question) {
    std::string all;
    for (const auto& shape : question.shapes) (all += all.empty() ? "" : " or ") += shape;
    return all;
}

std::string form_of(const forms::Question& question) {
    switch (question.type) {
        case forms::Type::date: return say("open311.type_date");
        case forms::Type::email: return say("open311.type_email");
        case forms::Type::phone: return say("open311.type_phone");
        case forms::Type::choice: return say("open311.type_choice");
        case forms::Type::choices: return say("open311.type_choices");
        case forms::Type::number: return say(question.decimals == 0 ? "open311.type_whole_number" : "open311.type_number");
        case forms::Type::money: return say("open311.type_money");
        case forms::Type::date_range: return say("open311.type_date_range");
        case forms::Type::time: return say("open311.type_time");
        case forms::Type::postcode: return say("open311.type_postcode");
        case forms::Type::vehicle: return say("open311.type_vehicle");
        case forms::Type::reference:
        case forms::Type::council_tax_reference: return say("open311.type_reference", {{"shapes", shapes_of(question)}});
        case forms::Type::national_insurance_number: return say("open311.type_national_insurance_number");
        case forms::Type::address: return say("open311.type_address");
        case forms::Type::files:
        case forms::Type::group: return say("open311.type_not_carried");
        case forms::Type::signature: return say("open311.type_signature");
        case forms::Type::calculated:
        case forms::Type::eligibility: return {};
        case forms::Type::text:
        case forms::Type::long_text: return say("open311.type_text", {{"most", std::to_string(question.most)}});
    }
    return {};
}

/// Whether an answer must be spelled in a way that no hint for people tells.
bool is_spelled(forms::Type type) { return type == forms::Type::date_range || type == forms::Type::time; }

/// The hint, or what the type asks for by itself; and where it is not asked of everybody, of whom, for GeoReport has no word for that.
std::string help_with(const forms::Question& question) {
    auto help = question.hint.empty() ? form_of(question) : question.hint;
    if (!question.hint.empty() && is_spelled(question.type)) help += ". " + form_of(question);
    if (question.condition) help += ". " + say("open311.asked_when", {{"when", question.when}});
    return help;
}

georeport::Attribute attribute_of(const forms::Question& question) {
    georeport::Attribute attribute{.variable = is_carried(question),
                                   .code = question.code,
                                   .datatype = std::string(datatype_of(question.type)),
                                   .required = question.required && !question.condition,
                                   .datatype_description = help_with(question),
                                   .description = question.label};
    for (const auto& choice : question.choices) attribute.values.push_back({choice.code, choice.label});
    return attribute;
}

georeport::Service service_of(const catalogue::Definition& service) {
    std::string keywords;
    for (const auto& keyword : service.keywords) keywords += (keywords.empty() ? "" : ", ") + keyword;
    return {.code = service.code,
            .name = service.name,
            .description = service.fee ? service.summary + " " + say("open311.has_fee") : service.summary,
            .metadata = !attributes_of(service).empty(),
            .keywords = keywords,
            .group = service.group};
}

}  // namespace

bool is_carried(const forms::Question& question) { return question.type != forms::Type::group && !forms::has_files(question.type); }

bool is_offered(const catalogue::Definition& service) {
    const auto stands_in_the_way = [](const forms::Question& question) { return question.required && !is_carried(question); };
    return service.has_place() && std::ranges::none_of(service.form.questions, stands_in_the_way);
}

Result<catalogue::DefinitionPtr> find_offered(db::Tx& tx, std::string_view code) {
    auto found = catalogue::find_offered(tx, code, access::Actor::visitor(), {});  // where it is is not known yet
    const bool missing = found ? !is_offered(**found) : found.error().kind == Kind::not_found;
    if (missing) return refuse(Kind::not_found, "open311.no_service");
    return found;
}

const forms::Question* described_by(const catalogue::Definition& service) {
    const auto* details = service.form.find("details");
    return details != nullptr && details->type == forms::Type::long_text && !details->condition ? details : nullptr;
}

std::vector<georeport::Attribute> attributes_of(const catalogue::Definition& service) {
    std::vector<georeport::Attribute> attributes;
    for (const auto& question : service.form.questions) {
        if (&question == described_by(service) || !forms::is_answered(question.type)) continue;
        attributes.push_back(attribute_of(question));
        attributes.back().order = static_cast<std::int64_t>(attributes.size());
    }
    return attributes;
}

Result<web::Response> list_services(web::Request& request, web::Context& context) {
    const auto live = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return catalogue::live_services(tx); }));
    std::vector<georeport::Service> services;
    for (const auto& service : live)
        if (is_offered(*service)) services.push_back(service_of(*service));
    return answer(request, services);
}

Result<web::Response> show_definition(web::Request& request, web::Context& context) {
    const auto code = without_format(request.param("code"));
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return find_offered(tx, code); }));
    return answer(request, georeport::Definition{service->code, attributes_of(*service)});
}

}  // namespace open311
