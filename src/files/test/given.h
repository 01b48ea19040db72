#pragma once
// For tests: a store in a folder of its own, with the real worker.

#include "base/random.h"
#include "db/test/given.h"
#include "files/files.h"

#include <string>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define GUILDHALL_SANITIZED 1
#endif
#endif

namespace given {

/// Sanitizers need the system calls and the memory that the worker is otherwise denied.
#ifdef GUILDHALL_SANITIZED
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

inline std::string bytes_of_length(std::size_t length, std::uint64_t seed = 1) {
    base::SeededRandom random(seed);
    std::string bytes(length, '\0');
    random.fill(std::as_writable_bytes(std::span(bytes)));
    return bytes;
}

inline std::size_t files_below(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        count += entry.is_regular_file() && entry.path().filename() != "sweeping";
    return count;
}

struct Shelves {
    Folder folder;
    std::unique_ptr<files::Store> store;

    explicit Shelves(files::Limits limits = {}, files::WorkerOptions worker = {},
                     std::optional<files::ClamdOptions> clamd = {})
        : store(std::move(files::Store::at({folder.path / "files", limits, std::move(worker), std::move(clamd)}).value())) {}

    Result<files::Blob> keep(std::string_view bytes, std::string_view name = "letter.txt",
                             std::string_view type = "text/plain") {
        auto intake = TRY(store->begin(name, type));
        TRY(intake.write(bytes));
        return intake.finish();
    }
    Result<files::Blob> keep_picture(std::string_view bytes) {
        auto intake = TRY(store->begin("photo.jpg", "image/jpeg"));
        TRY(intake.write(bytes));
        return intake.finish_as_picture();
    }
    std::string text(const files::Blob& blob) { return store->open(blob.digest).value().text().value(); }
    std::size_t count() const { return files_below(folder.path / "files"); }
};

}  // namespace given
