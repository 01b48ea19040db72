#pragma once
// A request's body on its way in: bounded, and files put into the spool while they arrive.

#include "base/result.h"
#include "web/multipart.h"
#include "web/request.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace web {

/// Promises:
/// 1. `most` bytes of body, 1 MB of form fields and `most_field` bytes of one are taken; more is refused as too much.
/// 2. Files go to `spool` under generated names as they arrive; what was not finished is removed.
/// 3. After `finish`, `request.form` and `uploads`, or `body`, hold everything.
class BodyIntake final : public PartListener {
public:
    static constexpr std::size_t most_field = 256 * 1024;
    static constexpr std::size_t most_fields_together = 1024 * 1024;
    static constexpr std::size_t most_files = 50;

    BodyIntake(Request& request, std::filesystem::path spool, std::uint64_t most);
    ~BodyIntake();

    Result<void> take(std::string_view bytes);
    Result<void> finish();

private:
    enum class Shape { plain, urlencoded, multipart };
    bool part_begins(const PartHead&) override;
    bool part_goes_on(std::string_view) override;
    bool part_ends() override;
    bool open_file(const PartHead&);
    bool write_file(std::string_view);
    bool stop(Refusal refusal);

    Request& request_;
    std::filesystem::path spool_;
    std::uint64_t most_;
    std::uint64_t taken_ = 0;
    Shape shape_ = Shape::plain;
    std::unique_ptr<MultipartReader> reader_;
    std::optional<Refusal> refusal_;

    std::string field_;  // the field now arriving
    std::string value_;
    std::size_t fields_together_ = 0;
    bool in_file_ = false;
    std::optional<Upload> upload_;  // the file now arriving; none for an empty file input
    int file_ = -1;
};

}  // namespace web
