#pragma once
// One council at work: its data, its journal's readers, its background jobs.

#include "base/config.h"
#include "base/random.h"
#include "base/shelf.h"
#include "db/tenants.h"
#include "files/files.h"
#include "jobs/kinds.h"
#include "jobs/runner.h"
#include "journal/sequencer.h"
#include "journal/subscribers.h"
#include "mail/transport.h"
#include "notifications/paper_page.h"
#include "places/places.h"
#include "web/web.h"
#include "website/council.h"

#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace guildhall {

/// Service and area of cases, by the case's id: they stay what they were, and several facts of a case come in a row.
using WhatStays = base::Shelf<std::pair<std::string, std::string>, 1000>;

/// The parts of a council that a command or a server needs. Heap-allocated: its parts point at each other.
class Household {
public:
    /// Opens the council's data. `base_url` is used for links in mail where the council names none.
    static Result<std::unique_ptr<Household>> open(const db::TenantEntry& entry, const base::Config& settings,
                                                   const Clock& clock, Random& random);

    db::Database& db() { return *database_; }
    const web::Tenant& tenant() const { return tenant_; }
    const journal::Subscribers& subscribers() const { return subscribers_; }

    /// Starts what runs beside the requests: placing facts, telling subscribers, jobs, live pages.
    Result<void> start(web::Live& live, const web::Sessions& sessions, const std::string& node, const std::string& base_url);
    void stop();
    /// For commands: lets subscribers and jobs catch up in this thread, once.
    Result<void> settle();

private:
    Household(const db::TenantEntry& entry, std::unique_ptr<db::Database> database, const base::Config& settings,
              const places::CalendarRules& calendar, const Clock& clock, Random& random);
    Result<void> furnish(const std::string& base_url);
    Result<void> start_background(const web::Sessions& sessions, const std::string& node);
    void follow_for(web::Live& live, journal::Position after);
    void remember_words_meanwhile();
    notifications::LetterHead letter_head() const;
    /// The council's files, opened once.
    Result<files::Store*> open_files();

    std::unique_ptr<db::Database> database_;
    const base::Config& settings_;
    const Clock& clock_;
    Random& random_;
    web::Tenant tenant_;
    places::CalendarRules calendar_;
    journal::Sequencer sequencer_;
    journal::Subscribers subscribers_;
    jobs::Kinds kinds_;
    std::unique_ptr<mail::Transport> transport_;
    website::Councils councils_;
    documents::Press press_;
    std::mutex files_mutex_;
    std::unique_ptr<files::Store> files_;
    std::unique_ptr<journal::Follower> follower_;
    std::unique_ptr<jobs::Runner> runner_;
    WhatStays cases_;  // the tail asks it
    std::unique_ptr<journal::Tail> tail_;
    std::jthread learning_;
};

/// The topics under which open pages hear of a fact: "cases", "cases.team.7" and its like (access/topics.h), "case.42".
std::vector<std::string> topics_of(db::Database& database, const journal::Fact& fact, WhatStays& known);

}  // namespace guildhall
