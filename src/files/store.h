#pragma once
// Where blobs lie: `<folder>/ab/cdef…` by the hexadecimal SHA-256 of their bytes, written once and never changed.
//
// Promises
//  1. Durable before thanks: once `finish` has returned a Blob, its bytes and its name are on disk. The row that names
//     it is written after (files::attach), so a row never points at nothing.
//  2. The same content is stored once.
//  3. An intake that is refused, abandoned or killed leaves nothing; what a kill left in `incoming` goes at the next start.
//  4. Type and state are found out here, by looking at the bytes. What the sender declares is only logged.
//  5. Memory does not grow with the file: bytes go to disk as they come.
//
// Nodes of one tenant share the folder (one machine, or a file system with rename, flock and fsync, such as NFSv4).

#include "base/result.h"
#include "files/blob.h"
#include "files/clamd.h"
#include "files/descriptor.h"
#include "files/worker.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace files {

class Spool;
class Store;

struct Limits {
    std::uint64_t most_bytes_in_file = 25ULL << 20;
    int most_files_in_request = 10;
    /// Of all blobs of the tenant together. Each node counts what it stores and reads the true sum now and then (see
    /// sweep.h), so several nodes may overshoot by what they take in between: a fence against floods, not an invoice.
    std::uint64_t most_bytes_in_tenant = 200ULL << 30;
};

struct StoreOptions {
    std::filesystem::path folder;  // made if missing
    Limits limits = {};
    WorkerOptions worker = {};
    std::optional<ClamdOptions> clamd = {};  // none: every blob is `unscanned`
};

/// One file being sent. Every call after a refusal gives the same refusal.
class Intake {
public:
    Intake(Intake&&) noexcept;
    Intake& operator=(Intake&&) noexcept;
    ~Intake();

    /// The next bytes. "files.too_large" (invalid) once there are more than a file may have; "files.quota" and
    /// "files.unavailable" (unavailable) when the tenant's share or the disk is full.
    Result<void> write(std::span<const std::byte> bytes);
    Result<void> write(std::string_view bytes) { return write(std::as_bytes(std::span(bytes))); }
    /// All bytes of a file that lies on this machine, e.g. an upload that the HTTP server spooled.
    Result<void> write_file(const std::filesystem::path& path);

    /// Keeps it as it came. "files.infected" (invalid) if the scanner says so.
    Result<Blob> finish();
    /// Keeps the picture it shows, written anew without its EXIF (place, time, camera), upright and at most
    /// `longest_side` pixels (0: as the worker's options say); the original is not kept. Refusals as Worker::remake, and
    /// "files.infected".
    Result<Blob> finish_as_picture(int longest_side = 0);

    /// What to show for the name that was sent (see name.h).
    const std::string& name() const;

private:
    friend class Store;
    struct Under;
    explicit Intake(std::unique_ptr<Under> under);
    Result<State> scan();
    Result<Blob> keep(Spool& spool, Blob blob);
    std::unique_ptr<Under> under_;
};

/// The files of one request; refuses the one too many as "files.too_many".
class Delivery {
public:
    explicit Delivery(Store& store) : store_(&store) {}
    Result<Intake> begin(std::string_view declared_name, std::string_view declared_type);

private:
    Store* store_;
    int begun_ = 0;
};

/// An open blob. It stays readable when the blob is swept meanwhile.
class Reader {
public:
    Reader(Descriptor file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

    std::uint64_t size() const { return size_; }
    int descriptor() const { return file_.get(); }
    /// Fills `into` from `offset` on; fewer bytes only at the end. A disk that fails is "files.unavailable".
    Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) const;
    /// All of it, for small files (a letter's logo, a rule table).
    Result<std::string> text() const;

private:
    Descriptor file_;
    std::uint64_t size_;
};

class Store {
public:
    /// Makes the folders and clears what a killed process left. Refused as "files.unavailable".
    static Result<std::unique_ptr<Store>> at(StoreOptions options);

    Result<Intake> begin(std::string_view declared_name, std::string_view declared_type);

    /// "files.not_found" if there is none.
    Result<Reader> open(const Digest& digest) const;
    /// For answers that send a file by path. Look into the row first: it says whether it may be handed out.
    std::filesystem::path path_of(const Digest& digest) const;
    /// Reads it all again: "files.damaged" if the bytes are not what their name says.
    Result<void> verify(const Digest& digest) const;

    const Limits& limits() const { return options_.limits; }
    const std::filesystem::path& folder() const { return options_.folder; }
    Worker& worker() { return worker_; }
    Clamd* clamd() { return clamd_ ? &*clamd_ : nullptr; }

    std::uint64_t bytes_held() const { return stored_.load() + reserved_.load(); }
    /// The true sum of what is stored, as the database knows it; reservations under way stay beside it.
    void set_bytes_held(std::uint64_t bytes) { stored_.store(bytes); }

private:
    friend class Intake;
    explicit Store(StoreOptions options);
    /// Takes `bytes` of the tenant's share; false if there are not as many left.
    bool reserve(std::uint64_t bytes);
    void release(std::uint64_t bytes) { reserved_.fetch_sub(bytes); }
    void keep_share(std::uint64_t bytes) { stored_.fetch_add(bytes), reserved_.fetch_sub(bytes); }
    /// The folder of 256 that the blob goes into is there and on disk.
    Result<void> prepare_shelf(const Digest& digest);

    StoreOptions options_;
    Worker worker_;
    std::optional<Clamd> clamd_;
    std::atomic<std::uint64_t> stored_{0}, reserved_{0};
    std::array<std::atomic<bool>, 256> durable_shelves_{};
};

}  // namespace files
