#include "casework/reminders.h"

#include "casework/variables.h"
#include "cases/course.h"
#include "jobs/jobs.h"
#include "places/places.h"
#include "places/times.h"

#include <boost/json.hpp>

#include <charconv>

namespace casework {
namespace {

namespace json = boost::json;

class Among final : public bpmn::Names {
public:
    explicit Among(const json::object& variables) : variables_(variables) {}
    const json::value* find(std::string_view name) const override { return variables_.if_contains(name); }

private:
    const json::object& variables_;
};

std::int64_t number_from(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The end event with that outcome that asks for a reminder.
const bpmn::Element* reminding_end(const CaseMap& map, std::string_view outcome) {
    for (const auto* element : map.model().elements())
        if (element->is(bpmn::Type::end_event) && map.attribute(element->id(), "outcome") == outcome && !map.attribute(element->id(), "reminder").empty()) return element;
    return nullptr;
}

Result<void> write_reminder(db::Tx& tx, cases::CaseId id, std::string_view payload) {
    const auto said = json::parse(payload).as_object();
    const auto of = [&](std::string_view name) { return std::string(said.at(name).as_string()); };
    const auto c = cases::case_on_course(tx, id);
    if (!c || c->state != cases::State::closed || c->outcome != of("outcome")) return {};
    const auto day = base::parse_iso_day(of("day"));
    TRY(cases::write_letter(tx, id, of("letter"), day ? places::shown_day(*day) : std::string()));
    return {};
}

}  // namespace

void set_reminder(db::Tx& tx, const CaseMap& map, cases::CaseId id, std::string_view outcome, const json::object& variables) {
    jobs::cancel(tx, reminder_kind, to_string(id));
    const auto* end = reminding_end(map, outcome);
    if (end == nullptr) return;
    const auto day = base::parse_iso_day(words_from(map.attribute(end->id(), "remindOn"), Among(variables)));
    if (!day) return;
    constexpr std::chrono::hours at{10};
    const auto due = places::calendar_of(tx).zone().instant(*day - std::chrono::days(number_from(map.attribute(end->id(), "remindDaysBefore"))), at);
    if (due <= tx.now()) return;
    const json::object payload{{"letter", map.attribute(end->id(), "reminder")}, {"outcome", outcome}, {"day", base::to_iso(*day)}};
    jobs::schedule(tx, {.kind = std::string(reminder_kind), .key = to_string(id), .payload = json::serialize(payload), .due = due});
}

Result<void> remind(const jobs::Running& job) {
    const auto id = parse_id<cases::CaseId>(job.key());
    if (!id) return refuse(Kind::invalid, "cases.no_such_case", job.key());
    return job.finish([&](db::Tx& tx) { return write_reminder(tx, *id, job.payload()); });
}

}  // namespace casework
