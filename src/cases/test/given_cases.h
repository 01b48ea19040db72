#pragma once
// For tests: an office whose team works on one published service, and residents who report.

#include "access/test/given_access.h"
#include "cases/case_store.h"
#include "cases/cases.h"
#include "files/files.h"
#include "notifications/notifications.h"

namespace given {

using Ids = std::vector<cases::CaseId>;

/// A file as the worker hands it over, which nobody opens here.
inline files::Blob picture(std::string_view bytes, std::string type = "image/jpeg", bool remade = true) {
    return {.digest = base::sha256(bytes), .size = bytes.size(), .type = std::move(type), .remade = remade};
}

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

    /// Officers of the team that does the work, and one of another.
    access::Actor officer(const std::string& name = "olu") { return somebody(name, waste); }
    access::Actor stranger() { return somebody("pat", parks); }

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
    /// Somebody else asks for the same work.
    Reference ask_too(const Reference& first) {
        const auto reference = Reference::random(office.random);
        (void)office
            .write([&](db::Tx& tx) -> Result<bool> {
                auto second = TRY(cases::find_request(tx, first));
                second.id = tx.new_id<cases::RequestId>();
                second.reference = reference;
                cases::case_store::add(tx, second);
                return true;
            })
            .value();
        return reference;
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
    cases::Counts count(const access::Actor& who) {
        return office.read([&](db::Tx& tx) -> Result<cases::Counts> { return cases::count(tx, who); }).value();
    }
    std::vector<cases::Entry> history(cases::CaseId id) {
        return office.read([&](db::Tx& tx) -> Result<std::vector<cases::Entry>> { return cases::history_of(tx, id); }).value();
    }
    /// As the resident of that request sees it.
    std::vector<cases::Entry> history_for(const Reference& reference) {
        return office
            .read([&](db::Tx& tx) -> Result<std::vector<cases::Entry>> {
                const auto request = TRY(cases::find_request(tx, reference));
                return cases::history_for(tx, request);
            })
            .value();
    }
    /// The wordings of what was written about a request, oldest first.
    std::vector<std::string> letters_about(cases::RequestId request) {
        return office
            .read([&](db::Tx& tx) -> Result<std::vector<std::string>> {
                std::vector<std::string> wordings;
                for (const auto& message : notifications::messages_about(tx, {"request", request.value})) wordings.push_back(message.wording);
                return wordings;
            })
            .value();
    }
    template <class Verb>
    auto as_resident(Verb&& verb) {
        return office.tenant.db->write(context(office.clock.now(), "person:1"), std::forward<Verb>(verb));
    }
    static std::vector<cases::CaseId> ids_of(const std::vector<cases::Line>& lines) {
        std::vector<cases::CaseId> ids;
        for (const auto& line : lines) ids.push_back(line.the_case.id);
        return ids;
    }

private:
    access::Actor somebody(const std::string& name, access::TeamId team) {
        const auto known = office.read([&](db::Tx& tx) -> Result<std::optional<access::Staff>> {
            return access::find_staff_by_email(tx, name + "@example.com");
        });
        return office.actor(*known ? (*known)->id : office.staff(name, {"officer"}, {team}));
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
