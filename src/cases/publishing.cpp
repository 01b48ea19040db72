// What everybody may see of a request. Each verb: check, change, announce.

#include "cases/publishing.h"

#include "base/text.h"
#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/check_store.h"
#include "cases/events.h"
#include "cases/queries.h"
#include "cases/resident.h"
#include "db/lists.h"
#include "files/files.h"
#include "journal/journal.h"
#include "people/personal_words.h"

#include <algorithm>
#include <array>

namespace cases {
namespace {

using access::Permission;

constexpr std::array<std::string_view, 7> reasons{"personal", "abusive", "not_public", "inquiry", "wrong", "nothing_to_see", "other"};

/// A request on whose publication somebody decides.
struct Decided {
    Request request;
    Case the_case;
    catalogue::DefinitionPtr service;
    Check check;
};

/// Where there is no check yet (the service publishes at once), one begins.
Check check_or_new(db::Tx& tx, const Request& request) {
    if (auto found = check_of(tx, request.id)) return *std::move(found);
    return {.request = request.id, .state = request.publication, .since = request.received_at, .due_at = request.received_at};
}

Result<Decided> find_decided(db::Tx& tx, const access::Actor& who, RequestId id, std::int64_t seen_changes) {
    auto request = case_store::find_request(tx, id);
    if (!request) return refuse(Kind::not_found, "cases.no_such_request");
    auto c = TRY(find_for(tx, who, Permission::publish_request, request->case_id));
    auto service = TRY(catalogue::find_version(tx, request->service, request->service_version));
    if (service->publish == catalogue::Publish::never) return refuse(Kind::conflict, "cases.never_published");
    auto check = check_or_new(tx, *request);
    if (check.changes != seen_changes) return refuse(Kind::conflict, "cases.checked_meanwhile");
    return Decided{*std::move(request), std::move(c), std::move(service), std::move(check)};
}

/// As it stands now, or refused as a conflict where somebody was quicker.
Result<void> save(db::Tx& tx, Check& check, const Case& c) {
    if (check.changes == 0) {
        check_store::add(tx, check);
        check.changes = 1;
    }
    check.decided_at = tx.now();
    check.decided_by = tx.actor();
    if (!check_store::save(tx, check)) return refuse(Kind::conflict, "cases.checked_meanwhile");
    tx.run(sql::set_publication, code_of(check.state), check.request);
    tx.run(sql::more_was_said, tx.now(), c.id);  // who asks what has changed must hear of it
    return {};
}

Result<PublicCopy> tidied(db::Tx& tx, const Request& request, const PublicCopy& typed) {
    std::vector<Problem> problems;
    PublicCopy copy{base::tidy_line(base::first_characters(typed.title, 4 * most_public_title)),
                    base::tidy_text(base::first_characters(typed.words, 4 * most_public_words)), typed.photos};
    if (copy.title.empty()) problems.push_back({"title", say("cases.public_title_missing")});
    if (base::count_characters(copy.title) > most_public_title) problems.push_back({"title", say("cases.public_title_long")});
    if (base::count_characters(copy.words) > most_public_words) problems.push_back({"words", say("cases.public_words_long")});
    std::ranges::sort(copy.photos);
    const auto [first, last] = std::ranges::unique(copy.photos);
    copy.photos.erase(first, last);
    for (const auto number : copy.photos) {
        const auto file = files::find_file(tx, files_subject(request.id), number);
        if (!file || !file->blob.remade || !files::may_leave(file->blob)) problems.push_back({"photos", say("cases.public_photo_wrong")});
    }
    if (!problems.empty()) return std::unexpected(Refusal{Kind::invalid, "forms.problems", std::move(problems)});
    return copy;
}

std::string in_one(const PublicCopy& copy) { return copy.words.empty() ? copy.title : copy.title + "\n\n" + copy.words; }

/// The request of a resident that is public, or may yet be: colleagues withhold it, and could publish it again.
Result<Decided> find_own(db::Tx& tx, const Reference& reference) {
    auto request = case_store::find_request(tx, reference);
    if (!request) return refuse(Kind::not_found, "cases.no_such_request");
    auto c = case_store::find(tx, request->case_id);
    if (!c) return refuse(Kind::not_found, "cases.no_such_request");
    auto service = TRY(catalogue::find_version(tx, request->service, request->service_version));
    auto check = check_or_new(tx, *request);
    const bool is_public = request->publication == Publication::published || request->publication == Publication::waiting ||
                           (request->publication == Publication::by_rule && service->publish == catalogue::Publish::at_once);
    const bool may_be_again = request->publication == Publication::withheld && check.reason != taken_back &&
                              service->publish != catalogue::Publish::never;
    if (!is_public && !may_be_again) return refuse(Kind::conflict, "cases.not_public_now");
    return Decided{*std::move(request), *std::move(c), std::move(service), std::move(check)};
}

}  // namespace

std::span<const std::string_view> withholding_reasons() { return reasons; }

std::optional<Check> check_of(db::Tx& tx, RequestId request) {
    for (const auto row : tx.query(sql::find_check, request)) return check_store::check_from(row);
    return std::nullopt;
}

std::map<RequestId, Check> checks_of(db::Tx& tx, std::span<const RequestId> requests) {
    std::map<RequestId, Check> checks;
    if (requests.empty()) return checks;
    const db::IdList list(requests);
    for (const auto row : db::Rows(tx.query_text(std::string(check_store::columns) + " WHERE request IN " + list.text(), list.values()))) {
        auto check = check_store::check_from(row);
        checks.emplace(check.request, std::move(check));
    }
    return checks;
}

std::string words_sent(const catalogue::Definition& service, const Request& request) {
    std::string words;
    for (const auto& answer : request.answers) {
        const auto* question = service.form.find(answer.question);
        const bool own = question != nullptr && forms::is_in_own_words(question->type);
        if (own && !answer.value.empty()) (words += words.empty() ? "" : "\n") += answer.value;
    }
    return words;
}

PublicCopy proposed_copy(const catalogue::Definition& service, const Request& request, const people::Contact& reporter) {
    auto title = service.name;
    for (const auto& question : service.form.questions) {
        const auto answer = std::ranges::find(request.answers, question.code, &forms::Answer::question);
        if (question.type != forms::Type::choice || answer == request.answers.end()) continue;
        title += ": " + forms::shown(question, answer->value);
        break;
    }
    return {std::string(base::first_characters(title, most_public_title)), people::masked(words_sent(service, request), reporter)};
}

Result<Check> publish(db::Tx& tx, const access::Actor& who, RequestId id, std::int64_t seen_changes, const PublicCopy& typed) {
    auto decided = TRY(find_decided(tx, who, id, seen_changes));
    auto& check = decided.check;
    if (check.state == Publication::withheld && check.reason == taken_back) return refuse(Kind::conflict, "cases.reporter_took_it_back");
    if (!decided.request.is_live()) return refuse(Kind::conflict, "cases.request_withdrawn");
    check.copy = {};
    if (decided.service->publish == catalogue::Publish::after_check) {
        auto copy = TRY(tidied(tx, decided.request, typed));
        check.copy = std::move(copy);
    }
    check.state = Publication::published;
    check.reason.clear();
    TRY(save(tx, check, decided.the_case));
    const auto note = check.copy.title.empty() ? NoteId{} : case_store::add_words(tx, decided.the_case.id, Said::shown, in_one(check.copy), id);
    journal::announce(tx, RequestPublished{decided.the_case.id, id, note, decided.the_case.team, static_cast<std::int64_t>(check.copy.photos.size())});
    return check;
}

Result<Check> withhold(db::Tx& tx, const access::Actor& who, RequestId id, std::int64_t seen_changes, std::string_view reason, std::string_view text) {
    auto decided = TRY(find_decided(tx, who, id, seen_changes));
    if (std::ranges::find(reasons, reason) == reasons.end()) return refuse_fields("forms.problems", {{"reason", say("cases.withhold_reason_missing")}});
    const auto words = TRY(check_words(text, reason == "other" ? "cases.withhold_words_missing" : ""));
    auto& check = decided.check;
    if (check.state == Publication::withheld) return refuse(Kind::conflict, "cases.withheld_already");
    check.state = Publication::withheld;
    check.reason = reason;
    TRY(save(tx, check, decided.the_case));
    const auto note = words.empty() ? NoteId{} : case_store::add_words(tx, decided.the_case.id, Said::note, words);
    journal::announce(tx, RequestWithheld{decided.the_case.id, id, check.reason, note, decided.the_case.team});
    return check;
}

bool only_leaves_out(std::string_view before, std::string_view after) {
    const auto words_of = [](std::string_view text) {
        std::vector<std::string_view> words;
        for (std::size_t at = 0; at < text.size();) {
            const auto from = text.find_first_not_of(" \n\t\r", at);
            if (from == text.npos) break;
            at = std::min(text.find_first_of(" \n\t\r", from), text.size());
            words.push_back(text.substr(from, at - from));
        }
        return words;
    };
    const auto had = words_of(before), has = words_of(after);
    auto next = had.begin();
    for (const auto& word : has) {
        next = std::find(next, had.end(), word);
        if (next == had.end()) return false;
        ++next;
    }
    return true;
}

Result<void> take_words_out(db::Tx& tx, const Reference& reference, std::string_view title, std::string_view words) {
    auto own = TRY(find_own(tx, reference));
    auto& copy = own.check.copy;
    if (own.check.state != Publication::published || copy.title.empty()) return refuse(Kind::conflict, "cases.not_public_now");
    std::vector<Problem> problems;
    if (!only_leaves_out(copy.title, title)) problems.push_back({"title", say("cases.public_only_leave_out")});
    if (!only_leaves_out(copy.words, words)) problems.push_back({"words", say("cases.public_only_leave_out")});
    if (!problems.empty()) return std::unexpected(Refusal{Kind::invalid, "forms.problems", std::move(problems)});
    const auto shorter = base::tidy_line(title);
    copy.title = shorter.empty() ? own.service->name : shorter;
    copy.words = base::tidy_text(words);
    TRY(save(tx, own.check, own.the_case));
    const auto note = case_store::add_words(tx, own.the_case.id, Said::shown, in_one(copy), own.request.id);
    journal::announce(tx, PublicWordsTakenOut{own.the_case.id, own.request.id, note, own.the_case.team});
    return {};
}

Result<void> take_back(db::Tx& tx, const Reference& reference) {
    auto own = TRY(find_own(tx, reference));
    own.check.state = Publication::withheld;
    own.check.reason = taken_back;
    own.check.copy = {};
    TRY(save(tx, own.check, own.the_case));
    journal::announce(tx, RequestWithheld{own.the_case.id, own.request.id, own.check.reason, {}, own.the_case.team});
    return {};
}

void await_check(db::Tx& tx, const Request& request, const catalogue::Definition& service) {
    if (request.publication != Publication::waiting) return;
    check_store::add(tx, {.request = request.id,
                          .since = request.received_at,
                          .due_at = working_days_after(tx, request.received_at, service.check_within_working_days)});
}

void keep_from_public(db::Tx& tx, const Case& c, const Request& request, std::string_view reason) {
    if (request.publication == Publication::withheld) return;
    if (request.publication == Publication::by_rule) {
        const auto service = catalogue::find_version(tx, request.service, request.service_version);
        if (!service || (*service)->publish != catalogue::Publish::at_once) return;
    }
    auto check = check_or_new(tx, request);
    check.state = Publication::withheld;
    check.reason = reason;
    if (save(tx, check, c)) journal::announce(tx, RequestWithheld{c.id, request.id, check.reason, {}, c.team});
}

std::map<RequestId, PublicCopy> public_copies(db::Tx& tx, std::span<const RequestId> requests) {
    std::map<RequestId, PublicCopy> copies;
    for (auto& [request, check] : checks_of(tx, requests))
        if (check.state == Publication::published && !check.copy.title.empty()) copies.emplace(request, std::move(check.copy));
    return copies;
}

}  // namespace cases
