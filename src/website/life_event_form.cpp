#include "website/life_event_form.h"

#include "contact/offered.h"
#include "forms/view.h"
#include "website/proof_files.h"
#include "website/report_fields.h"
#include "website/report_steps.h"

#include <algorithm>

namespace website {
namespace {

bool goes_with_others(const catalogue::Definition& service) { return !service.fee && !service.booking && !asks_for_files(service); }

bool names_service(const web::Request& request, std::string_view field, std::string_view code) {
    const auto named = request.form.all(field);
    return std::ranges::find(named, code) != named.end();
}

/// What the service would not take so is asked of the resident instead.
void leave_out_wrong(Part& part) {
    const auto& form = part.shown->form;
    const auto answers = forms::check(form, [&](std::string_view code) -> std::optional<std::string_view> {
        const auto found = std::ranges::find(part.filled, code, &forms::Answer::question);
        return found == part.filled.end() ? std::nullopt : std::optional<std::string_view>(found->value);
    });
    if (answers) return;
    for (const auto& problem : answers.error().fields) std::erase_if(part.filled, [&](const forms::Answer& each) { return each.question == problem.field; });
}

Part part_of(const web::Request& request, const web::Context& context, catalogue::DefinitionPtr service, catalogue::Offered offered) {
    Part part{.service = service, .shown = catalogue::in_language(service, context.language), .offer = offered.offer, .filled = std::move(offered.filled)};
    part.together = goes_with_others(*service);
    const bool was_offered = names_service(request, offered_field, service->code);
    part.chosen = part.together && (!was_offered || names_service(request, services_field, service->code));
    part.form = part.shown->form;
    for (auto& question : part.form.questions) question.code = part.name_of(question.code);
    leave_out_wrong(part);
    return part;
}

bool is_of_the_resident(std::string_view field) {
    static constexpr std::string_view theirs[] = {"name", "email", "phone", "postal", "write", "large_print"};
    return std::ranges::find(theirs, field) != std::end(theirs);
}

}  // namespace

std::vector<const Part*> Telling::chosen() const {
    std::vector<const Part*> all;
    for (const auto& part : parts)
        if (part.chosen) all.push_back(&part);
    return all;
}

Result<Telling> told_so_far(const web::Request& request, const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Telling> {
        const auto event = TRY(catalogue::find_life_event(tx, request.param("event")));
        Telling telling{.request = request, .context = context, .event = {event, &event->in(context.language)}};
        telling.operation = operation_carried(request, context);
        for (auto& offered : catalogue::offered_for(*telling.event, forms::sent_by(request.form, telling.asked().form))) {
            const auto service = contact::service_for(tx, access::actor_of(context), offered.offer->service, place_sent(request));
            if (service) telling.parts.push_back(part_of(request, context, *service, std::move(offered)));
        }
        return telling;
    });
}

contact::Sent sent_to(const web::Request& request, const Part& part) {
    auto sent = sent_with(request, *part.service);
    if (!part.service->has_place()) sent.location = {};
    sent.answer = [&request, &part, own = forms::sent_by(request.form, part.form)](std::string_view code) -> std::optional<std::string_view> {
        const auto found = std::ranges::find(part.filled, code, &forms::Answer::question);
        if (found != part.filled.end()) return found->value;
        if (is_of_the_resident(code) && part.service->form.find(code) == nullptr) return sent_by(request.form, forms::Form{})(code);
        return own(part.name_of(code));
    };
    sent.visit.reset();
    sent.draft = {};
    return sent;
}

std::vector<const forms::Question*> still_asked(const web::Request& request, const Part& part) {
    std::vector<const forms::Question*> all;
    for (const auto* question : forms::asked(part.shown->form, sent_to(request, part).answer))
        if (std::ranges::find(part.filled, question->code, &forms::Answer::question) == part.filled.end()) all.push_back(part.form.find(part.name_of(question->code)));
    return all;
}

std::vector<Problem> shared_problems(db::Tx& tx, const Telling& telling) { return contact::problems_with(tx, telling.asked(), sent_with(telling.request, telling.asked())); }

std::vector<Problem> problems_of(db::Tx& tx, const web::Request& request, const Part& part) {
    auto problems = contact::problems_with(tx, *part.service, sent_to(request, part));
    for (auto& problem : problems)
        if (problem.field != "location" && !is_of_the_resident(problem.field)) problem.field = part.name_of(problem.field);
    return problems;
}

}  // namespace website
