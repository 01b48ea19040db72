#include "files/install.h"

#include "files/sweep.h"
#include "files/test/given.h"
#include "jobs/runner.h"

TEST_CASE("once a day what nobody holds is swept") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        given::Shelves shelves;
        base::StoppedClock clock(base::SystemClock().now());
        base::SystemRandom random;
        jobs::Kinds kinds;
        files::install(kinds, *shelves.store);
        REQUIRE(tenant.db->write(given::context(clock.now()), [](db::Tx& tx) -> Result<bool> {
            files::set_timers(tx);
            return true;
        }));
        jobs::Runner runner(*tenant.db, kinds, clock, random);
        REQUIRE(shelves.keep("nobody's"));
        clock.advance(std::chrono::minutes(6));
        runner.run_due();
        CHECK(shelves.count() == 1);
        clock.advance(std::chrono::hours(25));
        runner.run_due();
        CHECK(shelves.count() == 0);
    }
}

TEST_CASE("limits and scanner are settings") {
    base::Config config;
    const auto usual = files::settings_from(config, "/var/tenant");
    REQUIRE(usual);
    CHECK(usual->folder == "/var/tenant/files");
    CHECK(usual->limits.most_bytes_in_file == 25U << 20U);
    CHECK_FALSE(usual->clamd);

    config.set("clamd", "localhost:3310");
    config.set("file_megabytes", "5");
    config.set("files_folder", "/srv/files");
    const auto own = files::settings_from(config, "/var/tenant");
    REQUIRE(own);
    CHECK(own->folder == "/srv/files");
    CHECK(own->limits.most_bytes_in_file == 5U << 20U);
    CHECK(own->clamd->address == "localhost:3310");
    config.set("file_megabytes", "0");
    CHECK_FALSE(files::settings_from(config, "/var/tenant"));
}
