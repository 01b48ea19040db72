#pragma once
// Inside desk only: what the screen of a call shows, and its parts. Each part stands in an element of its own, so that
// the script can put a fresh one in its place; without script the whole page comes anew.

#include "cases/cases.h"
#include "contact/contact.h"
#include "fees/fees.h"
#include "desk/pages.h"
#include "desk/parts.h"
#include "knowledge/knowledge.h"
#include "notices/notices.h"
#include "rounds/said.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace desk {

/// A case as it stands in a short list beside the person it concerns.
struct Told {
    cases::Line line;
    catalogue::DefinitionPtr service;
    std::string place;
    std::string uprn;  // of the place; may be empty
};

/// Somebody who may be the one calling.
struct Candidate {
    people::PersonId id;
    people::Contact details;
    std::string place;  // where their newest request was about
};

/// A request made in this call.
struct Logged {
    cases::CaseId case_id;
    std::string service, reference, promise;
    std::optional<cases::Passed> passed = {};  // to another body
    std::optional<fees::Paying> paying = {};   // where it costs something
    std::string track = {};                    // where it is followed, and paid
};

struct CallShown {
    contact::Interaction call;
    people::Contact person;         // who it is, as far as it is known
    std::optional<PlanShown> plan;  // how they are answered, if there is a plan that the agent may see
    std::string find, said;         // what was typed to find the caller, and what they say they need
    std::vector<Candidate> found;
    std::vector<Told> told_before;
    std::vector<catalogue::DefinitionPtr> services;  // what may be meant by what they said
    std::vector<knowledge::Article> articles;        // about the service, or what may answer what they said; both parts
    std::optional<knowledge::Article> article;       // the one being read out
    std::vector<notices::Notice> notices;            // that concern the service; before one is found, all that are shown
    bool came_back = false;                          // from a case, where something was done meanwhile
    catalogue::DefinitionPtr service;                // the one being asked about; none: still to be found
    std::optional<rounds::AtAddress> bins;           // for a service about emptied bins, where the address is known
    html::Html late;                                 // for such a service: the rounds that are late now
    std::vector<Logged> logged;
    std::vector<Problem> problems;
    std::string problem_form;  // the last part of the address that refused: "person", "end", or the service's code
};

void put_caller(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown);
void put_errand(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown);
void put_beside(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown);
void put_finished(html::Html& out, const web::Context& context, const CallShown& shown);
/// The way back from a service or an article to the search for what they need.
void put_another(html::Html& out, const web::Context& context, const CallShown& shown);
/// The questions of a service as the agent asks them, one step each.
void put_script(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown);

/// How many results came, for who cannot see them.
std::string found_said(const web::Context& context, std::size_t count);
/// What was typed to find the caller, as the detail it must be.
people::Contact details_in(std::string_view typed);
/// "2 minutes 10 seconds"
std::string spoken_duration(const web::Context& context, Duration duration);

}  // namespace desk
