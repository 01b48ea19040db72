#include "guildhall/household.h"

#include "access/install.h"
#include "cases/events.h"
#include "notifications/install.h"

#include <fmt/format.h>

namespace guildhall {

Household::Household(const db::TenantEntry& entry, std::unique_ptr<db::Database> database, const base::Config& settings,
                     const Clock& clock, Random& random)
    : database_(std::move(database)),
      settings_(settings),
      clock_(clock),
      random_(random),
      tenant_{entry.id, entry.name, entry.base_url, entry.folder, *database_, settings_},
      sequencer_(*database_) {}

Result<std::unique_ptr<Household>> Household::open(const db::TenantEntry& entry, const base::Config& settings,
                                                   const Clock& clock, Random& random) {
    auto database = TRY(db::open(entry, clock.now()));
    return std::unique_ptr<Household>(new Household(entry, std::move(database), settings, clock, random));
}

Result<void> Household::furnish(const std::string& base_url) {
    if (transport_) return {};
    if (tenant_.base_url.empty()) tenant_.base_url = base_url;
    auto transport = TRY(mail::transport_from(settings_));
    transport_ = std::move(transport);
    auto letters = TRY(notifications::settings_from(settings_, tenant_.name));
    letters.base_url = tenant_.base_url;
    notifications::install(subscribers_, kinds_, *transport_, random_, letters);
    return {};
}

Result<void> Household::start(web::Live& live, const web::Sessions& sessions, const std::string& node,
                              const std::string& base_url) {
    TRY(furnish(base_url));
    access::install(kinds_, sessions);
    TRY(database_->write(db::Context{.actor = "system:start", .now = clock_.now()}, [](db::Tx& tx) -> Result<bool> {
        access::set_timers(tx);
        return true;
    }));
    sequencer_.run(clock_, node);
    follower_ = std::make_unique<journal::Follower>(*database_, subscribers_, clock_, node);
    follower_->run();
    runner_ = std::make_unique<jobs::Runner>(*database_, kinds_, clock_, random_);
    runner_->start();
    const auto head = TRY(database_->read(db::Context{.now = clock_.now()},
                                          [](db::Tx& tx) -> Result<journal::Position> { return journal::head(tx); }));
    live.begin(tenant_.id, head);
    tail_ = std::make_unique<journal::Tail>(*database_, clock_, [this, &live](const journal::Fact& fact) {
        for (const auto& topic : topics_of(fact))
            live.publish(tenant_.id, fact.position, topic, fmt::format(R"({{"kind":{}}})", base::json_string(fact.kind)));
    });
    return {};
}

void Household::stop() {
    tail_.reset();
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

std::vector<std::string> topics_of(const journal::Fact& fact) {
    if (fact.subject.kind != "case") return {};
    struct OfTeam {
        access::TeamId team;
        void fields(journal::FieldReader& f) { f("team", team); }
    } of;
    journal::FieldReader reader(fact.data);
    of.fields(reader);
    return {"cases", "cases.team." + to_string(of.team), fmt::format("case.{}", fact.subject.id)};
}

}  // namespace guildhall
