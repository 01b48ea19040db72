#include "designer/trial.h"

#include "access/gate.h"
#include "access/skills.h"
#include "access/staff.h"
#include "casework/tasks.h"
#include "cases/cases.h"
#include "catalogue/stages.h"
#include "contact/contact.h"
#include "journal/event.h"
#include "notifications/notifications.h"
#include "notifications/templates.h"
#include "places/places.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace designer {
namespace {

namespace json = boost::json;

constexpr std::size_t most_steps = 50;

json::object json_of(const Typing& typing) {
    json::object object;
    for (const auto& [field, value] : typing) object[field] = value;
    return object;
}

Typing typing_from(const json::value* value) {
    Typing typing;
    if (value != nullptr && value->is_object())
        for (const auto& [field, each] : value->as_object())
            if (each.is_string()) typing.emplace(std::string(field), std::string(each.as_string()));
    return typing;
}

std::string_view typed_in(const Typing& typing, std::string_view field) {
    const auto found = typing.find(field);
    return found == typing.end() ? std::string_view() : std::string_view(found->second);
}

forms::Sent sent_from(const Typing& typing) {
    return [&typing](std::string_view field) -> std::optional<std::string_view> {
        const auto found = typing.find(field);
        return found == typing.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
}

/// Somebody who may do all, holds what is wanted, and did nothing before: each step has a colleague of its own.
Result<access::Actor> tester(db::Tx& tx, std::size_t number, const std::string& skill) {
    const auto house = access::Actor::house("trial");
    auto who = house;
    who.sort = access::Actor::Sort::staff;
    const auto staff = TRY(access::add_staff(tx, house, {.email = fmt::format("trial-{}@trial.invalid", number), .name = fmt::format("Trial {}", number)}));
    who.id = staff.value;
    if (!skill.empty()) {
        access::know_skill(tx, skill);
        TRY(access::grant_skill(tx, house, who.staff(), skill));
    }
    return who;
}

struct Playing {
    db::Tx& tx;
    const web::Context& context;
    TrialStand& stand;
    std::optional<contact::Taken> made = {};
    const contact::Taken& taken() const { return *made; }

    std::string day(Instant at) const { return places::shown_day(places::zone_of(context.tenant.time_zone), at, context.language); }

    Result<void> ask(const Trial& trial) {
        const contact::Sent sent{.answer = sent_from(trial.asked),
                                 .location = {.text = std::string(typed_in(trial.asked, "location")), .point = {}, .uprn = std::string(typed_in(trial.asked, "uprn"))}};
        const auto request = TRY(contact::take_request(tx, context.random, access::Actor::house("trial"), stand.service, sent));
        made = request;
        stand.is_asked = true;
        return {};
    }

    Result<void> take(const TrialStep& step, std::size_t number) {
        const auto all = casework::tasks_of(tx, taken().case_id);
        const auto task = std::ranges::find_if(all, [&](const casework::Task& each) { return each.state == casework::TaskState::open && each.element == step.element; });
        const auto who = TRY(tester(tx, number, task == all.end() ? std::string() : task->skill));
        if (!step.outcome.empty()) {
            const auto now = TRY(cases::find_case(tx, who, taken().case_id));
            TRY(cases::close_case(tx, who, now.id, now.changes, step.outcome, {}));
            return {};
        }
        if (task == all.end()) return refuse(Kind::conflict, "designer.trial_no_task");
        TRY(casework::finish_task(tx, who, task->id, task->changes, sent_from(step.answers), typed_in(step.answers, "words")));
        return {};
    }

    TrialTask shown(const casework::Task& task, const casework::CaseMap* map) const {
        TrialTask one{.element = task.element, .name = task.name, .team = {}, .skill = task.skill.empty() ? std::string() : access::skill_name(tx, task.skill), .form = task.form, .due = day(task.due_at)};
        if (const auto team = access::find_team(tx, task.team)) one.team = team->name;
        if (map != nullptr) one.closes = map->duty(task.element).closes;
        return one;
    }

    void tell_letters(const journal::Subject& about) {
        for (const auto& message : notifications::messages_about(tx, about)) {
            TrialLetter letter{.name = message.wording, .subject = {}, .body = {}};
            if (const auto wording = notifications::find_template(tx, message.wording, context.language)) {
                letter.subject = wording->subject;
                letter.body = wording->body;
            }
            stand.letters.push_back(std::move(letter));
        }
    }

    Result<void> look() {
        const auto house = access::Actor::house("trial");
        const auto now = TRY(cases::find_case(tx, house, taken().case_id));
        if (now.is_promised()) stand.promised = day(now.due_at);
        stand.is_closed = now.state == cases::State::closed;
        stand.outcome = stand.service->outcome_label(now.outcome);
        stand.has_map = !stand.service->process.empty();
        casework::CaseMapPtr map;
        if (stand.has_map)
            if (auto known = casework::CaseMap::of(*stand.service)) map = *known;
        for (const auto& task : casework::tasks_of(tx, taken().case_id)) {
            if (task.state == casework::TaskState::open) stand.waiting.push_back(shown(task, map.get()));
            if (task.state == casework::TaskState::done) stand.done.push_back(shown(task, map.get()));
        }
        tell_letters({"request", taken().request.value});
        tell_letters({"case", taken().case_id.value});
        return {};
    }
};

/// When the case is asked: the clock stands still there.
Instant moment_of(const web::Context& context, const Trial& trial) {
    const auto day = base::parse_iso_day(typed_in(trial.asked, "trial-day"));
    if (!day) return context.now;
    const auto time = typed_in(trial.asked, "trial-time");
    const auto digits = [&](std::size_t at) { return time.size() == 5 && time[at] >= '0' && time[at] <= '9' ? time[at] - '0' : 0; };
    const auto minutes = std::min(digits(0) * 600 + digits(1) * 60 + digits(3) * 10 + digits(4), 24 * 60 - 1);
    return places::zone_of(context.tenant.time_zone).instant(*day, std::chrono::minutes(minutes));
}

/// A refusal in the course of playing is what there is to see.
void note_refusal(TrialStand& stand, const Refusal& why) {
    stand.problems = why.fields;
    if (why.fields.empty()) stand.refused = why.key;
}

}  // namespace

std::string text_of(const Trial& trial) {
    json::array steps;
    for (const auto& step : trial.steps) steps.push_back({{"element", step.element}, {"answers", json_of(step.answers)}, {"outcome", step.outcome}});
    return json::serialize(json::object{{"asked", json_of(trial.asked)}, {"steps", std::move(steps)}});
}

Trial trial_from(std::string_view text) {
    Trial trial;
    boost::system::error_code error;
    const auto parsed = json::parse({text.data(), text.size()}, error);
    if (error || !parsed.is_object()) return trial;
    trial.asked = typing_from(parsed.as_object().if_contains("asked"));
    const auto* steps = parsed.as_object().if_contains("steps");
    if (steps == nullptr || !steps->is_array()) return trial;
    for (const auto& each : steps->as_array()) {
        if (!each.is_object() || trial.steps.size() >= most_steps) break;
        const auto text_in = [&](const char* name) {
            const auto* member = each.as_object().if_contains(name);
            return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
        };
        trial.steps.push_back({.element = text_in("element"), .answers = typing_from(each.as_object().if_contains("answers")), .outcome = text_in("outcome")});
    }
    return trial;
}

Result<TrialStand> play(const web::Context& context, std::string_view code, const catalogue::Files& files, const Trial& trial) {
    TrialStand stand;
    bool was_played = false;
    auto as_web = context.for_db();
    as_web.channel = "web";
    as_web.now = moment_of(context, trial);
    const auto thrown_away = context.tenant.db.write(as_web, [&](db::Tx& tx) -> Result<void> {
        stand = {};
        was_played = false;
        stand.service = TRY(catalogue::stage_for_trial(tx, access::actor_of(context), code, files));
        was_played = true;
        Playing playing{tx, context, stand};
        auto done = trial.asked.empty() ? Result<void>(refuse(Kind::invalid, "designer.trial_over")) : playing.ask(trial);
        for (std::size_t i = 0; done && i < trial.steps.size(); ++i) done = playing.take(trial.steps[i], i + 1);
        if (!done && done.error().kind == Kind::unavailable) return done;
        if (!done && done.error().key != "designer.trial_over") note_refusal(stand, done.error());
        if (done) TRY(playing.look());
        return refuse(Kind::conflict, "designer.trial_over");  // and with it everything is as it was
    });
    if (was_played && thrown_away.error().key == "designer.trial_over") return stand;
    return std::unexpected(thrown_away.error());
}

}  // namespace designer
