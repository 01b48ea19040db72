#include "guildhall/demo_year.h"

#include "cases/cases.h"
#include "cases/fixed_question.h"
#include "cases/joining.h"
#include "contact/contact.h"
#include "fees/fees.h"
#include "guildhall/demo_answers.h"
#include "guildhall/demo_staff.h"
#include "notifications/past.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace guildhall {
namespace {

using namespace std::chrono_literals;

class Teller {
public:
    Teller(Household& household, const DemoBorough& borough, const Plan& plan)
        : household_(household), borough_(borough), plan_(plan), known_(plan.errands.size()) {}

    Result<DemoTruths> tell(const std::function<void(std::size_t)>& progress) {
        constexpr std::size_t in_one_go = 200;
        for (std::size_t first = 0; first < plan_.steps.size(); first += in_one_go) {
            const auto steps = std::span(plan_.steps).subspan(first, std::min(in_one_go, plan_.steps.size() - first));
            TRY(tell_together(steps));
            progress(first + steps.size());
        }
        return truths();
    }

private:
    struct Known {
        cases::CaseId case_id;
        cases::RequestId request;
        std::optional<Reference> reference;
        people::PersonId person;
        bool joined = false;
    };
    /// The transaction keeps a reference to its context, so each step can be somebody else's, at another moment. What a
    /// step leaves in this object is written anew when the transaction runs again.
    Result<void> tell_together(std::span<const Step> steps) {
        const auto spoken_before = spoken_.size();
        std::map<std::uint32_t, Known> to_join;
        for (const auto& step : steps)
            if (step.deed == Deed::join) to_join.emplace(step.errand, known(step));
        TRY(household_.db().write(context_, [&](db::Tx& tx) -> Result<bool> {
            spoken_.resize(spoken_before);
            new_persons_.clear();
            for (const auto& [errand, before] : to_join) known_[errand] = before;
            for (const auto& step : steps)
                if (auto told = tell_one(tx, step); !told) return named(std::move(told.error()), step);
            return true;
        }));
        for (const auto& [resident, person] : new_persons_) persons_[resident] = person;
        return {};
    }

    /// A refusal that says which step it was: the plan asked for what may not be.
    std::unexpected<Refusal> named(Refusal refusal, const Step& step) const {
        refusal.log += fmt::format(" (deed {} of errand {}, {}, at {})", static_cast<int>(step.deed), step.errand, service_of(plan_.errands[step.errand])->code, base::to_iso(step.at));
        return std::unexpected(std::move(refusal));
    }

    Result<void> tell_one(db::Tx& tx, const Step& step) {
        const auto& errand = plan_.errands[step.errand];
        be_resident(step);
        switch (step.deed) {
            case Deed::ask: return ask(tx, step, errand);
            case Deed::call: return call(tx, step, errand, borough_.words.calls, true);
            case Deed::chase: return chase(tx, step, errand);
            case Deed::word: return cases::add_word(tx, *known(step).reference, phrase(step, borough_.words.words));
            case Deed::withdraw: return withdraw(tx, step);
            case Deed::object: return object(tx, step);
            case Deed::confirm: return confirm(tx, step);
            default: break;
        }
        be_staff(step, "web");
        if (step.deed == Deed::check) return check(tx, step, errand);
        return work(tx, step, errand);
    }

    // Who does it, how and when.
    void be_resident(const Step& step) {
        const auto person = known(step).person;
        context_.actor = person ? access::Actor::resident(person.value).journal_name() : "public";
        context_.channel = "web";
        context_.now = step.at;
    }
    void be_staff(const Step& step, const char* channel) {
        context_.actor = colleague(step).journal_name();
        context_.channel = channel;
    }
    const access::Actor& colleague(const Step& step) const { return borough_.staff[step.by]; }

