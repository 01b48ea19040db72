#pragma once
// For tests: an office whose team works on one published service, and residents who report.

#include "access/test/given_access.h"
#include "cases/cases.h"

namespace given {

struct Casework {
    Office office;
    access::TeamId waste, parks;
    catalogue::DefinitionPtr service;

    explicit Casework(db::Engine engine) : office(engine), waste(office.team("Waste and recycling")), parks(office.team("Parks")) {
        service = office
                      .write([](db::Tx& tx) -> Result<catalogue::DefinitionPtr> {
                          TRY(catalogue::publish_folder(tx, "services"));
                          return catalogue::find_live(tx, "missed-bin");
                      })
                      .value();
    }

    /// An officer of the team that does the work, and one of another.
    access::Actor officer() { return office.actor(office.staff("olu", {"officer"}, {waste})); }
    access::Actor stranger() { return office.actor(office.staff("pat", {"officer"}, {parks})); }

    cases::Opened open(const std::string& details = "", const people::Contact& contact = {}) {
        return office
            .write([&](db::Tx& tx) -> Result<cases::Opened> {
                return cases::open_case(tx, office.random,
                                        {.service = service,
                                         .answers = {{"bin", "general"}, {"details", details}},
                                         .person = people::record(tx, contact),
                                         .searchable = contact.name,
                                         .location = {}});
            })
            .value();
    }
    Result<cases::Case> close(const access::Actor& who, cases::CaseId id, std::int64_t seen = 1, std::string_view outcome = "collected") {
        return office.write([&](db::Tx& tx) { return cases::close_case(tx, who, id, seen, outcome, ""); });
    }
    Result<cases::Case> reopen(const access::Actor& who, cases::CaseId id, std::int64_t seen) {
        return office.write([&](db::Tx& tx) { return cases::reopen_case(tx, who, id, seen, "other", ""); });
    }
    Result<cases::Case> find(const access::Actor& who, cases::CaseId id) {
        return office.read([&](db::Tx& tx) { return cases::find_case(tx, who, id); });
    }
    std::vector<cases::CaseId> list(const access::Actor& who, const cases::Wanted& wanted = {}) {
        return ids_of(office.read([&](db::Tx& tx) -> Result<std::vector<cases::Line>> { return cases::list(tx, who, wanted); }).value());
    }
    std::vector<cases::CaseId> search(const access::Actor& who, std::string_view words) {
        return ids_of(office.read([&](db::Tx& tx) { return cases::search(tx, who, words, 20); }).value());
    }
    std::int64_t count_open(const access::Actor& who) {
        return office.read([&](db::Tx& tx) -> Result<std::int64_t> { return cases::count_open(tx, who); }).value();
    }
    static std::vector<cases::CaseId> ids_of(const std::vector<cases::Line>& lines) {
        std::vector<cases::CaseId> ids;
        for (const auto& line : lines) ids.push_back(line.the_case.id);
        return ids;
    }
};

inline void in_each_casework(const std::function<void(Casework&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Casework work(engine);
        test(work);
    }
}

}  // namespace given
