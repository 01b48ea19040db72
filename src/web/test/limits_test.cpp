#include "web/test/given_site.h"

#include "web/addresses.h"

#include <poll.h>

#include <condition_variable>
#include <future>
#include <mutex>

using given::Client;
using given::form_post;
using given::hello;
using given::Site;
using web::Method;
using namespace std::chrono_literals;

namespace {

/// Holds handlers until it is opened.
struct Barrier {
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    int waiting = 0;
    void wait() {
        std::unique_lock lock(mutex);
        ++waiting;
        changed.notify_all();
        changed.wait_for(lock, 20s, [&] { return open; });
    }
    void until_waiting(int count) {
        std::unique_lock lock(mutex);
        CHECK(changed.wait_for(lock, 10s, [&] { return waiting >= count; }));
    }
    void release() {
        const std::scoped_lock lock(mutex);
        open = true;
        changed.notify_all();
    }
};

}  // namespace

TEST_CASE("a head that trickles in is cut off with 408, and nobody else waits") {
    Site site;
    site.options.head_time = 60ms;
    site.get("/", hello).open();
    Client slow(site.url);
    slow.send("GET / HTTP/1.1\r\nHost: x\r\nX-a: b\r\n");
    CHECK(site.get_now("/").status == 200);
    CHECK(slow.answer().status == 408);
    CHECK(slow.is_closed());
}

TEST_CASE("a body that stops coming is cut off") {
    Site site;
    site.options.body_time = 60ms;
    site.api(Method::post, "/", hello).open();
    Client slow(site.url);
    slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
    CHECK(slow.answer().status == 408);
    CHECK(slow.is_closed());
}