    Known& known(const Step& step) { return known_[step.errand]; }
    const catalogue::DefinitionPtr& service_of(const Errand& errand) const { return borough_.services[errand.service]; }
    static const std::string& phrase(const Step& step, const Phrases& phrases) { return phrases[step.pick % phrases.size()]; }
    Resident resident_of(const Errand& errand) const {
        return draw_resident(borough_.words, borough_.seed, errand.resident, borough_.addresses.size());
    }
    Result<cases::Case> case_now(db::Tx& tx, const Step& step) {
        return cases::find_case(tx, access::Actor::house("demo"), known(step).case_id);
    }
    Result<void> settle_letters(db::Tx& tx, const Step& step) {
        const bool fails = step.deed == Deed::ask && plan_.errands[step.errand].letter_fails;
        return notifications::settle_untried(tx, {"request", known(step).request.value}, fails);
    }
    void note_spoken(const Step& step, const Errand& errand, contact::InteractionId id, bool dealt_with) {
        spoken_.push_back({id.value, step.at, errand.resident, errand.service, dealt_with, !resident_of(errand).contact.empty()});
    }

    Result<void> ask(db::Tx& tx, const Step& step, const Errand& errand) {
        const auto resident = resident_of(errand);
        const auto& service = service_of(errand);
        Draw draw(borough_.seed * 31 + step.errand);
        const auto answers = answers_to(draw, step, errand);
        contact::Sent sent{.answer = [&](std::string_view code) -> std::optional<std::string_view> {
                               if (code == "name") return resident.contact.name;
                               if (code == "email") return resident.contact.email;
                               if (code == "phone") return resident.contact.phone;
                               const auto found = answers.find(code);
                               return found == answers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
                           },
                           .location = where(draw, errand, resident)};
        TRY(prepare_join(tx, step, errand, answers, sent));
        const bool on_call = errand.channel == std::string_view("phone") || errand.channel == std::string_view("visit");
        auto who = access::Actor::visitor();
        if (is_taken_by_agent(errand.channel)) {
            who = colleague(step);
            be_staff(step, errand.channel);
        }
        if (on_call) {
            const auto begun = TRY(begin(tx, step, errand, resident));
            sent.interaction = begun;
            context_.now += 2min;
        }
        base::SeededRandom random(borough_.seed * 1'000'003 + step.errand);
        const auto taken = TRY(contact::take_request(tx, random, who, service, sent));
        const auto found = TRY(cases::find_request(tx, taken.reference));
        TRY(fees::settle_elsewhere(tx, taken.request));  // nobody pays in an invented year
        known(step) = {taken.case_id, taken.request, taken.reference, found.person, bool(sent.join)};
        if (borough_.suggestions != nullptr && errand.fault != Fault::none) borough_.suggestions->learn(taken.case_id, errand.fault);
        if (on_call) TRY(end(tx, step, taken.interaction, contact::Outcome::requested, ""));
        note_spoken(step, errand, taken.interaction, false);
        return settle_letters(tx, step);
    }

    using Answers = std::map<std::string, std::string, std::less<>>;
    Answers answers_to(Draw& draw, const Step& step, const Errand& errand) const {
        const auto& service = *service_of(errand);
        const auto& words = borough_.words.of(service.code);
        const auto today = std::chrono::floor<std::chrono::days>(step.at);
        if (errand.fault == Fault::none || words.kinds.empty()) return draw_answers(draw, service, words, today);
        const auto& fault = plan_.faults[errand.fault];
        return draw_answers(draw, service.form, words, today, words.kinds[fault.kind], borough_.ground->number_of(fault));
    }
    places::Location where(Draw& draw, const Errand& errand, const Resident& resident) const {
        if (errand.fault == Fault::none) return {.text = {}, .point = {}, .uprn = borough_.addresses[resident.address].uprn};
        return borough_.ground->said(draw, plan_.faults[errand.fault], borough_.pins);
    }
    /// Who is to join what was reported before does so if it is still open.
    Result<void> prepare_join(db::Tx& tx, const Step& step, const Errand& errand, const Answers& answers, contact::Sent& sent) {
        if (errand.fault == Fault::none) return {};
        if (borough_.suggestions != nullptr) TRY(ask_suggestions(tx, errand, answers, sent.location));
        const auto& first = known_[errand.first];
        if (errand.joins != Joins::by_themselves || errand.first == step.errand || !first.reference) return {};
        const auto before = TRY(cases::find_case(tx, access::Actor::house("demo"), first.case_id));
        if (before.state != cases::State::open) return {};
        sent.join = before.id;
        const auto said = std::ranges::find_if(answers, [](const auto& each) { return each.second.contains(' '); });
        if (said != answers.end()) sent.words = said->second;
        return {};
    }
    Result<void> ask_suggestions(db::Tx& tx, const Errand& errand, const Answers& answers, const places::Location& said) {
        const auto place = TRY(places::check(tx, said));
        if (!place.point) return {};
        forms::Answers given;
        for (const auto& [question, answer] : answers)
            if (!answer.empty()) given.push_back({question, answer});
        borough_.suggestions->ask(tx, {.service = service_of(errand), .point = *place.point, .place = place.text}, given, errand.fault);
        return {};
    }

