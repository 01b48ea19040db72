#pragma once
// Inside desk only: small parts that several staff pages share.

#include "cases/cases.h"
#include "contact/contact.h"
#include "desk/pages.h"
#include "files/files.h"
#include "people/contact_plan.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// Markup that depends on nothing but its name and the reader's language: made once, and kept for every page. Nothing of a case, of who reads or of
/// what was typed may stand in it; what it is made from stands in the name (the digest of a service's version).
void put_prepared(html::Html& out, const web::Context& context, const std::string& name, const std::function<void(html::Html&)>& put);

/// "What can I do here?", folded away: what the page is for, and its keys.
void put_help(html::Html& out, const web::Context& context, std::string_view page, std::span<const char* const> keys);

/// A contact that its agent has not wrapped up.
struct Unfinished {
    contact::Interaction call;
    std::string name;
};
Result<std::vector<Unfinished>> unfinished_calls(db::Tx& tx, const web::Context& context);
/// "You have an unfinished call", with a way back to it; nothing where there is none.
void put_unfinished(html::Html& out, const web::Context& context, std::span<const Unfinished> unfinished);

/// Persons belong to no team: who may read all of them sees each, anybody else only those of cases they may see.
bool may_read_everybody(const access::Actor& who);
Result<people::Contact> find_person(db::Tx& tx, const access::Actor& who, people::PersonId person);
/// Those of them whom `find_person` finds.
std::map<people::PersonId, people::Contact> find_persons(db::Tx& tx, const access::Actor& who, std::span<const people::PersonId> persons);

/// The contact plan of somebody, with who answers for it.
struct PlanShown {
    people::Plan plan;
    std::string owner;
};
/// Nothing where there is none, or where it is not this actor's to see.
std::optional<PlanShown> plan_shown(db::Tx& tx, const access::Actor& who, const people::Contact& contact);
/// How this person is answered, where one cannot miss it.
void put_plan(html::Html& out, const web::Context& context, const PlanShown& shown, int heading_level = 2);
/// The files of a request as small pictures that lead to the whole, and links.
void put_file(html::Html& out, const web::Context& context, cases::CaseId case_id, const files::File& file);

/// Where checks, abuse and contact plans are, as tabs; those this actor may open. `current`: the address of this page.
html::Html care_tabs(const web::Context& context, std::string_view current);

/// The screen of a contact under way, or an address below it.
std::string call_address(contact::InteractionId id, std::string_view rest = {});
/// The contact under way from which a page was opened, as the address or the form says; 0: none.
contact::InteractionId call_behind(const web::Request& request);

/// The services that may be meant by what somebody says; the thirty asked for most where nothing was said. Wrong
/// spellings are forgiven, if asked.
Result<std::vector<catalogue::DefinitionPtr>> services_meant(db::Tx& tx, std::string_view said, bool forgiving = true);

}  // namespace desk
