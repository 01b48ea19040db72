#include "guildhall/household.h"

#include "abuse/install.h"
#include "access/install.h"
#include "access/topics.h"
#include "alerts/install.h"
#include "cases/cases.h"
#include "cases/events.h"
#include "bookings/install.h"
#include "cases/install.h"
#include "casework/install.h"
#include "connectors/hooks.h"
#include "connectors/install.h"
#include "contact/install.h"
#include "clocks/install.h"
#include "fees/install.h"
#include "files/install.h"
#include "files/sweep.h"
#include "jobs/jobs.h"
#include "knowledge/install.h"
#include "notifications/install.h"
#include "notifications/text_hooks.h"
#include "payments/hooks.h"
#include "payments/install.h"
#include "search/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace guildhall {
namespace {

/// Where one only practises there is no way out, even for a letter that came this far by mistake.
class NoTransport final : public mail::Transport {
public:
    Result<mail::Receipt> send(const mail::Envelope&, std::string_view) override {
        return refuse(Kind::invalid, "mail.refused", "training: nothing is sent");
    }
    std::string describe() const override { return "none: training"; }
};

}  // namespace

Household::Household(const db::TenantEntry& entry, std::unique_ptr<db::Database> database, const base::Config& settings,
                     const places::CalendarRules& calendar, const Clock& clock, Random& random)
    : database_(std::move(database)),
      settings_(settings),
      clock_(clock),
      random_(random),
      tenant_{entry.id, entry.name, entry.base_url, entry.folder, *database_, settings_, calendar.zone},
      calendar_(calendar),
      sequencer_(*database_) {
    tenant_.training = entry.training;
    tenant_.files = [this] { return open_files(); };
    casework::carry_cases();
    fees::own_payments();
}

Result<files::Store*> Household::open_files() {
    const std::scoped_lock lock(files_mutex_);
    if (files_) return files_.get();
    const auto options = TRY(files::settings_from(settings_, tenant_.folder));
    auto store = TRY(files::Store::at(options));
    files_ = std::move(store);
    TRY(files::count_bytes(*database_, *files_, db::Context{.actor = "system:start", .now = clock_.now()}));
    return files_.get();
}

Result<std::unique_ptr<Household>> Household::open(const db::TenantEntry& entry, const base::Config& settings,
                                                   const Clock& clock, Random& random) {
    const auto calendar = TRY(places::rules_from(settings, entry.time_zone));
    auto database = TRY(db::open(entry, clock.now()));
    return std::unique_ptr<Household>(new Household(entry, std::move(database), settings, calendar, clock, random));
}

Result<void> Household::furnish(const std::string& base_url) {
    if (transport_) return {};
    if (tenant_.base_url.empty()) tenant_.base_url = base_url;
    if (tenant_.training) {
        transport_ = std::make_unique<NoTransport>();
    } else {
        auto transport = TRY(mail::transport_from(settings_));
        transport_ = std::move(transport);
    }
    TRY(database_->write(db::Context{.actor = "system:start", .now = clock_.now()}, [this](db::Tx& tx) -> Result<bool> {
        places::set_rules(tx, calendar_);
        return true;
    }));
    auto letters = TRY(notifications::settings_from(settings_, tenant_.name));
    letters.base_url = tenant_.base_url;
    letters.training = tenant_.training;
    letters.letter_head = [this] { return letter_head(); };
    notifications::install(subscribers_, kinds_, *transport_, press_, random_, letters);
    const auto half_life = TRY(settings_.number("shortcuts_half_life_days", 14, 1, 365));
    cases::install(subscribers_, kinds_, {.half_life_days = half_life});
    bookings::install(kinds_);
    contact::install(kinds_);
    casework::install(subscribers_, kinds_);
    fees::install(subscribers_, kinds_);
    clocks::install(subscribers_, kinds_);
    alerts::install(subscribers_, kinds_);
    const auto outbound = TRY(web::outbound_from(settings_));
    notifications::install_texts(kinds_, random_, letters, notifications::vault_of(tenant_, random_), std::make_shared<web::Outbound>(outbound));
    connectors::install(subscribers_, kinds_, {.outbound = outbound, .vault_of = connectors::vault_of(tenant_, random_), .random = random_,
                                                  .folder = settings_.text("connectors_folder", (tenant_.folder / "connectors").string()), .training = tenant_.training});
    payments::install(kinds_, {.outbound = outbound, .vault_of = payments::vault_of(tenant_, random_), .random = random_, .training = tenant_.training});
    return {};
}

/// The crest as the council's pages have it, and where it is reached.
notifications::LetterHead Household::letter_head() const {
    const auto council = councils_.of(tenant_, clock_.now());
    // A drawing that was looked through when it was read (website/crest.h).
    return {.crest = council->crest.empty() ? html::Html() : html::trusted(council->crest), .council = council->name, .address = council->address};
}

