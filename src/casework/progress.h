#pragma once
// Where a case stands on its map: for staff in full, for the resident in plain words.

#include "casework/case_map.h"
#include "casework/task_store.h"
#include "html/html.h"

#include <optional>
#include <string>
#include <vector>

namespace casework {

/// One element that the case came to, in the order in which it did.
struct Stage {
    std::string element, name;
    std::string plain;  // for residents; empty: it is not told
    Instant since;
    std::optional<Instant> until = {};  // still here: none
    bool dropped = false;               // it was left without being done
    std::string problem = {};           // why it cannot go on; empty: it can
    bool is_here() const { return !until; }
};

struct Progress {
    Run run;
    catalogue::DefinitionPtr service;  // the version whose map it is
    CaseMapPtr map;
    std::vector<Stage> stages;
};
/// Of the newest run; nothing where the case is on no map. Who may read the case may read it.
Result<std::optional<Progress>> progress_of(db::Tx& tx, const cases::Case& the_case);
/// The same without its stages, for whoever has the version of its service already: `read_stages` adds them.
Result<std::optional<Progress>> place_on_map(db::Tx& tx, const cases::Case& the_case, const catalogue::DefinitionPtr& service);
void read_stages(db::Tx& tx, Progress& progress);
/// Whether it cannot go on until somebody looks.
bool is_stuck(db::Tx& tx, const Run& run);
/// The map, with what is done and where the case is now.
html::Html draw(const Progress& progress);
/// The map in words, for whom a drawing says nothing.
const std::vector<std::string>& outline(const Progress& progress);

/// What the resident is told, over all runs: one line for each stage that says something, oldest first; the same words one after the other are one line.
struct PlainStage {
    std::string text;
    Instant since;
    bool is_here = false;
};
Result<std::vector<PlainStage>> plain_progress(db::Tx& tx, const cases::Case& the_case);

/// Cases within this actor's sight whose map cannot go on until somebody looks; at most `limit`.
std::vector<cases::CaseId> stuck_cases(db::Tx& tx, const access::Actor& who, int limit = 20);
/// A person looked at what keeps the map from going on: it tries that element again. Wants cases.work.
Result<void> try_again(db::Tx& tx, const access::Actor& who, cases::CaseId id, std::string_view element);

}  // namespace casework
