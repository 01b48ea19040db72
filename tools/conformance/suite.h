#pragma once
// Third-party suites, one file each. A suite reads the folder it is given and nothing else, and reports each case by
// name; `conformance SUITE FOLDER` prints those that fail and ends with `passed N of M`.

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>

namespace conformance {

class Report {
public:
    explicit Report(std::ostream& out) : out_(out) {}
    void passed() { ++passed_; }
    /// `why` on one line, for the person who will mend it.
    void failed(const std::string& name, const std::string& why);
    int passes() const { return passed_; }
    int cases() const { return passed_ + failed_; }

private:
    std::ostream& out_;
    int passed_ = 0;
    int failed_ = 0;
};

using Suite = void (*)(const std::filesystem::path& folder, Report&);

/// The suites by name. A file of a suite adds its own: `const bool known = add_suite("miwg", run);`
std::map<std::string, Suite>& suites();
bool add_suite(const std::string& name, Suite);

/// A file's bytes; throws when it cannot be read.
std::string read_file(const std::filesystem::path&);

}  // namespace conformance
