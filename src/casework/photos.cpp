#include "casework/photos.h"

#include "casework/task_store.h"

namespace casework {

journal::Subject files_subject(TaskId id) { return {"task", id.value}; }

Result<files::File> add_photo(db::Tx& tx, const access::Actor& who, TaskId id, const files::Blob& blob, std::string_view name) {
    const auto task = task_store::find(tx, id);
    if (!task || !access::scope_of(who, access::Permission::read_case).allows(task->owned())) return refuse(Kind::not_found, "casework.no_such_task");
    TRY(access::require(who, access::Permission::work_case, task->owned()));
    if (task->state != TaskState::open) return refuse(Kind::conflict, "casework.task_over");
    if (!blob.remade) return refuse_fields("forms.problems", {{"photo", say("casework.photo_type")}});
    if (files::files_of(tx, files_subject(id)).size() >= most_photos) return refuse_fields("forms.problems", {{"photo", say("casework.photo_many")}});
    return files::attach(tx, files_subject(id), blob, name);
}

}  // namespace casework
