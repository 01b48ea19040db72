#pragma once
// Inside files only: a file under way. It lies in the store's `incoming` folder, so that it can be renamed into its
// place, and is locked while its owner lives, so that what a killed process left behind can be told from what is
// being written (see sweep_incoming).

#include "base/result.h"
#include "base/text.h"
#include "files/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace files {

class Spool {
public:
    /// Makes an empty one. Refused as "files.unavailable" when the folder does not take it.
    static Result<Spool> make(const std::filesystem::path& incoming);
    Spool(Spool&&) noexcept;
    Spool& operator=(Spool&&) noexcept;
    ~Spool();  // removes the file unless it was kept

    /// Appends, and hashes what it appends. A full disk is "files.unavailable".
    Result<void> write(std::span<const std::byte> bytes);
    /// Hashes what another process wrote into the descriptor.
    Result<void> take_over();
    std::uint64_t size() const;
    int descriptor() const;

    /// Syncs the bytes, renames the file to `place` and syncs the folder: after this, a power cut does not lose it.
    /// Whatever stood at `place` is replaced.
    Result<void> keep(const std::filesystem::path& place);
    base::Digest digest();

private:
    struct State;
    explicit Spool(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Removes files in `incoming` that no living process holds; tells how many.
int sweep_incoming(const std::filesystem::path& incoming);

/// fsync on a folder, so that the names in it are on disk.
bool sync_folder(const std::filesystem::path& folder);

}  // namespace files
