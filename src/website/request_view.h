#pragma once
// Inside website only: a request as its resident sees it.

#include "cases/cases.h"
#include "casework/progress.h"
#include "clocks/clocks.h"
#include "fees/fees.h"
#include "html/page.h"
#include "html/patterns.h"
#include "web/web.h"

#include <string>
#include <vector>

namespace website {

/// Everything a page about one request needs.
struct Followed {
    cases::Request request;
    cases::Case the_case;
    catalogue::DefinitionPtr service;
    catalogue::DefinitionPtr cases_service = {};  // another one where it was joined to a case it had been split off
    std::string place = {};
    std::string team = {};
    bool written_to = false;   // a letter about it was queued
    bool has_contact = false;  // they can be known again by an e-mail address or a telephone number
    std::vector<cases::Entry> history = {};
    std::optional<cases::Passed> passed = {};  // to another body that looks after the place
    std::vector<casework::PlainStage> way = {};  // where it stands on its map, in plain words
    std::optional<bookings::Booking> visit = {};       // that lies ahead
    std::optional<bookings::Booking> past_visit = {};  // the last one that has begun
    std::optional<fees::Paying> paying = {};     // where it costs something
    std::optional<fees::Price> given_back = {};  // to who withdraws it now, by the service's rule
    clocks::Standing clocks = {};              // whether it stands still, and what was promised first

    std::string address() const { return "/requests/" + request.reference.text(); }
};

/// The state of a request as a headline: where it stands, and what comes next and by when.
html::Standing standing_of(const web::Context& context, const cases::Request& request, const cases::Case& the_case, const catalogue::Definition& service,
                           const std::string& team);

Result<Followed> follow(db::Tx& tx, const Reference& reference);

/// The thanks. `code` is empty where a contact detail will do, or where this browser did not send the request.
html::Page sent_page(const web::Context& context, const Followed& followed, const std::string& code);

/// How far it is, what happens next, what was said, and what one can do. `done` says what was just done, if anything.
html::Page request_page(const web::Context& context, const Followed& followed, std::string_view done);

}  // namespace website
