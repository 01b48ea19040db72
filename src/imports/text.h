#pragma once
// The text of a file that is taken in.

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace imports {

/// Held, or read where it lies on disk as it is needed, so that a long file needs no memory of its own. Cheap to copy.
class Text {
public:
    Text() = default;
    Text(std::string held);
    Text(const char* held) : Text(std::string(held)) {}
    /// Refuses a file that cannot be read or is larger than `most` bytes. It must not become shorter meanwhile: that ends the program,
    /// and the next run goes on behind the last row that was kept. What is no file (a pipe) is read into memory.
    static Result<Text> of_file(const std::string& path, std::size_t most = std::size_t{1} << 30);

    std::string_view view() const { return view_; }

private:
    std::shared_ptr<const void> holds_;
    std::string_view view_;
};

}  // namespace imports
