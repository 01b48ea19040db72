#include "files/sweep.h"

#include "base/log.h"
#include "files/events.h"
#include "files/folder_lock.h"
#include "files/queries.h"
#include "journal/journal.h"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>

namespace files {
namespace {

constexpr int batch = 200;

Result<int> forget_unheld_rows(db::Database& database, const db::Context& context, Instant before) {
    int forgotten = 0;
    for (std::int64_t gone = batch; gone == batch;) {
        const auto changed = TRY(database.write(context, [&](db::Tx& tx) -> Result<std::int64_t> {
            return tx.change(sql::forget_unheld, before, batch);
        }));
        gone = changed;
        forgotten += static_cast<int>(gone);
    }
    return forgotten;
}

/// Hexadecimal digest of a file in one of the 256 folders; empty for what is no blob.
std::string digest_of_path(const std::filesystem::path& path) {
    auto digest = path.parent_path().filename().string() + path.filename().string();
    return digest.size() == 64 && base::from_hex(digest) ? digest : std::string();
}

bool is_older(const std::filesystem::path& path, Instant than) {
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) return false;
    return Instant(std::chrono::seconds(info.st_mtim.tv_sec)) < than;
}

Result<bool> has_row(db::Database& database, const db::Context& context, const std::string& digest) {
    return database.read(context, [&](db::Tx& tx) -> Result<bool> {
        return tx.find<std::string>(sql::find_state, digest).has_value();
    });
}

std::vector<std::filesystem::path> old_blobs(const std::filesystem::path& shelf, Instant before) {
    std::vector<std::filesystem::path> paths;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(shelf, ignored))
        if (!digest_of_path(entry.path()).empty() && is_older(entry.path(), before)) paths.push_back(entry.path());
    return paths;
}

/// Alone with the folder it looks once more: whoever stores the same bytes meanwhile makes the file young first.
Result<std::optional<std::uint64_t>> remove_if_unheld(db::Database& database, Store& store, const db::Context& context,
                                                      const std::filesystem::path& path, Instant before) {
    const bool is_known = TRY(has_row(database, context, digest_of_path(path)));
    if (is_known) return std::nullopt;
    const FolderLock lock(store.folder(), FolderLock::Kind::alone);
    if (!lock || !is_older(path, before)) return std::nullopt;
    const bool is_known_now = TRY(has_row(database, context, digest_of_path(path)));
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (is_known_now || error || !std::filesystem::remove(path, error)) return std::nullopt;
    return size;
}

Result<std::vector<std::string>> waiting_blobs(db::Database& database, const db::Context& context) {
    return database.read(context, [](db::Tx& tx) -> Result<std::vector<std::string>> {
        std::vector<std::string> digests;
        for (const auto row : tx.query(sql::waiting_blobs)) digests.push_back(row.get<std::string>(0));
        return digests;
    });
}

Result<int> note_verdict(db::Tx& tx, const std::string& digest, const Verdict& verdict) {
    tx.run(sql::set_state, to_text(verdict.state), base::first_characters(verdict.signature, 100), digest);
    if (verdict.state != State::infected) return 1;
    std::vector<FileFoundInfected> found;
    for (const auto row : tx.query(sql::links_of_blob, digest))
        found.push_back({row.get<FileId>(0), row.get<std::string>(1), row.get<std::int64_t>(2), row.get<std::int64_t>(3)});
    for (const auto& file : found) journal::announce(tx, file);
    return 1;
}

}  // namespace

Result<Swept> sweep(db::Database& database, Store& store, const db::Context& context, Duration grace) {
    const auto before = context.now - grace;
    Swept swept;
    const auto rows = TRY(forget_unheld_rows(database, context, before));
    swept.rows = rows;
    for (int shelf = 0; shelf < 256; ++shelf) {
        for (const auto& path : old_blobs(store.folder() / fmt::format("{:02x}", shelf), before)) {
            const auto gone = TRY(remove_if_unheld(database, store, context, path, before));
            if (!gone) continue;
            ++swept.blobs;
            swept.bytes += *gone;
        }
    }
    TRY(count_bytes(database, store, context));
    return swept;
}

Result<int> scan_waiting(db::Database& database, Store& store, const db::Context& context) {
    const auto* clamd = store.clamd();
    if (clamd == nullptr) return 0;
    int answered = 0;
    const auto digests = TRY(waiting_blobs(database, context));
    for (const auto& digest : digests) {
        const auto reader = store.open(digest_from(digest));
        if (!reader) continue;
        const auto verdict = TRY(clamd->scan(reader->descriptor()));
        const auto noted = TRY(database.write(context, [&](db::Tx& tx) { return note_verdict(tx, digest, verdict); }));
        answered += noted;
    }
    return answered;
}

Result<std::uint64_t> count_bytes(db::Database& database, Store& store, const db::Context& context) {
    const auto bytes = TRY(database.read(context, [](db::Tx& tx) -> Result<std::uint64_t> {
        return tx.find<std::uint64_t>(sql::sum_of_sizes).value_or(0);
    }));
    store.set_bytes_held(bytes);
    return bytes;
}

std::vector<std::pair<Digest, bool>> blobs_on_disk(db::Tx& tx) {
    std::vector<std::pair<Digest, bool>> blobs;
    for (const auto row : tx.query(sql::every_blob)) blobs.emplace_back(digest_from(row.get<std::string_view>(0)), row.get<int>(1) != 0);
    std::ranges::sort(blobs);
    return blobs;
}

}  // namespace files
