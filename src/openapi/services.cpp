// What can be asked for, and the questions that belong to it.

#include "catalogue/catalogue.h"
#include "openapi/handlers.h"

namespace openapi {
namespace {

Object summary_of(const catalogue::Definition& service) {
    Object out;
    Array keywords;
    for (const auto& keyword : service.keywords) keywords.add(keyword);
    out.text("code", service.code).text("name", service.name).text("summary", service.summary);
    out.text("group", service.group).array("keywords", keywords).text_or_none("promise", service.promise);
    out.flag("has_fee", service.fee.has_value());
    return out;
}

template <class Coded>
Array codes_of(const std::vector<Coded>& coded) {
    Array out;
    for (const auto& each : coded) out.add(Object().text("code", each.code).text("label", each.label));
    return out;
}

Object question_object(const forms::Question& question) {
    Object out;
    out.text("code", question.code).text("type", forms::code_of(question.type)).text("label", question.label);
    out.text_or_none("hint", question.hint).flag("required", question.required);
    out.number("most_characters", static_cast<std::int64_t>(question.most)).array("choices", codes_of(question.choices));
    if (question.from) out.number("least", *question.from);
    if (question.up_to) out.number("most", *question.up_to);
    if (question.type == forms::Type::number) out.number("decimals", question.decimals);
    if (question.condition) out.text("when", question.when);
    if (!question.shapes.empty()) {
        Array shapes;
        for (const auto& shape : question.shapes) shapes.add(shape);
        out.array("shapes", shapes);
    }
    if (question.row) {
        Array row;
        for (const auto& each : question.row->questions) row.add(question_object(each));
        out.array("questions", row);
    }
    if (!forms::is_answered(question.type)) out.flag("answered", false);
    if (!question.value.empty()) out.text("value", question.value).text("as", question.as == forms::Type::choice ? "yes_no" : forms::code_of(question.as));
    return out;
}

Object service_object(const catalogue::Definition& service) {
    auto out = summary_of(service);
    Array questions, contact;
    for (const auto& question : service.form.questions) questions.add(question_object(question));
    if (service.asks_name) contact.add("name");
    if (service.asks_email) contact.add("email");
    if (service.asks_phone) contact.add("phone");
    out.number("version", service.version).flag("wants_location", service.has_place());
    out.array("questions", questions).array("contact", contact).array("outcomes", codes_of(service.outcomes));
    return out;
}

}  // namespace

Result<web::Response> list_services(web::Request&, web::Context& context) {
    const auto live = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return catalogue::live_services(tx); }));
    Array services;
    for (const auto& service : live) services.add(summary_of(*service));
    return web::json(Object().array("services", services).none("next").str());
}

Result<web::Response> show_service(web::Request& request, web::Context& context) {
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) {
        return catalogue::find_live(tx, request.param("code"));
    }));
    return web::json(service_object(*service).str());
}

}  // namespace openapi
