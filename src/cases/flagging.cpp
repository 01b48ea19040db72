#include "cases/flagging.h"

#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/check_store.h"
#include "cases/events.h"
#include "cases/lines.h"
#include "cases/queries.h"
#include "journal/journal.h"

#include <algorithm>
#include <array>

namespace cases {
namespace {

using access::Permission;

constexpr std::array<std::string_view, 5> reasons{"threat", "insult", "hate", "spam", "other"};

struct Flagged {
    Request request;
    Case the_case;
};
Result<Flagged> find_flagged(db::Tx& tx, const access::Actor& who, RequestId id) {
    auto request = case_store::find_request(tx, id);
    if (!request) return refuse(Kind::not_found, "cases.no_such_request");
    auto c = TRY(find_for(tx, who, Permission::work_case, request->case_id));
    return Flagged{*std::move(request), std::move(c)};
}

}  // namespace

std::span<const std::string_view> abuse_reasons() { return reasons; }

std::optional<Flag> flag_of(db::Tx& tx, RequestId request) {
    for (const auto row : tx.query(sql::find_flag, request)) return Flag{row.get<Instant>(0), row.get<std::string>(1), row.get<std::string>(2)};
    return std::nullopt;
}

std::vector<Line> flagged_requests(db::Tx& tx, const access::Actor& who, int limit) {
    if (!who.may(Permission::read_case)) return {};
    Statement text;
    text.add(line_columns).add(" FROM cases_flag f CROSS JOIN cases_request r CROSS JOIN cases_case c WHERE f.lifted_at IS NULL AND r.id = f.request AND c.id = r.case_id AND ");
    text.add(access::scope_of(who, Permission::read_case).sql(owned_in)).add(" ORDER BY f.at DESC, f.request LIMIT ?", limit);
    return read_lines(tx, text);
}

Result<void> flag_abusive(db::Tx& tx, const access::Actor& who, RequestId id, std::string_view reason, std::string_view text) {
    const auto found = TRY(find_flagged(tx, who, id));
    if (std::ranges::find(reasons, reason) == reasons.end()) return refuse_fields("forms.problems", {{"reason", say("cases.abuse_reason_missing")}});
    const auto words = TRY(check_words(text, "cases.abuse_words_missing"));
    if (flag_of(tx, id)) return refuse(Kind::conflict, "cases.flagged_already");
    const auto note = case_store::add_words(tx, found.the_case.id, Said::note, words);
    tx.run(sql::flag_request, id, tx.now(), tx.actor(), reason, note);
    journal::announce(tx, RequestFlagged{found.the_case.id, id, std::string(reason), note, found.the_case.team});
    keep_from_public(tx, found.the_case, found.request, "abusive");
    return {};
}

Result<void> lift_flag(db::Tx& tx, const access::Actor& who, RequestId id) {
    const auto found = TRY(find_flagged(tx, who, id));
    if (tx.change(sql::lift_flag, tx.now(), id) == 0) return refuse(Kind::conflict, "cases.not_flagged");
    journal::announce(tx, FlagLifted{found.the_case.id, id, found.the_case.team});
    return {};
}

}  // namespace cases