Result<void> Household::start(web::Live& live, const web::Sessions& sessions, const std::string& node,
                              const std::string& base_url) {
    TRY(furnish(base_url));
    sequencer_.run(clock_, node);
    const bool background = TRY(settings_.flag("background", true));
    TRY(open_files());  // here and not with the first photo: it reads, and no handler may hold a lock meanwhile
    if (background) TRY(start_background(sessions, node));
    const auto head = TRY(database_->read(db::Context{.now = clock_.now()},
                                          [](db::Tx& tx) -> Result<journal::Position> { return journal::head(tx); }));
    live.begin(tenant_.id, head);
    follow_for(live, head);
    remember_words_meanwhile();
    return {};
}

/// Subscribers, jobs and timers. A node may leave them to others (setting `background`).
Result<void> Household::start_background(const web::Sessions& sessions, const std::string& node) {
    access::install(kinds_, sessions);
    abuse::install(kinds_);
    knowledge::install(kinds_);
    auto* const store = TRY(open_files());
    files::install(kinds_, *store);
    kinds_.add("db.forget_operations", [](const jobs::Running& job) -> Result<void> {
        static constexpr auto kept = std::chrono::days(7);
        return job.finish([](db::Tx& tx) -> Result<void> {
            constexpr int at_once = 10'000, most_rounds = 20;
            for (int round = 0; round < most_rounds && db::forget_operations(tx, tx.now() - kept, at_once) == at_once; ++round) {
            }
            return {};
        });
    });
    TRY(database_->write(db::Context{.actor = "system:start", .now = clock_.now()}, [](db::Tx& tx) -> Result<bool> {
        access::set_timers(tx);
        abuse::set_timers(tx);
        knowledge::set_timers(tx);
        bookings::set_timers(tx);
        contact::set_timers(tx);
        cases::set_timers(tx);
        casework::set_timers(tx);
        clocks::set_timers(tx);
        alerts::set_timers(tx);
        connectors::set_timers(tx);
        payments::set_timers(tx);
        files::set_timers(tx);
        jobs::every(tx, "db.forget_operations", std::chrono::hours(1), "db.forget_operations");
        return true;
    }));
    follower_ = std::make_unique<journal::Follower>(*database_, subscribers_, clock_, node);
    follower_->run();
    runner_ = std::make_unique<jobs::Runner>(*database_, kinds_, clock_, random_, jobs::RunnerOptions{.lanes = {{"mail", 4}, {"post", 1}, {"texts", 2}, {"connectors", 4}, {"payments", 2}, {"bpmn", 1}}});
    runner_->start();
    return {};
}

/// Whoever takes reports puts words into the search.
void Household::remember_words_meanwhile() {
    if (database_->engine() != db::Engine::sqlite) return;
    learning_ = std::jthread([this](const std::stop_token& stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any pause;
        while (!pause.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; }) && !stop.stop_requested())
            search::remember_words(*database_, clock_.now());
    });
}

/// From the very position that open pages were promised everything after: another node may be writing meanwhile.
void Household::follow_for(web::Live& live, journal::Position after) {
    const auto hear = [this, &live](const journal::Fact& fact) {
        const auto topics = topics_of(*database_, fact, cases_);
        if (topics.empty()) return;
        live.publish(tenant_.id, fact.position, topics, fmt::format(R"({{"kind":{},"number":{}}})", base::json_string(fact.kind), fact.number));
    };
    tail_ = std::make_unique<journal::Tail>(*database_, clock_, hear, after);
}

void Household::stop() {
    tail_.reset();
    learning_ = {};
    runner_.reset();
    follower_.reset();
    sequencer_.stop();
}

Result<void> Household::settle() {
    TRY(furnish(tenant_.base_url));
    if (database_->engine() == db::Engine::postgres) return {};  // the nodes that serve do it
    journal::Follower follower(*database_, subscribers_, clock_, "command");
    TRY(follower.drain());
    return {};
}

std::vector<std::string> topics_of(db::Database& database, const journal::Fact& fact, WhatStays& known) {
    if (fact.subject.kind != "case") return {};
    struct Owner {
        access::TeamId team, from_team;
        std::string service, area;
        void fields(journal::FieldReader& f) {
            f("team", team);
            f("from_team", from_team);  // a case that is handed over leaves one worklist and comes into another
            f("service", service);
            f("area", area);
        }
    } of;
    journal::FieldReader reader(fact.data);
    of.fields(reader);
    // Only the first fact of a case says all: service and area stay what they were.
    const auto key = std::to_string(fact.subject.id);
    if (fact.kind == cases::CaseOpened::kind) {
        known.keep(key, {of.service, of.area});
    } else if (const auto kept = known.find(key)) {
        std::tie(of.service, of.area) = *kept;
    } else {
        const auto found = database.read({.actor = "system:live"}, [&](db::Tx& tx) {
            return cases::find_case(tx, access::Actor::house("live"), {fact.subject.id});
        });
        if (found) {
            of.service = found->service, of.area = found->area;
            known.keep(key, {of.service, of.area});
        }
    }
    auto topics = access::topics_about("cases", {of.team, of.service, of.area});
    if (of.from_team && of.from_team != of.team)
        for (auto& topic : access::topics_about("cases", {of.from_team, of.service, of.area}))
            if (std::ranges::find(topics, topic) == topics.end()) topics.push_back(std::move(topic));
    topics.push_back(fmt::format("case.{}", fact.subject.id));
    return topics;
}

}  // namespace guildhall
