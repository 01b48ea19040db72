#include "growth.h"

#include "figures.h"
#include "town.h"

#include "access/access.h"
#include "base/random.h"
#include "base/text.h"
#include "cases/cases.h"
#include "cases/fixed_question.h"
#include "contact/contact.h"
#include "forms/group.h"
#include "guildhall/demo_staff.h"
#include "guildhall/household.h"
#include "guildhall/settings.h"
#include "notifications/past.h"
#include "search/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <queue>
#include <stdexcept>

namespace bench {
namespace {

using namespace std::chrono_literals;

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().key + " " + result.error().log);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

enum class Deed : unsigned char { ask, note, take, close };

struct Step {
    Instant at;
    Deed deed = Deed::ask;
    std::int64_t number = 0;  // of the case, from the first
    cases::CaseId id = {};    // once it was asked
    cases::RequestId request = {};
    bool operator>(const Step& other) const { return std::pair(at, number) > std::pair(other.at, other.number); }
};

/// What a resident says.
struct Report {
    catalogue::DefinitionPtr service;
    const places::Address* address = nullptr;
    people::Contact contact;
    std::map<std::string, std::string, std::less<>> answers;
    std::string word, other_word;
};

class Grower {
public:
    Grower(guildhall::Household& household, const std::filesystem::path& targets)
        : household_(household), targets_(targets, std::ios::app), town_(draw_town(vocabulary_)) {
        context_.now = base::SystemClock{}.now();
        services_ = must(household_.db().read(context_, [](db::Tx& tx) { return catalogue::live_services(tx); }));
        staff_ = must(household_.db().read(context_, [](db::Tx& tx) { return guildhall::load_demo_staff(tx); }));
        must(household_.db().write(context_, [&](db::Tx& tx) { return places::load(tx, town_); }));
    }

    void grow(std::int64_t from, std::int64_t to, Instant now) {
        constexpr std::size_t in_one_go = 400;
        end_ = now;
        sampled_ = std::max<std::int64_t>((to - from) / 2000, 1);
        const auto openings = draw_openings(from, to);
        auto next = openings.begin();
        std::vector<Step> together;
        for (std::int64_t told = 0, gone = 0; next != openings.end() || !later_.empty(); ++gone) {
            together.clear();
            while (together.size() < in_one_go && (next != openings.end() || !later_.empty())) {
                const bool opens = later_.empty() || (next != openings.end() && next->at <= later_.top().at);
                together.push_back(opens ? *next++ : later_.top());
                if (!opens) later_.pop();
                told += opens;
            }
            tell(together);
            search::remember_words(household_.db(), now);
            if (gone % 100 == 0) fmt::print(stderr, "\r{} of {} cases", from + told, to);
        }
        fmt::print(stderr, "\r{} cases              \n", to);
    }

private:
    std::vector<Step> draw_openings(std::int64_t from, std::int64_t to) {
        base::SeededRandom random(static_cast<std::uint64_t>(from) + 1);
        constexpr auto minutes = std::chrono::duration_cast<std::chrono::minutes>(std::chrono::days(5 * 365)).count();
        std::vector<Step> openings;
        for (auto number = from; number < to; ++number) {
            const auto minute = std::chrono::minutes(random.number_below(minutes));
            openings.push_back({.at = end_ - minute - std::chrono::microseconds(random.number_below(60'000'000)), .number = number});
        }
        std::ranges::sort(openings, {}, &Step::at);
        return openings;
    }

    void tell(const std::vector<Step>& steps) {
        std::vector<Step> more;
        std::string seen;
        must(household_.db().write(context_, [&](db::Tx& tx) -> Result<bool> {
            more.clear();
            seen.clear();
            for (const auto& step : steps) {
                context_.now = step.at;
                if (step.deed == Deed::ask)
                    TRY(ask(tx, step, more, seen));
                else
                    TRY(work(tx, step));
            }
            return true;
        }));
        targets_ << seen;
        for (const auto& step : more)
            if (step.at < end_) later_.push(step);
    }

