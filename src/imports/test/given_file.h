#pragma once
// For tests: files of the shared data, read where they lie.

#include "imports/run.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

namespace given {

/// The path of a file of the shared data; empty, with a word about it, where that is not there. In CI it must be.
inline std::string shared(const std::string& path) {
    const auto* folder = std::getenv("GUILDHALL_SHARED");
    const auto whole = std::string(folder != nullptr ? folder : "../shared") + "/data/" + path;
    if (std::filesystem::exists(whole)) return whole;
    if (std::getenv("CI") != nullptr) FAIL(whole << " is not there");
    MESSAGE(whole << " is not there: not tried");
    return {};
}

}  // namespace given
