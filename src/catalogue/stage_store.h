#pragma once
// Inside catalogue only: where a service stands, as its rows say, and the steps it took.

#include "catalogue/finder.h"
#include "catalogue/stages.h"

namespace catalogue {

struct StageRow {
    ServiceId id;
    ServiceState state;
};
std::optional<StageRow> find_stage_row(db::Tx&, std::string_view code);
Audience audience_of(db::Tx&, ServiceId);
/// Writes where it stands and notes the step.
void keep_stage(db::Tx&, const StageRow&, std::int64_t version, std::string_view step, std::string_view why);

/// Its texts are a version now.
Result<void> remove_published_draft(db::Tx&, std::string_view code);

}  // namespace catalogue
