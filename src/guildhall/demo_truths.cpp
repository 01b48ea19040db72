#include "guildhall/demo_truths.h"

#include "cases/cases.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>

namespace guildhall {
namespace {

template <class Ids>
std::string quoted(const Ids& ids) {
    return ids.empty() ? std::string() : fmt::format("\"{}\"", fmt::join(ids, "\",\""));
}

}  // namespace

void judge_contacts(const std::vector<Spoken>& spoken, DemoTruths& truths) {
    constexpr auto window = std::chrono::days(DemoTruths::window_days);
    std::unordered_map<std::uint64_t, const Spoken*> last;
    for (const auto& each : spoken) {
        ++truths.contacts;
        if (!each.by_name) continue;
        auto*& before = last[each.resident * 1000 + each.service];
        if (before != nullptr && each.at - before->at <= window) {
            truths.repeat_contacts.push_back(each.interaction);
            if (before->dealt_with && !truths.first_contact_resolutions.empty()) std::erase(truths.first_contact_resolutions, before->interaction);
        }
        if (each.dealt_with) truths.first_contact_resolutions.push_back(each.interaction);
        before = &each;
    }
}

Result<void> write_truths(const std::filesystem::path& path, std::uint64_t seed, const DemoTruths& truths) {
    std::vector<std::string> groups;
    for (const auto& group : truths.duplicates) groups.push_back("[" + quoted(group) + "]");
    std::ofstream out(path);
    out << fmt::format(
        R"({{"seed":{},"requests":{},"contacts":{},"window_days":{},"repeat_contacts":[{}],"first_contact_resolutions":[{}],"duplicates":[{}]}})"
        "\n",
        seed, truths.requests, truths.contacts, DemoTruths::window_days, quoted(truths.repeat_contacts), quoted(truths.first_contact_resolutions),
        fmt::join(groups, ","));
    out.close();
    if (!out) return refuse(Kind::unavailable, "guildhall.cannot_write", path.string());
    return {};
}

void Suggestions::count(db::Tx& tx, const cases::Compared& what, std::uint32_t fault, bool is_open, Tally& tally) {
    const auto offered = cases::near_for_public(tx, what);
    const bool found = std::ranges::any_of(offered, [&](const cases::Near& near) {
        const auto known = fault_of_.find(near.the_case.id.value);
        return known != fault_of_.end() && known->second == fault;
    });
    ++tally.reports;
    tally.duplicates += is_open;
    tally.found += is_open && found;
    tally.in_vain += !offered.empty() && !found;
}

void Suggestions::ask(db::Tx& tx, const cases::Compared& by_place, const forms::Answers& answers, std::uint32_t fault) {
    bool is_open = false;
    for (const auto id : cases_of_[fault]) {
        const auto known = cases::find_case(tx, access::Actor::house("demo"), id);
        is_open = is_open || (known && known->state == cases::State::open);
    }
    count(tx, by_place, fault, is_open, by_place_);
    count(tx, by_place, fault, is_open, by_service_[by_place.service->code]);
    auto by_answers = by_place;
    by_answers.answers = answers;
    count(tx, by_answers, fault, is_open, with_answers_);
}

}  // namespace guildhall