TEST_CASE("an idle connection is closed without a word, and one never used too") {
    Site site;
    site.options.idle_time = 60ms;
    site.get("/", hello).open();
    Client used(site.url), unused(site.url);
    CHECK(used.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").status == 200);
    CHECK(used.is_closed());
    CHECK(unused.is_closed());
}

TEST_CASE("a reader that takes nothing is dropped") {
    Site site;
    site.options.write_time = 60ms;
    std::promise<void> ended;
    struct AtEnd {
        std::promise<void>* promise;
        ~AtEnd() { promise->set_value(); }
    };
    auto at_end = std::make_shared<AtEnd>(&ended);
    site.get("/", [&at_end](auto&, auto&) {
        const auto without_end = [held = std::exchange(at_end, nullptr)](std::string& piece) {
            piece.assign(1 << 20, 'x');
            return true;
        };
        return web::download(without_end, "x.txt", "text/plain");
    });
    site.open();
    Client client(site.url);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(ended.get_future().wait_for(10s) == std::future_status::ready);
}

TEST_CASE("more connections than allowed are turned away, and let in again when others leave") {
    Site site;
    site.options.most_per_client = 3;
    site.get("/", hello).open();
    const auto ask = [](Client& client) { return client.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").status; };
    Client a(site.url), b(site.url);
    CHECK(ask(a) == 200);
    CHECK(ask(b) == 200);
    {
        Client c(site.url);
        CHECK(ask(c) == 200);
        Client d(site.url);
        CHECK(ask(d) == 0);
        c.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        CHECK(c.answer().status == 200);
        c.finish_sending();
        CHECK(c.is_closed());
    }
    int status = 0;
    for (int i = 0; i < 1000 && status == 0; ++i) {
        Client again(site.url);
        status = ask(again);
    }
    CHECK(status == 200);
}

TEST_CASE("when every worker is busy and the queue is full, the next request is told to come back") {
    Site site;
    Barrier barrier;
    site.options.workers = 2;
    site.options.most_waiting = 1;
    site.get("/", [&](auto&, auto&) { return barrier.wait(), web::page("done"); }).open();
    Client a(site.url), b(site.url), c(site.url), d(site.url);
    const char* request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    a.send(request);
    barrier.until_waiting(1);
    b.send(request);
    barrier.until_waiting(2);
    c.send(request);
    d.send(request);  // one of the two gets the queue's only place
    pollfd both[] = {{c.fd(), POLLIN, 0}, {d.fd(), POLLIN, 0}};
    REQUIRE(poll(both, 2, 10'000) == 1);
    auto& refused = both[0].revents ? c : d;
    auto& queued = both[0].revents ? d : c;
    CHECK(refused.answer().status == 503);
    CHECK(site.get_now("/healthz").status == 200);
    barrier.release();
    CHECK(a.answer().body == "done");
    CHECK(b.answer().body == "done");
    CHECK(queued.answer().body == "done");
}

TEST_CASE("a client that asks too often gets 429 and when to come back, others go on") {
    Site site;
    site.options.per_client = {60, 5};
    site.options.trusted_proxies = {"127.0.0.1"};
    site.get("/", hello).open();
    const auto from = [&](const char* address) { return site.get_now("/", "X-Forwarded-For: " + std::string(address) + "\r\n"); };
    for (int i = 0; i < 5; ++i) CHECK(from("10.0.0.1").status == 200);
    const auto limited = from("10.0.0.1");
    CHECK(limited.status == 429);
    CHECK(limited.header("Retry-After") == "1");
    CHECK(from("10.0.0.2").status == 200);
    CHECK(from("10.9.9.9, 10.0.0.1").status == 429);  // what the client says itself is not believed
    site.clock.advance(1s);
    CHECK(from("10.0.0.1").status == 200);
}

TEST_CASE("a signed-in account has an allowance of its own, wherever it asks from") {
    Site site;
    site.options.per_account = {60, 2};
    site.api(Method::get, "/", hello).open();
    const auto ask = [&] { return site.get_now("/", "Authorization: Bearer staff-token\r\n").status; };
    CHECK(ask() == 200);
    CHECK(ask() == 200);
    CHECK(ask() == 429);
    CHECK(site.get_now("/").status == 200);
}

TEST_CASE("a bucket fills with time, not with a clock set back, and strangers cost no memory") {
    web::RateLimit limit({60, 2}, 100);
    auto now = given::start;
    CHECK_FALSE(limit.spend("a", now));
    CHECK_FALSE(limit.spend("a", now));
    CHECK(limit.spend("a", now) == 1s);
    CHECK(limit.spend("a", now - 1h));
    CHECK(limit.spend("a", now - 1h + 500ms));
    CHECK_FALSE(limit.spend("a", now + 2s));
    for (int i = 0; i < 10'000; ++i) limit.spend(std::to_string(i), now);
    CHECK(limit.keys() <= 100);
    web::RateLimit none({0, 0});
    for (int i = 0; i < 100; ++i) CHECK_FALSE(none.spend("a", now));
}

TEST_CASE("only a trusted proxy is believed about who is behind it") {
    const auto trusted = *web::AddressSet::parse({"10.0.0.0/8", "::1"});
    CHECK(web::client_behind("10.1.2.3", "203.0.113.7", trusted) == "203.0.113.7");
    CHECK(web::client_behind("10.1.2.3", "1.1.1.1, 203.0.113.7, 10.0.0.9", trusted) == "203.0.113.7");
    CHECK(web::client_behind("203.0.113.7", "1.1.1.1", trusted) == "203.0.113.7");
    CHECK(web::client_behind("::1", "nonsense", trusted) == "::1");
    CHECK(web::client_behind("::1", "", trusted) == "::1");
    CHECK(web::plain_address("::ffff:10.0.0.1") == "10.0.0.1");
    CHECK(web::limit_key("2001:db8:1:2:3::4") == web::limit_key("2001:db8:1:2:ffff::9"));
    CHECK(web::limit_key("2001:db8:1:2::1") != web::limit_key("2001:db8:1:3::1"));
    CHECK_FALSE(web::AddressSet::parse({"10.0.0.0/33"}));
    CHECK_FALSE(web::AddressSet::parse({"proxy"}));
}

TEST_CASE("stopping lets what is under way finish, takes nothing new, and ends what is idle") {
    Site site;
    Barrier barrier;
    site.get("/slow", [&](auto&, auto&) { return barrier.wait(), web::page("done"); }).get("/", hello).open();
    Client idle(site.url), busy(site.url);
    CHECK(idle.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").status == 200);
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    barrier.until_waiting(1);
    auto stopped = std::async(std::launch::async, [&] { site.server->stop(); });
    CHECK(idle.is_closed());
    barrier.release();
    const auto answer = busy.answer();
    CHECK(answer.body == "done");
    CHECK(answer.header("Connection") == "close");
    CHECK(stopped.wait_for(10s) == std::future_status::ready);
}

TEST_CASE("stopping does not wait for ever") {
    Site site;
    site.options.stop_time = 50ms;
    site.api(Method::post, "/", hello).open();
    Client stuck(site.url);
    stuck.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
    CHECK(stuck.answer().status == 100);
    site.server->stop();
    CHECK(stuck.is_closed());
}

TEST_CASE("an address that is taken or is none is refused with a reason") {
    Site first, second;
    first.open();
    second.options.listen = first.url.substr(7);
    const auto start = [](Site& site) {
        web::Server server(site.options, web::House{site.router, site.tenants, site.gate, site.live, site.clock, site.random});
        return server.start();
    };
    CHECK(start(second).error().key == "web.bad_listen");
    second.options.listen = "nonsense";
    CHECK(start(second).error().key == "web.bad_listen");
    second.options.listen = "127.0.0.1:0";
    second.options.tls_certificate = "/nonexistent";
    CHECK(start(second).error().key == "web.bad_tls");
}

TEST_CASE("settings are read, and one out of its bounds is refused by name") {
    base::Config config;
    config.set("rate_client", "0");
    config.set("trusted_proxy", "10.0.0.1, 10.0.0.2");
    config.set("head_time_ms", "250");
    const auto options = web::ServerOptions::from(config);
    REQUIRE(options);
    CHECK(options->per_client.per_minute == 0);
    CHECK(options->trusted_proxies.size() == 2);
    CHECK(options->head_time == 250ms);
    config.set("workers", "0");
    CHECK_FALSE(web::ServerOptions::from(config));
}
