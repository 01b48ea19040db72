#pragma once
// Life events: moving home, a birth, a death. What several services must be told is asked once. Data beside the services, services/_events/CODE.json.
//
// Promises
//  1. One that is read can be asked: its questions make a form, and each condition and answer in FEEL is over these questions alone.
//  2. What a service is told comes of shared answers by the rules of the event; what they leave open is asked as the service asks it.
//  3. A service that is not offered any more is passed over; the event goes on without it.

#include "catalogue/catalogue.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// What a question of the service is answered with: a shared answer, or what is worked out of several.
struct Fill {
    std::string question;  // of the service
    std::string from;      // the code of the shared question, or of what is calculated in `whole`
};

/// A service that may have to be told.
struct Offer {
    std::string service;
    std::string when;    // code in `whole` of what says whether it is; empty: always
    std::string why;     // a sentence for the resident
    std::vector<Fill> fills;
};

struct LifeEvent {
    Definition asked;  // what all share: questions, place and contact details, as a service asks for them; it is none that can be asked for by itself
    std::vector<Offer> offers;
    forms::Form whole;  // the questions, and behind them what is calculated for the offers
    std::shared_ptr<const LifeEvent> welsh;  // null: it is in English only

    const LifeEvent& in(base::Language language) const { return language == base::Language::welsh && welsh ? *welsh : *this; }
};
using LifeEventPtr = std::shared_ptr<const LifeEvent>;

/// Refuses (invalid, "catalogue.definition") with the element.
Result<LifeEvent> parse_life_event(std::string_view document);
/// All of `_events` in a folder of services, by code; none where it has no such folder. Refuses with file and element.
Result<std::vector<LifeEvent>> read_life_events(const std::filesystem::path& services);

/// An offer that holds for who answers so, and what the service is told already, each as its form takes it.
struct Offered {
    const Offer* offer = nullptr;  // lives as long as the event
    forms::Answers filled;
};
/// In the order of the event; none while something is wrong with the shared answers.
std::vector<Offered> offered_for(const LifeEvent& event, const forms::Sent& sent);

/// Publishes those of a folder of services, and takes back what it has no more. Returns the codes that changed. Refuses one that names a service that never was.
Result<std::vector<std::string>> publish_life_events(db::Tx& tx, const std::filesystem::path& services);
Result<LifeEventPtr> find_life_event(db::Tx& tx, std::string_view code);
/// By code.
Result<std::vector<LifeEventPtr>> all_life_events(db::Tx& tx);
/// What somebody means who says it in their own words, likeliest first.
Result<std::vector<LifeEventPtr>> find_life_events(db::Tx& tx, std::string_view words, int limit, bool forgiving = true);

}  // namespace catalogue