    /// A contact begins, and whoever it is says so, if they do.
    Result<contact::InteractionId> begin(db::Tx& tx, const Step& step, const Errand& errand, const Resident& resident) {
        const auto id = TRY(contact::begin(tx, colleague(step), errand.channel == std::string_view("visit") ? "visit" : "phone",
                                           contact::Direction::inbound));
        if (resident.contact.empty()) return id;
        if (const auto person = person_of(errand.resident)) {
            TRY(contact::set_person(tx, colleague(step), id, person));
        } else {
            const auto named = TRY(contact::name_person(tx, colleague(step), id, resident.contact));
            new_persons_[errand.resident] = named;
        }
        return id;
    }
    people::PersonId person_of(std::uint64_t resident) const {
        for (const auto* list : {&new_persons_, &persons_})
            if (const auto found = list->find(resident); found != list->end()) return found->second;
        return {};
    }
    Result<void> end(db::Tx& tx, const Step& step, contact::InteractionId id, contact::Outcome outcome, std::string_view note) {
        context_.now = step.at + 3min + std::chrono::seconds(step.pick % 420);
        TRY(contact::wrap_up(tx, colleague(step), id, outcome, note));
        return {};
    }

    Result<void> call(db::Tx& tx, const Step& step, const Errand& errand, const Phrases& notes, bool dealt_with) {
        be_staff(step, "phone");
        const auto id = TRY(begin(tx, step, errand, resident_of(errand)));
        context_.now += 1min;
        if (dealt_with)
            TRY(contact::consult(tx, colleague(step), id, contact::Consulted::service, service_of(errand)->code));
        else
            TRY(contact::consult(tx, colleague(step), id, contact::Consulted::case_, to_string(known(step).case_id)));
        const auto outcome = dealt_with ? contact::Outcome::answered : contact::Outcome::passed_on;
        TRY(end(tx, step, id, outcome, phrase(step, notes)));
        note_spoken(step, errand, id, dealt_with);
        return {};
    }
    Result<void> chase(db::Tx& tx, const Step& step, const Errand& errand) {
        TRY(call(tx, step, errand, borough_.words.chasing, false));
        return cases::add_note(tx, colleague(step), known(step).case_id, phrase(step, borough_.words.chasing));
    }

    Result<void> withdraw(db::Tx& tx, const Step& step) {
        TRY(cases::withdraw(tx, *known(step).reference, phrase(step, borough_.words.withdrawals)));
        return settle_letters(tx, step);
    }
    Result<void> object(db::Tx& tx, const Step& step) {
        TRY(cases::object(tx, *known(step).reference, phrase(step, borough_.words.objections)));
        return settle_letters(tx, step);
    }
    Result<void> confirm(db::Tx& tx, const Step& step) {
        TRY(cases::confirm_fixed(tx, *known(step).reference));
        return {};
    }

