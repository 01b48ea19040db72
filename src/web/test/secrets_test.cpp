#include "base/text.h"
#include "db/test/given.h"
#include "web/secrets.h"

namespace {

std::string hex(const std::string& bytes) { return base::to_hex(std::as_bytes(std::span(bytes))); }

}  // namespace

TEST_CASE("a signature is HMAC-SHA-256 as RFC 4231 has it") {
    CHECK(hex(web::signature(std::string(20, '\x0b'), "Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hex(web::signature("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hex(web::signature(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a secret is made once and is the same for everybody, and another for another purpose") {
    for (const auto engine : given::engines()) {
        given::Tenant tenant(engine);
        base::SystemRandom random;
        const db::Context now{.actor = "test", .channel = "web", .request_id = "test", .now = given::start};
        const auto first = web::secret_for(*tenant.db, now, random, "following");
        REQUIRE(first);
        CHECK(first->size() == 64);
        CHECK(web::secret_for(*tenant.db, now, random, "following").value() == *first);
        CHECK(web::secret_for(*tenant.db, now, random, "another").value() != *first);
    }
}
