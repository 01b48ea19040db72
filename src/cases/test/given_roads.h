#pragma once
// A road with potholes, whose service compares what is reported: what tests of near-by reports and of joining stand on.

#include "cases/joining.h"

#include "cases/cases.h"
#include "cases/test/given_cases.h"

#include <cmath>

namespace given {

inline const places::Point square{53.48, -2.24};

inline places::Point moved(double north, double east) {
    return {square.latitude + north / 111'195, square.longitude + east / (111'195 * std::cos(square.latitude * 3.14159265358979 / 180))};
}

/// Potholes, whose service compares reports.
struct Roads {
    Casework& work;
    access::TeamId highways;
    access::Actor hana;
    catalogue::DefinitionPtr service;

    explicit Roads(Casework& w)
        : work(w), highways(w.office.team("Highways")), hana(w.office.actor(w.office.staff("hana", {"officer"}, {highways}))) {
        service = w.office.read([](db::Tx& tx) { return catalogue::find_live(tx, "pothole"); }).value();
    }

    cases::Submission submission(db::Tx& tx, const places::Point& point, const std::string& place, const std::string& details, const std::string& email) {
        return {.service = service,
                .answers = {{"where", "road"}, {"depth", "deep"}, {"hurt", "no"}, {"details", details}},
                .person = people::record(tx, {.name = "Somebody", .email = email}),
                .searchable = place,
                .location = places::record(tx, {.text = place, .point = point}),
                .point = point};
    }
    cases::Opened report(const places::Point& point, const std::string& place = "Mill Lane", const std::string& details = "", const std::string& email = "") {
        return work.office
            .write([&](db::Tx& tx) { return cases::open_case(tx, work.office.random, submission(tx, point, place, details, email)); })
            .value();
    }
    Result<cases::Opened> ask_too(cases::CaseId id, const std::string& words = "", const std::string& email = "") {
        return work.as_resident([&](db::Tx& tx) {
            auto asked = submission(tx, square, "Mill Lane", "", email);
            asked.words = words;
            return cases::ask_too(tx, work.office.random, id, asked);
        });
    }
    std::vector<cases::Near> near(const places::Point& point, const std::string& place = "", const forms::Answers& answers = {}) {
        return work.office
            .read([&](db::Tx& tx) -> Result<std::vector<cases::Near>> {
                return cases::near_for_public(tx, {.service = service, .point = point, .place = place, .answers = answers});
            })
            .value();
    }
    cases::Case find(cases::CaseId id) { return work.find(given::Office::chief(), id).value(); }
    cases::CaseId case_of(const Reference& reference) {
        return work.office.read([&](db::Tx& tx) { return cases::find_request(tx, reference); })->case_id;
    }
    Result<cases::Case> join(cases::CaseId survivor, cases::CaseId other, const access::Actor& who) {
        const auto seen = find(survivor).changes, others = find(other).changes;
        return work.office.write([&](db::Tx& tx) { return cases::join(tx, who, survivor, seen, other, others); });
    }
    Result<cases::Case> join(cases::CaseId survivor, cases::CaseId other) { return join(survivor, other, hana); }
    Result<cases::Case> part(cases::CaseId survivor, cases::CaseId other) {
        const auto seen = find(survivor).changes;
        return work.office.write([&](db::Tx& tx) { return cases::part(tx, hana, survivor, seen, other); });
    }
};

inline void in_each_roads(const std::function<void(Roads&)>& test) {
    in_each_casework([&](Casework& work) {
        Roads roads(work);
        test(roads);
    });
}

}  // namespace given
