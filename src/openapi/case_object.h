#pragma once
// Inside openapi only: cases, requests and their history as JSON.

#include "cases/cases.h"
#include "openapi/handlers.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace openapi {

std::string_view name_of(cases::State state);  // "open", "closed"

/// Changes with every change of the case, and with every note, for what is shown holds both.
std::string tag_of(db::Tx& tx, const cases::Case& c);

/// What a list and the case itself say alike: id, service, state, dates, promise, area.
void put_essentials(Object& out, const cases::Case& c, const catalogue::Definition& service, Instant now);
/// {"id","name"}, or null for nobody.
void put_owner(Object& out, access::StaffId owner, const std::map<access::StaffId, std::string>& names);

/// The whole case with requests and notes. A named person's record is noted in the journal as read before it is shown.
Result<Object> case_object(db::Tx& tx, const access::Actor& who, const cases::Case& c);

/// Everything, as colleagues see it.
Array history_array(std::span<const cases::Entry> entries);
/// What the resident sees: no names, no notes.
Array resident_history_array(std::span<const cases::Entry> entries);

/// One request as whoever may follow it sees it.
Result<Object> request_object(db::Tx& tx, const web::Context& context, const cases::Request& request);

}  // namespace openapi
