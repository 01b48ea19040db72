#pragma once
// Settings, from four places; the nearest wins: command-line option, environment variable GUILDHALL_NAME, a TOML
// file's `name`, the default.

#include "base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace base {

class Config {
public:
    Config() = default;

    /// Reads `[anything]`-free TOML: top-level keys with string, integer or boolean values. Refuses unknown shapes
    /// with file and line.
    static Result<Config> from_file(const std::string& path);

    /// A value given on the command line; beats all others.
    void set(std::string name, std::string value);

    /// `name` is lower-case with underscores, e.g. "smtp_url"; its variable is GUILDHALL_SMTP_URL.
    std::optional<std::string> find(std::string_view name) const;
    std::string text(std::string_view name, std::string_view otherwise) const;
    /// Refuses what is not a whole number in [least, most], naming the setting.
    Result<std::int64_t> number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                std::int64_t most) const;
    /// "true", "yes", "1", "on" and their opposites.
    Result<bool> flag(std::string_view name, bool otherwise) const;

private:
    std::map<std::string, std::string, std::less<>> given_;
    std::map<std::string, std::string, std::less<>> filed_;
};

}  // namespace base
