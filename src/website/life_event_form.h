#pragma once
// Inside website only: a life event on its way. What was answered travels from page to page in the form, as with a report: shared answers under their own names,
// those of each service under the service's code, "council-tax-move-account".

#include "catalogue/life_events.h"
#include "contact/contact.h"
#include "web/web.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace website {

constexpr const char* services_field = "services";          // those that are chosen, each by its code
constexpr const char* offered_field = "offered-already";    // those that could be: who took the tick away is not asked again
constexpr const char* shown_field = "shown-already";        // questions of services that stood on the page: "new-bin-container,…"

/// A service that applies.
struct Part {
    catalogue::DefinitionPtr service, shown;  // as it is offered; the same in the resident's language
    const catalogue::Offer* offer = nullptr;
    forms::Answers filled = {};  // what the event answers, as the service takes it
    forms::Form form = {};       // its questions, under the names that they have here
    bool together = false;       // it is sent with the others; false: it has a page of its own, for its fee, its time or its proof
    bool chosen = false;

    std::string name_of(std::string_view code) const { return service->code + '-' + std::string(code); }
};

/// Everything that was said so far.
struct Telling {
    const web::Request& request;
    const web::Context& context;
    catalogue::LifeEventPtr event;  // in the resident's language
    std::vector<Part> parts = {};   // none while something is wrong with the shared answers
    std::string operation = {};     // the one-time number of the whole row

    const catalogue::Definition& asked() const { return event->asked; }
    std::string address() const { return "/life-events/" + event->asked.code; }
    std::vector<const Part*> chosen() const;
};

/// The event of the address, with what the form says.
Result<Telling> told_so_far(const web::Request& request, const web::Context& context);

/// What a service is told: by the event, and by its own questions on these pages. Lives as long as request and part.
contact::Sent sent_to(const web::Request& request, const Part& part);
/// What is asked of the service still, as things stand: not what the event answers. Under the names that they have here.
std::vector<const forms::Question*> still_asked(const web::Request& request, const Part& part);
/// What is wrong with what all share, and with what is told to the services that are chosen, under the names of the fields here.
std::vector<Problem> shared_problems(db::Tx& tx, const Telling& telling);
std::vector<Problem> problems_of(db::Tx& tx, const web::Request& request, const Part& part);

}  // namespace website
