#include "casework/hearing.h"

#include "casework/carrying.h"

#include <algorithm>

namespace casework {

Result<bool> hear(db::Tx& tx, cases::CaseId id, std::string_view message) {
    const auto run = task_store::newest_run(tx, id);
    if (!run || run->is_over()) return false;
    const auto position = TRY(engine().position(tx, run->instance));
    const auto waits_so = [&](const bpmn::OpenWait& wait) { return wait.kind == bpmn::WaitKind::message && wait.name == message; };
    const auto wait = std::ranges::find_if(position.waits, waits_so);
    if (wait == position.waits.end()) return false;
    TRY(engine().complete(tx, wait->id, {}));
    return true;
}

Result<bool> waits_for(const catalogue::Definition& service, std::string_view message) {
    if (service.process.empty()) return false;
    const auto map = TRY(CaseMap::of(service));
    return std::ranges::any_of(map->model().elements(), [&](const bpmn::Element* element) { return element->is(bpmn::Type::message) && element->name() == message; });
}

}  // namespace casework