    Result<void> work(db::Tx& tx, const Step& step, const Errand& errand) {
        const auto& words = borough_.words.of(service_of(errand)->code);
        if (known(step).joined) return {};  // it is worked on as what it was joined to
        const auto c = TRY(case_now(tx, step));
        switch (step.deed) {
            case Deed::join: return join(tx, step, errand, c);
            case Deed::take: TRY(cases::take_case(tx, colleague(step), c.id, c.changes)); break;
            case Deed::note: TRY(cases::add_note(tx, colleague(step), c.id, phrase(step, words.notes))); break;
            case Deed::reply: return reply(tx, step, errand, c);
            case Deed::hand_over: return hand_over(tx, step, c);
            case Deed::close: return close(tx, step, errand, c);
            default: break;
        }
        return {};
    }
    Result<void> reply(db::Tx& tx, const Step& step, const Errand& errand, const cases::Case& c) {
        if (resident_of(errand).contact.email.empty() || service_of(errand)->progress.empty()) return {};
        const auto& words = borough_.words.of(service_of(errand)->code);
        TRY(cases::tell_resident(tx, colleague(step), c.id, c.changes, phrase(step, words.replies)));
        return settle_letters(tx, step);
    }
    /// To somebody else who can work on it.
    Result<void> hand_over(db::Tx& tx, const Step& step, const cases::Case& c) {
        for (std::size_t i = 0; i < borough_.staff.size(); ++i) {
            const auto& other = borough_.staff[(step.pick + i) % borough_.staff.size()];
            const bool able = access::require(other, access::Permission::work_case, c.owned()).has_value();
            if (!able || other.staff() == c.owner || other.may(access::Permission::manage_staff)) continue;
            TRY(cases::hand_over(tx, colleague(step), c.id, c.changes, {.team = {}, .owner = other.staff()},
                                 phrase(step, borough_.words.handovers)));
            return {};
        }
        return {};
    }
    /// Nine in ten are let through as they are proposed; the others are kept back.
    Result<void> check(db::Tx& tx, const Step& step, const Errand& errand) {
        const auto& who = colleague(step);
        const auto waiting = cases::check_of(tx, known(step).request);
        if (!waiting || waiting->state != cases::Publication::waiting) return {};
        const auto about = TRY(case_now(tx, step));
        if (!access::require(who, access::Permission::publish_request, about.owned())) return {};
        if (step.pick % 10 == 0) {
            TRY(cases::withhold(tx, who, known(step).request, waiting->changes, "not_public", ""));
            return {};
        }
        const auto request = TRY(cases::find_request(tx, *known(step).reference));
        TRY(cases::publish(tx, who, request.id, waiting->changes, cases::proposed_copy(*service_of(errand), request, resident_of(errand).contact)));
        return {};
    }
    /// To the case of who reported it first; left apart where that may not be.
    Result<void> join(db::Tx& tx, const Step& step, const Errand& errand, const cases::Case& other) {
        const auto first = TRY(cases::find_case(tx, access::Actor::house("demo"), known_[errand.first].case_id));
        if (first.state != cases::State::open || other.state != cases::State::open || cases::survivor_among(first, other).id != first.id) return {};
        if (!cases::join(tx, colleague(step), first.id, first.changes, other.id, other.changes)) return {};
        known(step).case_id = first.id;
        known(step).joined = true;
        return {};
    }
    Result<void> close(db::Tx& tx, const Step& step, const Errand& errand, const cases::Case& c) {
        if (c.state != cases::State::open) return {};
        const auto& service = service_of(errand);
        const auto& words = borough_.words.of(service->code);
        const auto& outcome = service->outcomes[step.pick % 10 < 7 ? 0 : step.pick % service->outcomes.size()].code;
        const auto note = step.pick % 3 == 0 ? std::string_view(phrase(step, words.notes)) : std::string_view();
        TRY(cases::close_case(tx, colleague(step), c.id, c.changes, outcome, note));
        cases::ask_no_more(tx, c.id);
        return settle_letters(tx, step);
    }

    DemoTruths truths() const {
        DemoTruths truths;
        judge_contacts(spoken_, truths);
        std::map<std::uint32_t, std::vector<std::int64_t>> about;  // by fault, in the order of errands
        for (std::size_t i = 0; i < known_.size(); ++i) {
            truths.requests += known_[i].reference.has_value();
            if (plan_.errands[i].fault != Fault::none && known_[i].reference) about[plan_.errands[i].fault].push_back(known_[i].request.value);
        }
        for (auto& [fault, requests] : about)
            if (requests.size() > 1) truths.duplicates.push_back(std::move(requests));
        return truths;
    }

    Household& household_;
    const DemoBorough& borough_;
    const Plan& plan_;
    db::Context context_{.actor = "system:demo", .channel = "command", .request_id = "demo", .now = {}};
    std::vector<Known> known_;  // by errand
    std::vector<Spoken> spoken_;
    std::unordered_map<std::uint64_t, people::PersonId> persons_, new_persons_;  // whom agents know, by resident
};

}  // namespace

Result<DemoTruths> tell_year(Household& household, const DemoBorough& borough, const Plan& plan,
                             const std::function<void(std::size_t)>& progress) {
    return Teller(household, borough, plan).tell(progress);
}

}  // namespace guildhall
