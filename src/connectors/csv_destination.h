#pragma once
// A destination that is a drop folder: FOLDER/NAME/out takes one file a batch, FOLDER/NAME/in is looked through for answers.
//
// A file in out/ is there whole or not at all (exports/whole_file.h). In in/ only regular files named *.csv are read, and only once
// they have been left alone for ten seconds and end with a line break: whoever writes one should write it under another name and
// rename it. A file that was taken in is moved to in/done; its bad lines are told by number on the status page and kept in in/bad.

#include "connectors/carrier.h"

#include <filesystem>

namespace connectors {

class CsvDestination final : public Carrier {
public:
    explicit CsvDestination(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Sent send(const Parcel&) override;
    bool sends_batches() const override { return true; }
    std::expected<void, Trouble> send_batch(const Destination&, std::int64_t batch, const std::vector<Parcel>&) override;
    bool fetches_answers() const override { return true; }
    Heard ask(const Destination&, const Secrets&, const std::vector<Kept>&, Instant now) override;

private:
    std::filesystem::path folder_of(const Destination& destination) const { return folder_ / destination.address; }
    std::filesystem::path folder_;
};

}  // namespace connectors
