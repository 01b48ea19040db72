#include "web/uploads.h"

#include <system_error>

namespace web {
namespace {

void remove_quietly(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove(path, ignored);
}

}  // namespace

SpooledFile& SpooledFile::operator=(SpooledFile&& other) noexcept {
    if (this != &other) {
        remove_quietly(path_);
        path_ = std::exchange(other.path_, {});
    }
    return *this;
}

SpooledFile::~SpooledFile() { remove_quietly(path_); }

}  // namespace web
