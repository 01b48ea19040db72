#include "cases/checks.h"

#include "base/text.h"
#include "cases/case_store.h"

namespace cases {

using access::Permission;

Result<Case> find_for(db::Tx& tx, const access::Actor& who, Permission permission, CaseId id) {
    auto found = case_store::find(tx, id);
    if (!found || !access::scope_of(who, Permission::read_case).allows(found->owned()))
        return refuse(Kind::not_found, "cases.no_such_case");
    TRY(access::require(who, permission, found->owned()));
    return std::move(*found);
}

Result<Case> find_seen(db::Tx& tx, const access::Actor& who, Permission permission, CaseId id, std::int64_t seen_changes) {
    auto c = TRY(find_for(tx, who, permission, id));
    if (c.changes != seen_changes) return refuse(Kind::conflict, "cases.changed_meanwhile");
    return c;
}

Result<std::string> check_words(std::string_view text, std::string_view missing) {
    constexpr std::size_t most = 5000;
    if (text.size() > 8 * most) return refuse_fields("forms.problems", {{"text", say("cases.note_long")}});
    auto words = base::tidy_text(text);
    if (base::count_characters(words) > most) return refuse_fields("forms.problems", {{"text", say("cases.note_long")}});
    if (!missing.empty() && words.empty()) return refuse_fields("forms.problems", {{"text", say(missing)}});
    return words;
}

Instant working_days_after(db::Tx& tx, Instant from, std::int64_t days) {
    if (days <= 0) return no_promise;
    return places::calendar_of(tx).due(from, static_cast<int>(days));
}

std::string promised(db::Tx& tx, Instant due, base::Language language) {
    if (due == no_promise) return say("cases.promised_none", {}, language);
    auto day = places::shown_day(places::calendar_of(tx).zone(), due, language);
    if (language == base::Language::welsh) day.front() = 'd';  // "Dydd Iau" stands amid a sentence here
    return say("cases.promised", {{"day", day}}, language);
}

}  // namespace cases
