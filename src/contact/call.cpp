// A contact under way: begun, somebody named, things looked up, wrapped up.

#include "base/text.h"
#include "base/words.h"
#include "contact/contact.h"
#include "contact/contact_details.h"
#include "contact/events.h"
#include "contact/interaction_store.h"
#include "contact/queries.h"
#include "journal/journal.h"

namespace contact {
namespace {

using access::Permission;

/// One's own contact: a colleague's is not there, so that nobody reads along.
Result<Interaction> find_own(db::Tx& tx, const access::Actor& who, InteractionId id) {
    TRY(access::require(who, Permission::log_contact));
    auto found = interaction_store::find(tx, id);
    if (!found || !found->agent || found->agent != who.staff()) return refuse(Kind::not_found, "contact.no_such_interaction");
    return std::move(*found);
}

Result<Interaction> find_under_way(db::Tx& tx, const access::Actor& who, InteractionId id) {
    auto found = TRY(find_own(tx, who, id));
    if (found.ended_at) return refuse(Kind::conflict, "contact.is_over");
    return found;
}

}  // namespace

Result<InteractionId> begin(db::Tx& tx, const access::Actor& who, std::string_view channel, Direction direction) {
    TRY(access::require(who, Permission::log_contact));
    if (!is_channel(channel)) return refuse_fields("forms.problems", {{"channel", say("contact.channel")}});
    const Interaction interaction{.id = tx.new_id<InteractionId>(),
                                  .channel = std::string(channel),
                                  .direction = direction,
                                  .started_at = tx.now(),
                                  .agent = who.staff()};
    interaction_store::add(tx, interaction);
    journal::announce(tx, InteractionBegun{interaction.id, interaction.channel, std::string(code_of(direction)), interaction.agent});
    return interaction.id;
}

Result<Interaction> find(db::Tx& tx, const access::Actor& who, InteractionId id) { return find_own(tx, who, id); }

std::vector<Interaction> under_way(db::Tx& tx, const access::Actor& who) {
    if (!who.may(Permission::log_contact) || !who.staff()) return {};
    return interaction_store::under_way(tx, who.staff());
}

std::vector<Link> requests_of(db::Tx& tx, InteractionId id) { return interaction_store::links_of(tx, id); }

Result<void> set_person(db::Tx& tx, const access::Actor& who, InteractionId id, people::PersonId person) {
    const auto interaction = TRY(find_under_way(tx, who, id));
    if (person) TRY(people::find(tx, person));
    tx.run(sql::set_person, person ? std::optional(person) : std::nullopt, interaction.id);
    journal::announce(tx, PersonNamed{interaction.id, person});
    return {};
}

Result<people::PersonId> name_person(db::Tx& tx, const access::Actor& who, InteractionId id, const people::Contact& typed) {
    TRY(find_under_way(tx, who, id));
    std::vector<Problem> problems;
    const auto details = check_details(typed, problems);
    if (details.empty() && problems.empty()) problems.push_back({"name", say("contact.nobody")});
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    const auto person = people::record(tx, details);
    TRY(set_person(tx, who, id, person));
    return person;
}

Result<void> consult(db::Tx& tx, const access::Actor& who, InteractionId id, Consulted sort, std::string_view what) {
    TRY(find_under_way(tx, who, id));
    constexpr std::string_view codes[] = {"service", "article", "case"};
    const auto code = codes[static_cast<std::size_t>(sort)];
    const auto thing = base::first_characters(what, 80);
    if (tx.find<std::int64_t>(sql::is_consulted, id, code, thing)) return {};
    tx.run(sql::add_consulted, id, code, thing, tx.now());
    journal::announce(tx, SomethingConsulted{id, std::string(code), std::string(thing)});
    return {};
}

Result<Interaction> wrap_up(db::Tx& tx, const access::Actor& who, InteractionId id, Outcome outcome, std::string_view note) {
    auto interaction = TRY(find_under_way(tx, who, id));
    constexpr std::size_t most_note = 5000;
    const auto words = base::tidy_text(note.substr(0, 8 * most_note));
    if (base::count_characters(words) > most_note) return refuse_fields("forms.problems", {{"note", say("contact.note_long")}});
    interaction.ended_at = tx.now();
    const auto came_to = interaction_store::what_came_of(tx, id);
    interaction.outcome = came_to.requests == 0 ? outcome : Outcome::requested;
    tx.run(sql::end_interaction, interaction.ended_at, code_of(interaction.outcome), words, id);
    interaction_store::announce_end(tx, interaction, came_to);
    return interaction;
}

}  // namespace contact
