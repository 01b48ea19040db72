// conformance SUITE FOLDER
//
// Scores the house against a third-party suite. Exit status: 0 every case passed, 1 some failed or the folder could
// not be read, 2 wrong usage.

#include "suite.h"

#include <exception>
#include <iostream>
#include <stdexcept>

namespace conformance {

void Report::failed(const std::string& name, const std::string& why) {
    ++failed_;
    out_ << "failed: " << name << (why.empty() ? "" : ": ") << why << '\n';
}

std::map<std::string, Suite>& suites() {
    static std::map<std::string, Suite> all;
    return all;
}

bool add_suite(const std::string& name, Suite suite) { return suites().emplace(name, suite).second; }

}  // namespace conformance

namespace {

int explain(std::ostream& out, int status) {
    out << "usage: conformance SUITE FOLDER\nPrints each failing case and ends with `passed N of M`.\nSuites:";
    for (const auto& [name, suite] : conformance::suites()) out << ' ' << name;
    out << '\n';
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::string(argv[1]) == "--help") return explain(std::cout, 0);
    if (argc != 3) return explain(std::cerr, 2);
    const auto suite = conformance::suites().find(argv[1]);
    if (suite == conformance::suites().end()) return explain(std::cerr, 2);
    try {
        conformance::Report report(std::cout);
        suite->second(argv[2], report);
        std::cout << "passed " << report.passes() << " of " << report.cases() << '\n';
        return report.passes() == report.cases() && report.cases() > 0 ? 0 : 1;
    } catch (const std::exception& problem) {
        std::cerr << "conformance: " << problem.what() << '\n';
        return 1;
    }
}
