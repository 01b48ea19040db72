#pragma once
// What is true of the invented borough because it was made so, for measures to be held against.

#include "catalogue/catalogue.h"
#include "cases/near.h"
#include "guildhall/demo_plan.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <unordered_map>
#include <vector>

namespace guildhall {

/// A contact repeats another if the same resident spoke of the same service within `window_days` before; one that was dealt with then
/// and there and has no repetition was resolved at first contact (ids of interactions). Duplicates are requests about the same thing in a
/// street, each made while one before it was open, with the first of them (ids of requests).
struct DemoTruths {
    static constexpr int window_days = 14;
    std::int64_t requests = 0, contacts = 0;
    std::vector<std::int64_t> repeat_contacts, first_contact_resolutions;
    std::vector<std::vector<std::int64_t>> duplicates;
};

/// A contact that was had.
struct Spoken {
    std::int64_t interaction = 0;
    Instant at;
    std::uint64_t resident = 0;
    std::uint16_t service = 0;
    bool dealt_with = false;  // then and there
    bool by_name = false;
};
/// In the order of time.
void judge_contacts(const std::vector<Spoken>& spoken, DemoTruths& truths);

/// As demo-truths.json.
Result<void> write_truths(const std::filesystem::path& path, std::uint64_t seed, const DemoTruths& truths);

/// How suggestions of what was reported already (cases/near.h) do against what is known to be the same: asked before each report, as the
/// website asks it (by place alone) and as the desk does (by answers too).
class Suggestions {
public:
    struct Tally {
        std::int64_t reports = 0;            // of services that compare
        std::int64_t duplicates = 0;         // of what was open at that moment
        std::int64_t found = 0;              // of those: among the first three
        std::int64_t in_vain = 0;            // reports for which something was offered, and none of it was it
    };
    /// Asks about a report of that fault that is about to be made.
    void ask(db::Tx& tx, const cases::Compared& by_place, const forms::Answers& answers, std::uint32_t fault);
    /// A case is about that fault.
    void learn(cases::CaseId id, std::uint32_t fault) {
        fault_of_[id.value] = fault;
        cases_of_[fault].push_back(id);
    }

    const Tally& by_place() const { return by_place_; }
    const Tally& with_answers() const { return with_answers_; }
    const std::map<std::string, Tally>& by_service() const { return by_service_; }

private:
    void count(db::Tx& tx, const cases::Compared& what, std::uint32_t fault, bool is_open, Tally& tally);

    Tally by_place_, with_answers_;
    std::map<std::string, Tally> by_service_;  // by place
    std::unordered_map<std::int64_t, std::uint32_t> fault_of_;
    std::unordered_map<std::uint32_t, std::vector<cases::CaseId>> cases_of_;
};

}  // namespace guildhall
