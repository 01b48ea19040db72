// What residents do with their own requests. Each verb: check, change, announce.

#include "cases/resident.h"

#include "cases/case_store.h"
#include "cases/check_store.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/fixed_question.h"
#include "cases/letters.h"
#include "cases/queries.h"
#include "cases/reopening.h"
#include "cases/spot.h"
#include "cases/visits.h"
#include "files/files.h"
#include "journal/journal.h"

#include <algorithm>

namespace cases {
namespace {

struct Own {
    Request request;
    Case the_case;
};
Result<Own> find_own(db::Tx& tx, const Reference& reference) {
    auto request = case_store::find_request(tx, reference);
    if (!request) return refuse(Kind::not_found, "cases.no_such_request");
    auto c = case_store::find(tx, request->case_id);
    if (!c) return refuse(Kind::not_found, "cases.no_such_request");
    return Own{std::move(*request), std::move(*c)};
}

Result<void> require_to_be_added_to(const Own& own, Instant now) {
    if (!own.request.is_live()) return refuse(Kind::conflict, "cases.request_withdrawn");
    if (!possible_for(own.request, own.the_case, now).add) return refuse(Kind::conflict, "cases.too_late_to_add");
    return {};
}

/// Who closed it knows it best; where they have left, who had it; else the team.
access::StaffId owner_again(db::Tx& tx, const Case& c) {
    for (const auto candidate : {c.closed_by, c.owner}) {
        if (!candidate) continue;
        const auto actor = access::load_staff_actor(tx, candidate);
        if (actor && access::scope_of(*actor, access::Permission::work_case).allows(c.owned())) return candidate;
    }
    return {};
}

}  // namespace

Possible possible_for(const Request& request, const Case& c, Instant now) {
    const bool open = c.state == State::open;
    const bool in_time = open || now - *c.closed_at <= grace;
    return {.add = request.is_live() && in_time,
            .withdraw = request.is_live() && open,
            .object = request.is_live() && !open && in_time,
            .confirm = request.is_live() && !open && !request.fixed_at};
}

journal::Subject files_subject(RequestId request) { return {"request", request.value}; }

journal::Subject proof_subject(RequestId request) { return {"request_proof", request.value}; }

Result<void> add_word(db::Tx& tx, const Reference& reference, std::string_view text) {
    const auto own = TRY(find_own(tx, reference));
    TRY(require_to_be_added_to(own, tx.now()));
    const auto words = TRY(check_words(text, "cases.word_empty"));
    const auto note = case_store::add_words(tx, own.the_case.id, Said::word, words, own.request.id);
    tx.run(sql::more_was_said, tx.now(), own.the_case.id);
    journal::announce(tx, WordAdded{own.the_case.id, own.request.id, note, own.the_case.team});
    return {};
}

Result<files::File> add_photo(db::Tx& tx, const Reference& reference, const files::Blob& blob, std::string_view name) {
    const auto own = TRY(find_own(tx, reference));
    TRY(require_to_be_added_to(own, tx.now()));
    auto file = TRY(add_first_photo(tx, reference, blob, name));
    tx.run(sql::more_was_said, tx.now(), own.the_case.id);
    return file;
}

Result<files::File> add_first_photo(db::Tx& tx, const Reference& reference, const files::Blob& blob, std::string_view name) {
    const auto own = TRY(find_own(tx, reference));
    if (!blob.remade && blob.type != "application/pdf")
        return refuse_fields("forms.problems", {{"photo", say("cases.photo_type")}});
    if (files::files_of(tx, files_subject(own.request.id)).size() >= most_files)
        return refuse_fields("forms.problems", {{"photo", say("cases.photo_many")}});
    auto file = TRY(files::attach(tx, files_subject(own.request.id), blob, name));
    journal::announce(tx, PhotoAdded{own.the_case.id, own.request.id, file.number, own.the_case.team});
    return file;
}

Result<files::File> add_proof(db::Tx& tx, const Reference& reference, const files::Blob& blob, std::string_view name) {
    const auto own = TRY(find_own(tx, reference));
    if (!blob.remade && blob.type != "application/pdf") return refuse(Kind::invalid, "cases.photo_type");
    if (files::files_of(tx, proof_subject(own.request.id)).size() >= most_proof) return refuse(Kind::invalid, "cases.photo_many");
    auto file = TRY(files::attach(tx, proof_subject(own.request.id), blob, name));
    journal::announce(tx, ProofAdded{own.the_case.id, own.request.id, file.number, own.the_case.team});
    return file;
}

Result<Case> withdraw(db::Tx& tx, const Reference& reference, std::string_view reason) {
    auto own = TRY(find_own(tx, reference));
    const auto& request = own.request;
    auto& c = own.the_case;
    if (!request.is_live()) return refuse(Kind::conflict, "cases.request_withdrawn");
    if (c.state == State::closed) return refuse(Kind::conflict, "cases.too_late_to_withdraw");
    const auto words = TRY(check_words(reason, {}));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    if (tx.change(sql::withdraw_request, tx.now(), request.id) == 0)
        return refuse(Kind::conflict, "cases.request_withdrawn");
    TRY(let_visit_go(tx, c, request, bookings::Tells::nobody));
    const bool last = std::ranges::none_of(case_store::requests_of(tx, c.id), &Request::is_live);
    if (last) TRY(c.close(std::string(withdrawn_outcome), {}, tx.now()));
    TRY(case_store::save(tx, c));
    if (last) drop_spot(tx, c.id);
    const auto note = words.empty() ? NoteId{} : case_store::add_words(tx, c.id, Said::word, words, request.id);
    if (request.publication != Publication::by_rule) keep_from_public(tx, c, request, request_withdrawn);
    journal::announce(tx, RequestWithdrawn{c.id, request.id, request.person, c.service, c.team, note});
    if (last) {
        journal::announce(tx, CaseClosed{c.id, c.service, c.team, c.outcome, c.owner, c.due_at, c.objections, {}});
        TRY(course().closed(tx, c));
    }
    if (!service->acknowledgement.empty()) write_about(tx, request, c, *service, "withdrawn");
    return c;
}

Result<Case> object(db::Tx& tx, const Reference& reference, std::string_view text) {
    auto own = TRY(find_own(tx, reference));
    const auto& request = own.request;
    auto& c = own.the_case;
    if (!request.is_live()) return refuse(Kind::conflict, "cases.request_withdrawn");
    if (c.state == State::open) return refuse(Kind::conflict, "cases.still_open");
    if (tx.now() - *c.closed_at > grace) return refuse(Kind::conflict, "cases.too_late_to_object");
    const auto words = TRY(check_words(text, "cases.objection_empty"));
    c.owner = owner_again(tx, c);
    ++c.objections;
    TRY(reopen(tx, c, "not_fixed", [&] {
        const auto note = case_store::add_words(tx, c.id, Said::word, words, request.id);
        journal::announce(tx, RequestObjected{c.id, request.id, request.person, c.service, c.team, c.objections, note});
        return NoteId{};
    }));
    return c;
}

Result<Case> confirm_fixed(db::Tx& tx, const Reference& reference) {
    auto own = TRY(find_own(tx, reference));
    const auto& request = own.request;
    auto& c = own.the_case;
    if (!request.is_live()) return refuse(Kind::conflict, "cases.request_withdrawn");
    if (c.state == State::open) return refuse(Kind::conflict, "cases.still_open");
    if (tx.change(sql::confirm_request, tx.now(), request.id) == 0) return c;
    TRY(case_store::save(tx, c));
    journal::announce(tx, FixConfirmed{c.id, request.id, request.person, c.service, c.team});
    const auto answered = [](const Request& each) { return !each.is_live() || each.fixed_at; };
    if (std::ranges::all_of(case_store::requests_of(tx, c.id), answered)) ask_no_more(tx, c.id);
    return c;
}

}  // namespace cases
