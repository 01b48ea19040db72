#pragma once
// What the tables of a service decide on the way, and why: kept beside the case, since "why did this go there?" is asked later.
//
// Promises
//  1. A decision is made by the tables of the version that the case was asked under.
//  2. Every condition that was looked at is kept with the value it was asked about, and which rule made the result.
//  3. What a table was asked about are choices, numbers and days: free text never reaches it.

#include "casework/task.h"
#include "catalogue/catalogue.h"
#include "db/tx.h"
#include "dmn/dmn.h"
#include "dmn/value.h"

#include <boost/json/value.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casework {

/// A variable of the process by its name; nothing where there is none.
using Variables = std::function<const boost::json::value*(std::string_view name)>;

struct Decided {
    boost::json::value result;      // a context where the table has several outputs
    std::string explanation;        // JSON, as `explanation_from` reads it
};
/// Refuses (invalid, "casework.decision") where there is no such decision, or it comes to nothing.
Result<Decided> decide(const catalogue::Definition& service, std::string_view decision, const Variables& variables, Instant now);

/// The tables of a service, read. Refuses (invalid, "casework.decision") with file and what is wrong.
Result<std::vector<dmn::Model>> tables_of(const catalogue::Definition& service);
/// Whether the tables can be read whole, and one of them is called so. Refuses (invalid, "casework.decision") with file and what is wrong.
Result<void> check_decision(const catalogue::Definition& service, std::string_view decision);

/// One condition of a rule, as people read it.
struct ConditionShown {
    std::string input, test, value;
    bool held = false;
};
struct RuleShown {
    std::int64_t number = 0;
    std::string note;
    std::vector<ConditionShown> conditions;
    bool chosen = false;
};
struct DecisionShown {
    std::string element;
    Instant at;
    std::string decision, policy, result;
    std::vector<RuleShown> rules;  // those that were tried, in their order
};
std::vector<DecisionShown> explanation_from(std::string_view json);
/// Oldest first.
std::vector<DecisionShown> decisions_of(db::Tx& tx, cases::CaseId id);

}  // namespace casework
