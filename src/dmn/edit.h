#pragma once
// Decision tables as people write them: read from a document, changed, and put back into it.
//
// Promises
//  1. What is not told here (drawings, other decisions, comments, allowed values, default results, further annotations) stays in the document as
//     it stands. The document is laid out anew, two blanks a level.
//  2. A table that was read and is put back unchanged decides as before.
//  3. What is put is not looked at: `read` (dmn.h) says whether its expressions can be read.

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace dmn {

struct WrittenColumn {
    std::string id = {};          // of the element, or "#2" by its place where it has none; empty: new
    std::string label = {};       // for people
    std::string expression = {};  // an input: FEEL; an output: its name, which may be empty where it is the only one
    std::string type = {};        // "string", "number", "boolean", "date" …, as written; empty: any
};
struct WrittenRule {
    std::string id = {};
    std::vector<std::string> tests = {};    // one for each input: unary tests in FEEL, "-" for anything
    std::vector<std::string> results = {};  // one for each output: FEEL
    std::string note = {};
};
struct WrittenTable {
    std::string decision, question;
    std::string policy = "UNIQUE";      // "FIRST", "COLLECT", "COLLECT SUM" …
    std::vector<std::string> looks_at;  // names of the input data it needs itself
    std::vector<WrittenColumn> inputs, outputs;
    std::vector<WrittenRule> rules;
};

/// All policies, as `WrittenTable::policy` has them.
std::vector<std::string> policies();

/// Every decision of the document that is a table, in its order. Refuses (invalid, "dmn.unreadable_model") what is no XML.
Result<std::vector<WrittenTable>> tables_in(std::string_view xml);

/// The document with this table in the place of the one at `number` (from 0, as tables_in has them), whose decision's name it may change.
/// Columns and rules are known again by `id`. Refuses as tables_in does, and (not_found, "dmn.no_decision").
Result<std::string> with_table(std::string_view xml, std::size_t number, const WrittenTable& table);

/// A document with one table that looks at `looks_at`, with one column of each kind and one rule; its decision is called `decision`.
std::string new_model(std::string_view space, std::string_view decision, std::string_view question, std::string_view looks_at);

}  // namespace dmn
