#pragma once
// Inside desk only: the map of a service while it is drawn, and what its page shows.

#include "catalogue/drafts.h"
#include "desk/pages.h"
#include "html/page.h"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// What may be said at an element beside what BPMN says (casework/case_map.h), or of it.
struct Saying {
    const char* name;   // "team", "withinWorkingDays"; "name" and "condition" are BPMN's own
    const char* words;  // its label
    const char* at;     // types of BPMN at which it may stand, parted by spaces
    enum class Sort { text, long_text, number, flag, team, skill, form, letter, outcome, pause, decision } sort = Sort::text;
    bool in_list = false;  // a form of the list without script has it
};
std::span<const Saying> sayings();

/// The draft of a service, or its newest version where nobody drafts it.
struct DrawnMap {
    std::string code, name, process;
    std::int64_t edition = 0;  // 0: there is no draft
    std::vector<std::string> teams, forms, letters, decisions;
    std::vector<std::pair<std::string, std::string>> skills, outcomes, pauses;  // by code, with their names
    catalogue::Faults faults;  // of the map
};
Result<DrawnMap> read_drawn_map(db::Tx& tx, std::string_view code);

/// The codes, with what people call them, that a saying chooses among; empty for what is typed.
std::vector<std::pair<std::string, std::string>> choices_for(const DrawnMap& map, Saying::Sort sort);

/// The map with other words at one element: `said` answers by a saying's name, nothing where it was not sent. Refuses (invalid) what is no map or has no
/// such element.
using Said = std::function<std::optional<std::string>(std::string_view name)>;
Result<std::string> with_said(std::string_view process, std::string_view element, const Said& said);

/// The page of the editor: the drawing for script, the steps and the text without it.
html::Page map_editor_page(const Site& site, const web::Context& context, const DrawnMap& map, std::span<const Problem> problems);

}  // namespace desk
