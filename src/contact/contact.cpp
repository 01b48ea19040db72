#include "contact/contact.h"

#include "base/random.h"
#include "base/text.h"
#include "base/words.h"
#include "contact/contact_details.h"
#include "contact/events.h"
#include "contact/interaction_store.h"
#include "contact/offered.h"
#include "contact/queries.h"
#include "contact/several.h"
#include "contact/taking.h"
#include "fees/fees.h"
#include "forms/settle.h"
#include "journal/journal.h"
#include "notifications/reader.h"
#include "people/contact_details.h"
#include "places/responsible.h"

#include <algorithm>
#include <array>

namespace contact {
namespace {

using access::Permission;

constexpr std::array<std::pair<Outcome, std::string_view>, 4> outcomes{{{Outcome::answered, "answered"},
                                                                       {Outcome::requested, "requested"},
                                                                       {Outcome::passed_on, "passed_on"},
                                                                       {Outcome::abandoned, "abandoned"}}};
constexpr std::array<std::string_view, 8> channels{"web", "phone", "email", "letter", "visit", "chat", "social", "api"};

/// Contacts belong to no team: a scope that is limited in any way holds none but one's own.
bool may_read_all(const access::Actor& who) { return access::scope_of(who, Permission::read_contact).is_everything(); }

/// The contact the request belongs to: the agent's, or one of its own.
Result<Interaction> interaction_for(db::Tx& tx, const access::Actor& who, const Sent& sent) {
    if (!sent.interaction)
        return Interaction{.id = tx.new_id<InteractionId>(),
                           .channel = tx.channel(),
                           .started_at = tx.now(),
                           .ended_at = tx.now(),
                           .agent = who.staff(),
                           .person = {},
                           .outcome = Outcome::requested};
    return read(tx, who, *sent.interaction);
}

struct Named {
    people::PersonId id;
    people::Contact details;
};

/// Whoever the agent's contact is with already, if the request says nothing else of them: a service may ask for less than
/// is known. Otherwise somebody new.
Named person_for(db::Tx& tx, const Interaction& interaction, const people::Contact& said) {
    const auto agrees = [](const std::string& detail, const std::string& known) { return detail.empty() || detail == known; };
    if (interaction.person) {
        const auto known = people::find(tx, interaction.person);
        const bool same_way = said.write.empty() || (said.write == known->write && said.postal == known->postal && said.large_print == known->large_print);
        if (known && same_way && agrees(said.name, known->name) && agrees(said.email, known->email) && agrees(said.phone, known->phone))
            return {interaction.person, *known};
    }
    return {people::record(tx, said), said};
}

/// Keeps the contact of its own, or notes in the agent's that a request was made.
void keep(db::Tx& tx, const Interaction& interaction, bool is_own) {
    if (is_own) return interaction_store::add(tx, interaction);
    if (interaction.ended_at)
        tx.run(sql::set_outcome, code_of(Outcome::requested), interaction.id);
    else if (interaction.person)
        tx.run(sql::set_person, interaction.person, interaction.id);
}

/// Another body that looks after the place and can be written to.
std::optional<places::Body> body_to_write_to(db::Tx& tx, const catalogue::Definition& service, const places::Location& location) {
    auto body = places::responsible_for(tx, service.concerns, location);
    if (body && body->email.empty()) body.reset();
    return body;
}

/// What the resident may expect: our work by a day, or another body's; and a visit.
struct Prospect {
    Instant due;
    std::optional<places::Body> passed_to;
    std::string visit = {};    // "Monday 30 November 2026, 8am to 10am"
    std::string to_pay = {};   // "£32.00: 3 large items", where it costs something
    std::string pay_by = {};   // "Thursday 3 December 2026"
};

/// What it costs, which is noted once the visit is booked.
Result<void> raise_fee(db::Tx& tx, const catalogue::Definition& service, const Reference& reference, base::Language language, Prospect& prospect) {
    if (!service.fee) return {};
    const auto fee = TRY(fees::raise(tx, reference));
    if (!fee || fee->is_settled()) return {};
    prospect.to_pay = fees::shown(*fee);
    prospect.pay_by = places::shown_day(places::calendar_of(tx).zone(), fee->pay_by, language);
    return {};
}

/// Books the time that was chosen, and says it as one reads it; what stands in the way is a problem of its field.
Result<std::string> book_visit(db::Tx& tx, const Reference& reference, const Sent& sent) {
    if (!sent.visit || sent.join) return std::string();
    const auto booked = cases::book_first_visit(tx, reference, *sent.visit, sent.draft);
    if (!booked && booked.error().kind == Kind::conflict) return refuse_fields("forms.problems", {{"visit", say(booked.error().key)}});
    if (!booked) return std::unexpected(booked.error());
    return bookings::shown(places::calendar_of(tx).zone(), booked->slot, sent.language);
}

void acknowledge(db::Tx& tx, const catalogue::Definition& service, const people::Contact& person, const Taken& taken,
                 const Prospect& prospect, base::Language language) {
    const auto reader = notifications::reader_of(person);
    if (service.acknowledgement.empty() || !reader) return;
    const auto due = prospect.due;
    const auto body = prospect.passed_to.value_or(places::Body{});
    notifications::queue(tx, {.wording = prospect.passed_to ? "passed_on" : service.acknowledgement,
                              .language = language,
                              .channel = reader->channel,
                              .address = reader->address,
                              .about = {"request", taken.request.value},
                              .values = {{"name", person.name},
                                         {"service", service.name},
                                         {"reference", taken.reference.spoken()},
                                         {"promise", service.promise},
                                         {"promised", due < tx.now() ? say("cases.promised_late", {}, language) : cases::promised(tx, due, language)},
                                         {"body", body.name},
                                         {"phone", body.phone},
                                         {"visit", prospect.visit},
                                         {"to_pay", prospect.to_pay},
                                         {"pay_by", prospect.pay_by},
                                         {"path", "/requests/" + taken.reference.text()}},
                              .large_print = reader->large_print});
}

/// Everything that was sent, tidied, or every problem with it at once.
struct Checked {
    forms::Answers answers;
    people::Contact person;
    places::Location location;
};
Result<forms::Answers> answers_in(db::Tx& tx, const forms::Form& form, const forms::Sent& sent) {
    auto answers = TRY(forms::check(form, sent));
    return forms::settle(tx, form, std::move(answers));
}
Result<Checked> check(db::Tx& tx, const catalogue::Definition& service, const Sent& sent) {
    std::vector<Problem> problems;
    Checked checked;
    auto said = sent.location;
    if (const auto& kind = service.asset_kind; kind.empty() || !said.asset.starts_with(kind + '/')) said.asset.clear();
    if (auto location = places::check(tx, std::move(said)))
        checked.location = std::move(*location);
    else
        std::ranges::move(location.error().fields, std::back_inserter(problems));
    if (service.has_place() && places::is_outside(tx, checked.location)) problems.push_back({"location", say("contact.outside")});
    if (service.has_place() && checked.location.empty() && problems.empty())
        problems.push_back({"location", service.location_missing.empty() ? say("contact.where") : service.in(sent.language).location_missing});
    if (auto answers = sent.join ? Result<forms::Answers>{} : answers_in(tx, service.in(sent.language).form, sent.answer))
        checked.answers = std::move(*answers);
    else
        std::ranges::move(answers.error().fields, std::back_inserter(problems));
    const auto typed = [&](const char* field) { return std::string(sent.answer(field).value_or("")); };
    checked.person = check_details({.name = typed("name"),
                                    .email = typed("email"),
                                    .phone = typed("phone"),
                                    .postal = typed("postal"),
                                    .write = typed("write"),
                                    .large_print = typed("large_print") == "yes"},
                                   problems);
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    return checked;
}

}  // namespace

std::string_view code_of(Direction direction) { return direction == Direction::inbound ? "in" : "out"; }

/// An address for the post counts only for who wants to be written to there.
static void check_way_to_write(const people::Contact& typed, people::Contact& contact, std::vector<Problem>& problems) {
    if (typed.write.empty()) return;
    if (typed.write != "email" && typed.write != "post" && typed.write != "text") return problems.push_back({"write", say("contact.write")});
    contact.write = typed.write;
    if (typed.write == "email") {
        if (contact.email.empty() && base::trim(typed.email).empty()) problems.push_back({"email", say("contact.email_missing")});
        return;
    }
    if (typed.write == "text") {
        if (!contact.phone.starts_with("+447")) problems.push_back({"phone", say("contact.mobile_missing")});
        return;
    }
    contact.large_print = typed.large_print;
    if (auto postal = people::tidy_postal(typed.postal))
        contact.postal = std::move(*postal);
    else
        problems.push_back({"postal", say(base::trim(typed.postal).empty() ? "contact.postal_missing" : "contact.postal")});
    if (contact.name.empty() && base::trim(typed.name).empty()) problems.push_back({"name", say("contact.name_for_post")});
}

people::Contact check_details(const people::Contact& typed, std::vector<Problem>& problems) {
    people::Contact contact;
    contact.name = base::tidy_line(typed.name.substr(0, 2000));
    if (typed.name.size() > 2000 || base::count_characters(contact.name) > 200)
        problems.push_back({"name", say("contact.name_long")});
    if (const auto email = base::trim(typed.email); !email.empty()) {
        if (auto tidy = people::tidy_email(email))
            contact.email = std::move(*tidy);
        else
            problems.push_back({"email", say("contact.email")});
    }
    if (const auto phone = base::trim(typed.phone); !phone.empty()) {
        if (auto tidy = people::tidy_phone(phone))
            contact.phone = std::move(*tidy);
        else
            problems.push_back({"phone", say("contact.phone")});
    }
    check_way_to_write(typed, contact, problems);
    return contact;
}

std::string_view code_of(Outcome outcome) {
    return std::ranges::find(outcomes, outcome, &std::pair<Outcome, std::string_view>::first)->second;
}

std::optional<Outcome> find_outcome(std::string_view code) {
    const auto found = std::ranges::find(outcomes, code, &std::pair<Outcome, std::string_view>::second);
    return found == outcomes.end() ? std::nullopt : std::optional(found->first);
}

bool is_channel(std::string_view code) { return std::ranges::find(channels, code) != channels.end(); }

Result<InteractionId> log_interaction(db::Tx& tx, const access::Actor& who, const Keyed& keyed) {
    constexpr std::size_t most_note = 5000;
    TRY(access::require(who, Permission::log_contact));
    std::vector<Problem> problems;
    if (!is_channel(keyed.channel)) problems.push_back({"channel", say("contact.channel")});
    if (keyed.ended_at < keyed.started_at || keyed.ended_at > tx.now()) problems.push_back({"ended", say("contact.times")});
    const auto note = base::tidy_text(std::string_view(keyed.note).substr(0, 8 * most_note));
    if (base::count_characters(note) > most_note) problems.push_back({"note", say("contact.note_long")});
    const auto person = check_details(keyed.person, problems);
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    const Interaction interaction{.id = tx.new_id<InteractionId>(),
                                  .channel = keyed.channel,
                                  .direction = keyed.direction,
                                  .started_at = keyed.started_at,
                                  .ended_at = keyed.ended_at,
                                  .agent = who.staff(),
                                  .person = people::record(tx, person),
                                  .outcome = keyed.outcome,
                                  .note = note};
    interaction_store::add(tx, interaction);
    interaction_store::announce_end(tx, interaction, {});
    return interaction.id;
}

std::vector<Problem> problems_with(db::Tx& tx, const catalogue::Definition& service, const Sent& sent) {
    auto checked = check(tx, service, sent);
    return checked ? std::vector<Problem>{} : std::move(checked).error().fields;
}

namespace {

/// As it is offered at the place that was said.
Result<catalogue::DefinitionPtr> offered_there(db::Tx& tx, const access::Actor& who, catalogue::DefinitionPtr service, const Sent& sent) {
    if (catalogue::pilot_of(tx, service->code) == 0) return service;
    constexpr std::string_view in_no_ward = "-";  // a service that is only tried out in wards is none for a place outside
    const auto place = places::check(tx, sent.location);
    return catalogue::find_offered(tx, service->code, who, place && !place->ward.empty() ? std::string_view(place->ward) : in_no_ward);
}

/// A request whose answers were checked, in a contact that is kept.
Result<Taken> take_checked(db::Tx& tx, Random& random, const catalogue::DefinitionPtr& service, const Sent& sent, const Checked& checked, const Named& person,
                           const Interaction& interaction) {
    const cases::Submission submission{.service = service,
                                       .answers = checked.answers,
                                       .person = person.id,
                                       .searchable = person.details.name + ' ' + checked.location.text,
                                       .location = places::record(tx, checked.location),
                                       .channel = interaction.channel,
                                       .area = checked.location.ward,
                                       .language = sent.language,
                                       .point = checked.location.point,
                                       .pass_to = body_to_write_to(tx, *service, checked.location),
                                       .words = std::string(sent.words)};
    const auto opened = TRY(sent.join ? cases::ask_too(tx, random, sent.join, submission) : cases::open_case(tx, random, submission));
    tx.run(sql::add_link, interaction.id, opened.request, opened.case_id);
    journal::announce(tx, RequestTaken{interaction.id, opened.request, service->code});
    if (!sent.interaction) interaction_store::announce_end(tx, interaction, {.requests = 1, .needed_follow_up = true});
    const Taken taken{interaction.id, opened.request, opened.reference, opened.case_id};
    auto visit = TRY(book_visit(tx, taken.reference, sent));
    Prospect prospect{opened.due_at, sent.join ? std::nullopt : submission.pass_to, std::move(visit)};
    if (!sent.join) TRY(raise_fee(tx, *service, taken.reference, sent.language, prospect));
    acknowledge(tx, *service, person.details, taken, prospect, sent.language);
    return taken;
}

}  // namespace

Result<Taken> take_request(db::Tx& tx, Random& random, const access::Actor& who, catalogue::DefinitionPtr service,
                           const Sent& sent) {
    TRY(access::require(who, Permission::submit_request));
    service = TRY(offered_there(tx, who, std::move(service), sent));
    return take_under(tx, random, who, service, sent);
}

Result<Taken> take_under(db::Tx& tx, Random& random, const access::Actor& who, const catalogue::DefinitionPtr& service, const Sent& sent) {
    TRY(access::require(who, Permission::submit_request));
    const auto checked = TRY(check(tx, *service, sent));
    auto interaction = TRY(interaction_for(tx, who, sent));
    const auto person = person_for(tx, interaction, checked.person);
    if (person.id) interaction.person = person.id;
    keep(tx, interaction, !sent.interaction);
    return take_checked(tx, random, service, sent, checked, person, interaction);
}

Result<std::vector<Taken>> take_requests(db::Tx& tx, Random& random, const access::Actor& who, std::span<const Wish> wishes) {
    TRY(access::require(who, Permission::submit_request));
    std::vector<Taken> all;
    if (wishes.empty()) return all;
    auto interaction = TRY(interaction_for(tx, who, {}));
    Named person;
    for (const auto& wish : wishes) {
        const auto service = TRY(offered_there(tx, who, wish.service, wish.sent));
        const auto checked = TRY(check(tx, *service, wish.sent));
        const bool is_first = all.empty();
        if (is_first) {
            person = person_for(tx, interaction, checked.person);
            interaction.person = person.id;
            keep(tx, interaction, true);
        }
        auto sent = wish.sent;
        sent.interaction = interaction.id;
        const auto taken = TRY(take_checked(tx, random, service, sent, checked, person, interaction));
        all.push_back(taken);
    }
    interaction_store::announce_end(tx, interaction, {.requests = static_cast<std::int64_t>(all.size()), .needed_follow_up = true});
    return all;
}

Result<Taken> take_second_matter(db::Tx& tx, Random& random, const access::Actor& who, catalogue::DefinitionPtr service, const SecondMatter& matter) {
    const auto of_case = cases::requests_of(tx, matter.case_id);
    const auto first = std::ranges::find(of_case, matter.first, &cases::Request::id);
    if (first == of_case.end()) return refuse(Kind::not_found, "cases.no_such_request");
    places::Location place;
    for (const auto& [id, found] : places::find_many(tx, std::span(&first->location, 1))) place = found;
    if (service->has_place() && place.empty()) return refuse(Kind::conflict, "contact.second_without_place");
    const auto person = first->person ? people::find(tx, first->person) : Result<people::Contact>(people::Contact{});
    const auto details = person ? *person : people::Contact{};
    const auto answers = TRY(answers_in(tx, service->form, matter.answer));
    const cases::Submission submission{.service = service,
                                       .answers = answers,
                                       .person = first->person,
                                       .searchable = details.name + ' ' + place.text,
                                       .location = first->location,
                                       .channel = first->channel,
                                       .area = place.ward,
                                       .language = first->language,
                                       .point = place.point,
                                       .pass_to = body_to_write_to(tx, *service, place)};
    const auto opened = TRY(cases::split_matter(tx, random, who, matter.case_id, matter.seen_changes, matter.first, submission, matter.why));
    Taken taken{{}, opened.request, opened.reference, opened.case_id};
    for (const auto row : tx.query(sql::interactions_of, matter.first)) taken.interaction = row.get<InteractionId>(0);
    if (taken.interaction) {
        tx.run(sql::add_link, taken.interaction, opened.request, opened.case_id);
        journal::announce(tx, RequestTaken{taken.interaction, opened.request, service->code});
    }
    Prospect prospect{opened.due_at, submission.pass_to};
    TRY(raise_fee(tx, *service, taken.reference, first->language, prospect));
    acknowledge(tx, *service, details, taken, prospect, first->language);
    return taken;
}

Result<Interaction> read(db::Tx& tx, const access::Actor& who, InteractionId id) {
    auto found = interaction_store::find(tx, id);
    const bool own = found && found->agent && found->agent == who.staff();
    const bool over = found && found->ended_at;
    if (own || (over && may_read_all(who))) return std::move(*found);
    return refuse(Kind::not_found, "contact.no_such_interaction");
}

std::vector<Interaction> recent(db::Tx& tx, const access::Actor& who, int limit) {
    if (may_read_all(who)) return interaction_store::recent(tx, limit);
    if (!who.may(Permission::read_contact) || !who.staff()) return {};
    return interaction_store::recent_of(tx, who.staff(), limit);
}

}  // namespace contact
