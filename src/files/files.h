#pragma once
// The door of files: what people send, kept safely and given back safely.
//
//     files::Delivery delivery(store);                              // one per request
//     auto intake = TRY(delivery.begin(upload.name, upload.claimed_type));
//     TRY(intake.write(bytes));                                     // as often as there are bytes
//     const auto blob = TRY(intake.finish_as_picture());            // or finish(): as it came
//     …
//     TRY(files::attach(tx, {"case", id.value}, blob, intake.name()));   // in the transaction that says thank you
//
// A File is a blob that belongs to a subject of an upper room, which decides who may see the subject and so the file.
// Files of a subject are numbered 1, 2, 3 …: together with the subject's public reference that is the address of a file,
// so no id and no digest stands in a URL, and nobody reaches a file but through its subject.

#include "base/result.h"
#include "base/time.h"
#include "db/db.h"
#include "files/blob.h"
#include "files/name.h"
#include "files/store.h"
#include "journal/event.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace files {

struct FileTag;
using FileId = Id<FileTag>;
using journal::Subject;

struct File {
    FileId id;
    Subject subject;
    int number = 0;  // within its subject, from 1; not given again while a higher one exists
    std::string name;
    Blob blob;
    Instant at;
};

/// Gives a blob to a subject. The blob must come from a `finish` within the sweep's grace (see sweep.h), or hang on
/// another subject. Refuses what is infected ("files.infected").
Result<File> attach(db::Tx& tx, const Subject& subject, const Blob& blob, std::string_view name);

/// All files of a subject, by number.
std::vector<File> files_of(db::Tx& tx, const Subject& subject);
/// "files.not_found" if the subject has no such file.
Result<File> find_file(db::Tx& tx, const Subject& subject, int number);

/// Takes it from its subject; the bytes go with the next sweep if nobody else holds them.
Result<void> detach(db::Tx& tx, const Subject& subject, int number);
/// For erasure: takes all; tells how many.
std::int64_t detach_all(db::Tx& tx, const Subject& subject);
/// Moves all files to another subject, e.g. from a form under way to what came of it. They are numbered anew there.
void hand_over(db::Tx& tx, const Subject& from, const Subject& to);

/// Whether the bytes may leave the house: "files.infected" (not_allowed), "files.being_checked" (unavailable).
Result<void> may_leave(const Blob& blob);

/// The headers of an answer that carries the file. Whatever it is, no browser runs it: only a picture this house wrote
/// is shown in a page; everything else is saved, under a type from a short list or as plain bytes, in a sandbox.
std::vector<std::pair<std::string, std::string>> headers_for(const File& file);

}  // namespace files
