#include "casework/attempts.h"

#include "access/statement.h"
#include "base/text.h"
#include "cases/cases.h"
#include "cases/course.h"
#include "casework/events.h"
#include "casework/queries.h"
#include "casework/round.h"
#include "casework/tasks.h"
#include "journal/journal.h"

#include <algorithm>

namespace casework {
namespace {

constexpr std::size_t most_words = 4000;  // what stands before them in the note has room, too

struct HindranceCodes {
    Hindrance hindrance;
    std::string_view code, also;  // also: what a form may call it
};
constexpr std::array<HindranceCodes, 3> hindrance_codes{
    {{Hindrance::no_access, "no_access", "no_access"}, {Hindrance::nothing_there, "nothing_there", "not_found"}, {Hindrance::other_crew, "other_crew", "too_much"}}};

bool has_answer(const forms::Form& form, const HindranceCodes& codes) {
    return std::ranges::any_of(form.questions, [&](const forms::Question& question) {
        return std::ranges::any_of(question.choices, [&](const forms::Choice& choice) { return choice.code == codes.code || choice.code == codes.also; });
    });
}

std::string words_of(Hindrance hindrance) { return say("casework.hindrance_" + std::string(code_of(hindrance))); }

}  // namespace

std::string_view code_of(Hindrance hindrance) { return std::ranges::find(hindrance_codes, hindrance, &HindranceCodes::hindrance)->code; }

std::optional<Hindrance> hindrance_from(std::string_view code) {
    const auto found = std::ranges::find(hindrance_codes, code, &HindranceCodes::code);
    return found == hindrance_codes.end() ? std::nullopt : std::optional(found->hindrance);
}

std::vector<Hindrance> hindrances_beside(const forms::Form* form) {
    std::vector<Hindrance> left;
    for (const auto& codes : hindrance_codes)
        if (form == nullptr || !has_answer(*form, codes)) left.push_back(codes.hindrance);
    return left;
}

std::vector<Attempt> attempts_at(db::Tx& tx, std::span<const TaskId> tasks) {
    std::vector<Attempt> attempts;
    if (tasks.empty()) return attempts;
    access::Statement out;
    out.add("SELECT a.id, a.task, a.case_id, a.tried_by, a.tried_at, a.why FROM casework_attempt a WHERE ").add(access::one_of("a.task", tasks)).add(" ORDER BY a.tried_at, a.id");
    for (const auto row : db::Rows(tx.query_text(out.text, out.values)))
        attempts.push_back({.id = row.get<AttemptId>(0),
                            .task = row.get<TaskId>(1),
                            .case_id = row.get<cases::CaseId>(2),
                            .by = row.get<access::StaffId>(3),
                            .at = row.get<Instant>(4),
                            .why = hindrance_from(row.get<std::string_view>(5)).value_or(Hindrance::no_access)});
    return attempts;
}

Result<Task> note_attempt(db::Tx& tx, const access::Actor& who, TaskId id, std::string_view why, std::string_view words) {
    const auto task = TRY(find_for_field(tx, who, id));
    const auto hindrance = hindrance_from(why);
    if (!hindrance) return refuse_fields("forms.problems", {{"why", say("casework.hindrance_missing")}});
    if (base::count_characters(words) > most_words) return refuse_fields("forms.problems", {{"text", say("cases.note_long")}});
    auto note = say("casework.attempt_note", {{"task", task.name}, {"why", words_of(*hindrance)}});
    if (!words.empty()) note += '\n' + std::string(words);
    tx.run(sql::add_attempt, tx.new_id<AttemptId>(), task.id, task.case_id, who.staff(), tx.now(), code_of(*hindrance));
    journal::announce(tx, TaskTried{task.case_id, task.id, task.team, who.staff(), std::string(code_of(*hindrance))});
    if (task.owner) return return_task(tx, who, task.id, task.changes, note);
    TRY(cases::keep_note(tx, task.case_id, note));
    return task;
}

}  // namespace casework
