// BPMN models that break one rule of the standard each, from betsy and BPMNspector: every one is to be refused. And
// models without faults, none of which may be: the executable ones of betsy and the reference models beside it.
//
// A faulty model is refused when it is found faulty or incomplete. The suite's README holds the models of errors/
// exempt, and says that some rules ask more than the sound models give: there, what is only incomplete is no false
// alarm. docs/conformance.md tells which of the rules those are, and how many models are refused without them.

#include "suite.h"

#include "bpmn/check.h"
#include "bpmn/read.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace conformance {
namespace {

namespace fs = std::filesystem;
using bpmn::Finding;
using bpmn::Severity;

struct Judgement {
    bool refused = false;
    std::string why;  // of the refusal
};

Judgement judge(const fs::path& file, Severity from) {
    const auto model = bpmn::read(read_file(file));
    if (!model) return {true, model.error().key + " " + model.error().log};
    Judgement judgement;
    for (const auto& each : bpmn::check(*model)) {
        if (each.severity > from) continue;
        judgement.refused = true;
        judgement.why += (judgement.why.empty() ? "" : " / ") + std::to_string(each.line) + " " + each.rule + ": " +
                         bpmn::explain(each);
    }
    return judgement;
}

void refuse_faulty(const fs::path& folder, Report& report) {
    std::ifstream table(folder / "constraints.tsv");
    std::string line;
    if (!std::getline(table, line)) throw std::runtime_error("no constraints.tsv in " + folder.string());
    while (std::getline(table, line)) {
        const auto file = line.substr(0, line.find('\t'));
        if (judge(folder / file, Severity::incomplete).refused)
            report.passed();
        else
            report.failed(file, "not refused");
    }
}

void accept_sound(const fs::path& folder, const std::string& exempt, Report& report) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".bpmn") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
        const auto name = fs::relative(file, folder);
        const auto part = name.begin()->string();
        if (part == "constraints" || part == exempt) continue;
        const auto judgement = judge(file, Severity::fault);
        if (judgement.refused)
            report.failed(name.string(), "false alarm: " + judgement.why);
        else
            report.passed();
    }
}

void run_betsy_lint(const fs::path& folder, Report& report) {
    refuse_faulty(folder, report);
    accept_sound(folder, "errors", report);
    accept_sound(folder.parent_path() / "miwg-reference", "", report);
}

const bool known = add_suite("betsy-lint", run_betsy_lint);

}  // namespace
}  // namespace conformance
