#include "fees/price.h"

#include "base/text.h"
#include "cases/case.h"
#include "casework/decisions.h"
#include "casework/hearing.h"
#include "casework/variables.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <set>

namespace fees {
namespace {

namespace json = boost::json;

constexpr Pence most{10'000'000};  // as a provider takes it
constexpr std::size_t longest_reason = 300;

/// `asked`: the variables that the table takes.
Result<Price> decide(const catalogue::Definition& service, std::string_view decision, const json::object& variables, Instant now, std::set<std::string, std::less<>>* asked = nullptr) {
    const auto no_price = [&](std::string_view why) { return refuse(Kind::unavailable, "fees.no_price", fmt::format("{}: {}: {}", service.code, decision, why)); };
    const auto variable = [&](std::string_view name) {
        if (asked != nullptr) asked->emplace(name);
        return variables.if_contains(name);
    };
    const auto decided = casework::decide(service, decision, variable, now);
    if (!decided) return no_price(decided.error().log);
    const auto* result = decided->result.if_object();
    const auto* pence = result == nullptr ? nullptr : result->if_contains("pence");
    const auto* reason = result == nullptr ? nullptr : result->if_contains("reason");
    if (pence == nullptr || !pence->is_int64() || reason == nullptr || !reason->is_string()) return no_price("is no context of whole `pence` and a `reason` in words");
    Price price{{pence->get_int64()}, base::tidy_line(reason->get_string())};
    if (price.amount < Pence{} || price.amount > most) return no_price("is less than nothing, or too much");
    if (price.reason.empty() || price.reason.size() > longest_reason) return no_price("gives no reason of up to 300 bytes");
    return price;
}

struct Back {
    Result<std::optional<Price>> price;
    bool takes_outcome = false;
};
Back decide_back(const catalogue::Definition& service, const forms::Answers& answers, Pence paid, std::int64_t notice, std::string_view outcome, Instant now) {
    const json::object variables{{"answers", casework::variables_of(service.form, answers)}, {"paid", paid.value}, {"notice", notice}, {"outcome", outcome}};
    std::set<std::string, std::less<>> asked;
    auto price = decide(service, service.fee->given_back, variables, now, &asked);
    const bool takes_outcome = asked.contains("outcome");
    if (!price) return {std::unexpected(price.error()), takes_outcome};
    price->amount = std::min(price->amount, paid);
    return {*std::move(price), takes_outcome};
}

}  // namespace

Result<std::optional<Price>> price_of(const catalogue::Definition& service, const forms::Answers& answers, Instant now) {
    if (!service.fee) return std::nullopt;
    auto price = TRY(decide(service, service.fee->decision, {{"answers", casework::variables_of(service.form, answers)}}, now));
    return price;
}

Result<std::optional<Price>> given_back(const catalogue::Definition& service, const forms::Answers& answers, Pence paid, std::int64_t notice, Instant now) {
    if (!service.fee || service.fee->given_back.empty()) return std::nullopt;
    return decide_back(service, answers, paid, notice, cases::withdrawn_outcome, now).price;
}

Result<std::optional<Price>> given_back_after(const catalogue::Definition& service, const forms::Answers& answers, Pence paid, std::int64_t notice,
                                              std::string_view outcome, Instant now) {
    if (!service.fee || service.fee->given_back.empty()) return std::nullopt;
    auto back = decide_back(service, answers, paid, notice, outcome, now);
    if (!back.takes_outcome) return std::nullopt;
    return std::move(back.price);
}

std::vector<std::string> faults_of_fee(const catalogue::Definition& service, Instant now) {
    std::vector<std::string> faults;
    if (!service.fee) return faults;
    if (const auto waits = casework::waits_for(service, catalogue::paid_message); !waits || !*waits)
        faults.push_back(fmt::format("work would begin before it is paid: the map has no message '{}' to wait for: add a task that receives it", catalogue::paid_message));
    for (const auto& decision : {service.fee->decision, service.fee->given_back})
        if (const auto found = decision.empty() ? Result<void>{} : casework::check_decision(service, decision); !found) faults.push_back(found.error().log);
    if (!faults.empty()) return faults;
    for (const auto& example : service.examples) {
        if (!example.must_pass()) continue;
        const auto price = price_of(service, example.answers, now);
        if (!price) {
            faults.push_back(fmt::format("example '{}': {}", example.says, price.error().log));
            continue;
        }
        const auto fault = [&](const Result<std::optional<Price>>& back, std::int64_t notice, std::string_view outcome) {
            if (!back) faults.push_back(fmt::format("example '{}', {} working days before, {}: {}", example.says, notice, outcome, back.error().log));
        };
        for (const std::int64_t notice : {-1, 0, 1, 5, static_cast<int>(no_visit_near)}) {
            fault(given_back(service, example.answers, (*price)->amount, notice, now), notice, cases::withdrawn_outcome);
            for (const auto& outcome : service.outcomes) fault(given_back_after(service, example.answers, (*price)->amount, notice, outcome.code, now), notice, outcome.code);
        }
    }
    return faults;
}

}  // namespace fees
