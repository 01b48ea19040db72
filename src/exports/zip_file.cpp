#include "exports/zip_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace exports {
namespace {

struct FreeArchive {
    void operator()(archive* whole) const { archive_write_free(whole); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size) {
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

bool put(archive& whole, const Entry& one, Instant at) {
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname_utf8(entry.get(), one.name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(one.content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count(), 0);
    return archive_write_header(&whole, entry.get()) == ARCHIVE_OK &&
           archive_write_data(&whole, one.content.data(), one.content.size()) == static_cast<la_ssize_t>(one.content.size());
}

}  // namespace

Result<std::string> zip(std::span<const Entry> entries, Instant at) {
    std::string out;
    const std::unique_ptr<archive, FreeArchive> whole(archive_write_new());
    bool sound = archive_write_set_format_zip(whole.get()) == ARCHIVE_OK && archive_write_set_bytes_per_block(whole.get(), 0) == ARCHIVE_OK &&
                 archive_write_open(whole.get(), &out, nullptr, append, nullptr) == ARCHIVE_OK;
    for (const auto& entry : entries) sound = sound && put(*whole, entry, at);
    if (!sound || archive_write_close(whole.get()) != ARCHIVE_OK) return refuse(Kind::unavailable, "exports.not_packed", archive_error_string(whole.get()) ? archive_error_string(whole.get()) : "");
    return out;
}

}  // namespace exports
