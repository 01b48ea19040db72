// Finding an address reads by indexes: whatever is typed, no plan of either database goes through a whole table.

#include "places/ambleford.h"
#include "places/test/given_places.h"

namespace {

/// A transaction that asks the database how it would carry out each statement put together at run time.
class Watched final : public db::Tx {
public:
    explicit Watched(db::Tx& tx) : Tx(tx.engine(), tx.context()), tx_(tx) {}

    std::unique_ptr<db::Cursor> query_text(const std::string& text, std::span<const db::Value> values) override {
        const bool sqlite = engine() == db::Engine::sqlite;
        auto cursor = tx_.query_text((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + text, values);
        for (const auto row : db::Rows(std::move(cursor))) plans += row.get<std::string>(sqlite ? 3 : 0) + '\n';
        return tx_.query_text(text, values);
    }
    void run_values(const db::Sql& sql, std::span<const db::Value> values) override { tx_.run_values(sql, values); }
    std::int64_t change_values(const db::Sql& sql, std::span<const db::Value> values) override { return tx_.change_values(sql, values); }
    std::unique_ptr<db::Cursor> query_values(const db::Sql& sql, std::span<const db::Value> values) override {
        return tx_.query_values(sql, values);
    }
    std::string plans;

protected:
    std::int64_t take_id() override { return tx_.new_id<Id<Watched>>().value; }

private:
    db::Tx& tx_;
};

}  // namespace

TEST_CASE("finding an address goes through no whole table, whatever is typed") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        const given::Town town(engine, places::ambleford());
        const auto done = town.db->read(given::context(), [](db::Tx& tx) -> Result<bool> {
            // PostgreSQL goes through a small table for choice; this leaves it only where there is no other way.
            if (tx.engine() == db::Engine::postgres) tx.query_text("SELECT set_config('enable_seqscan', 'off', true)", {})->next();
            for (const auto* typed : {"gh1 1aa", "gh", "gh3", "albion", "12 albion street", "street", "12 street", "flat 3 foundry court", "a st",
                                      "12 albion street, ambleford, gh2 1aa", "rose cottage", "ambleford", "zzz"}) {
                CAPTURE(typed);
                Watched watched(tx);
                places::find_addresses(watched, typed);
                CAPTURE(watched.plans);
                CHECK_FALSE(watched.plans.empty());
                for (const auto* whole : {"SCAN places_address\n", "SCAN places_street\n", "SCAN s\n", "SCAN places_name_word\n", "SCAN places_street_word\n",
                                          "Seq Scan"})
                    CHECK(watched.plans.find(whole) == std::string::npos);
            }
            return true;
        });
        CHECK(done);
    }
}