    Report draw_report(std::int64_t number) const {
        base::SeededRandom random(static_cast<std::uint64_t>(number) * 1'000'003 + 7);
        Report report;
        const auto n = services_.size();
        report.service = services_[std::min(random.number_below(n), random.number_below(n))];
        report.address = &town_.addresses[random.number_below(town_.addresses.size())];
        const auto words = 6 + random.number_below(20);
    
        report.word = vocabulary_.word(vocabulary_.draw(random));
        report.other_word = vocabulary_.word(vocabulary_.draw(random));
        const auto said = report.other_word + ' ' + vocabulary_.sentence(random, words) + ' ' + report.word;
        report.answers = answers(random, *report.service, said);
        const auto& service = *report.service;
        if (service.anonymous && random.number_below(5) == 0) return report;
        constexpr std::uint64_t first_names = 300, last_names = 4000, residents = 150'000;
        const auto resident = random.number_below(residents);
        report.contact.name = fmt::format("{} {}", vocabulary_.word(20'000 + resident % first_names), vocabulary_.word(21'000 + resident % last_names));
        report.contact.email = fmt::format("resident.{}@example.org", resident);
        if (resident % 3 == 0) report.contact.phone = fmt::format("07700 9{:05}", resident % 100'000);
        return report;
    }

    /// By the dice where each question stands for itself; a form with branches as in one of its examples, with other words.
    static std::map<std::string, std::string, std::less<>> answers(Random& random, const catalogue::Definition& service, const std::string& said) {
        std::vector<const catalogue::Example*> passing;
        for (const auto& example : service.examples)
            if (example.must_pass()) passing.push_back(&example);
        std::map<std::string, std::string, std::less<>> all;
        if (!service.form.has_branches() || passing.empty()) {
            for (const auto& question : service.form.questions) all[question.code] = answer(random, question, said);
            return all;
        }
        for (const auto& [code, value] : passing[random.number_below(passing.size())]->answers) {
            const auto* question = service.form.find(code);
            all[code] = question != nullptr && question->type == forms::Type::long_text ? answer(random, *question, said) : value;
        }
        return all;
    }

    static std::string answer(Random& random, const forms::Question& question, const std::string& said) {
        switch (question.type) {
            case forms::Type::choice: {
                std::vector<const forms::Choice*> open;
                for (const auto& choice : question.choices)
                    if (choice.stop.empty()) open.push_back(&choice);
                return open[std::min(random.number_below(open.size()), random.number_below(open.size()))]->code;
            }
            case forms::Type::choices: return question.choices.front().code;
            case forms::Type::long_text: return std::string(base::first_characters(said, question.most));
            case forms::Type::text: return question.required ? std::string(base::first_characters(said, std::min<std::size_t>(question.most, 20))) : "";
            case forms::Type::number: return std::to_string(question.from.value_or(1));
            case forms::Type::money: return std::to_string((question.from.value_or(100) + 99) / 100);  // typed in pounds
            case forms::Type::date: return "2026-11-02";
            case forms::Type::date_range: return "2026-11-02/2026-11-02";
            case forms::Type::time: return "10:00";
            case forms::Type::email: return "somebody@example.org";
            case forms::Type::phone: return "07700 900001";
            case forms::Type::postcode: return "GH1 2AB";
            case forms::Type::vehicle: return "AB12 CDE";
            case forms::Type::reference:
            case forms::Type::council_tax_reference: return forms::an_answer_to(question);
            case forms::Type::national_insurance_number: return "AB 12 34 56 C";
            case forms::Type::address: return "12 Mill Lane, GH1 2AB";
            case forms::Type::signature: return "Alex Example";
            case forms::Type::files: return question.required ? "proof.pdf" : "";
            case forms::Type::group: {
                forms::Answers row;
                for (const auto& each : question.row->questions)
                    if (auto said_of_it = answer(random, each, said); !said_of_it.empty()) row.push_back({each.code, std::move(said_of_it)});
                return forms::to_json(forms::Rows(forms::fewest_rows(question), row));
            }
            case forms::Type::calculated:
            case forms::Type::eligibility: return {};
        }
        return {};
    }

    Result<void> ask(db::Tx& tx, const Step& step, std::vector<Step>& more, std::string& seen) {
        const auto report = draw_report(step.number);
        const contact::Sent sent{.answer = [&](std::string_view code) -> std::optional<std::string_view> {
                                     if (code == "name") return report.contact.name;
                                     if (code == "email") return report.contact.email;
                                     if (code == "phone") return report.contact.phone;
                                     const auto found = report.answers.find(code);
                                     return found == report.answers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
                                 },
                                 .location = {.uprn = report.address->uprn}};
        context_.actor = "public";
        base::SeededRandom random(static_cast<std::uint64_t>(step.number) * 69'069 + 11);
        const auto taken = TRY(contact::take_request(tx, random, access::Actor::visitor(), report.service, sent));
        TRY(notifications::settle_untried(tx, {"request", taken.request.value}, false));
        Step next{.at = {}, .number = step.number, .id = taken.case_id, .request = taken.request};
        const auto after = [&](Deed deed, double hours) {
            next.deed = deed;
            next.at = step.at + std::chrono::seconds(static_cast<std::int64_t>(hours * 3600) + 60);
            more.push_back(next);
        };
        const double open_for = -120 * std::log((1.0 + static_cast<double>(random.number_below(1'000'000))) / 1'000'001);  // hours
        if (random.number_below(4) == 0) after(Deed::take, open_for / 3);
        if (random.number_below(3) == 0) after(Deed::note, open_for / 2);
        if (random.number_below(50) != 0) after(Deed::close, open_for);
        if (step.number % sampled_ == 0 && !report.contact.email.empty()) seen += target(report, taken);
        return {};
    }

    std::string target(const Report& report, const contact::Taken& taken) const {
        const auto street = std::ranges::find(town_.streets, report.address->usrn, &places::Street::usrn);
        return fmt::format("{}\t{}\t{}\t{}\t{}\t{} {}, {}, {}\t{}\t{}\n", taken.reference.text(), report.contact.email, to_string(taken.case_id), report.contact.name,
                           street->name, report.address->number, street->name, street->town, report.address->postcode, report.word, report.other_word);
    }

    /// Whoever can work on it; the same one for the same case.
    const access::Actor& colleague(const cases::Case& c, std::int64_t number) const {
        static const auto house = access::Actor::house("bench");
        std::vector<const access::Actor*> able;
        for (const auto& each : staff_)
            if (access::require(each, access::Permission::close_case, c.owned())) able.push_back(&each);
        return able.empty() ? house : *able[static_cast<std::size_t>(number) % able.size()];
    }

    Result<void> work(db::Tx& tx, const Step& step) {
        const auto c = TRY(cases::find_case(tx, access::Actor::house("bench"), step.id));
        const auto& who = colleague(c, step.number);
        context_.actor = who.journal_name();
        base::SeededRandom random(static_cast<std::uint64_t>(step.number) * 31 + static_cast<std::uint64_t>(step.deed));
        if (step.deed == Deed::note) return cases::add_note(tx, who, c.id, vocabulary_.sentence(random, 5 + random.number_below(20)));
        if (step.deed == Deed::take) {
            if (who.staff()) TRY(cases::take_case(tx, who, c.id, c.changes));
            return {};
        }
        const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
        TRY(cases::close_case(tx, who, c.id, c.changes, service->outcomes[random.number_below(service->outcomes.size())].code, ""));
        cases::ask_no_more(tx, c.id);
        return notifications::settle_untried(tx, {"request", step.request.value}, false);
    }

    guildhall::Household& household_;
    std::ofstream targets_;
    Vocabulary vocabulary_;
    places::Gazetteer town_;
    std::vector<catalogue::DefinitionPtr> services_;
    std::vector<access::Actor> staff_;
    db::Context context_{.actor = "system:bench", .channel = "web", .request_id = "bench", .now = {}};
    Instant end_;
    std::int64_t sampled_ = 1;
    std::priority_queue<Step, std::vector<Step>, std::greater<>> later_;
};

}  // namespace

void grow(const db::TenantEntry& entry, std::int64_t from, std::int64_t to, const std::filesystem::path& targets) {
    const base::SystemClock clock;
    base::SystemRandom random;
    const auto settings = must(guildhall::read_settings({.data = entry.folder}));
    const auto household = must(guildhall::Household::open(entry, settings, clock, random));
    Grower(*household, targets).grow(from, to, clock.now() - 1h);
    must(household->settle());
}

std::vector<Target> read_targets(const std::filesystem::path& file) {
    std::vector<Target> targets;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto parts = base::split(line, '\t');
        if (parts.size() != 8) throw std::runtime_error(file.string() + ": a line that is no target");
        targets.push_back({std::string(parts[0]), std::string(parts[1]), std::string(parts[2]), std::string(parts[3]), std::string(parts[4]), std::string(parts[5]),
                           std::string(parts[6]), std::string(parts[7])});
    }
    return targets;
}

}  // namespace bench
