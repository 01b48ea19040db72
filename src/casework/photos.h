#pragma once
// Photos that whoever does a task takes out there.

#include "casework/task.h"
#include "db/tx.h"
#include "files/files.h"

namespace casework {

inline constexpr std::size_t most_photos = 10;  // of one task

journal::Subject files_subject(TaskId id);
/// One more photo on an open task. Wants cases.work; refuses what is no photo (field "photo") and more than `most_photos`.
Result<files::File> add_photo(db::Tx& tx, const access::Actor& who, TaskId id, const files::Blob& blob, std::string_view name);

}  // namespace casework
