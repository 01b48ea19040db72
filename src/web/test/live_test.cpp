#include "web/test/given_site.h"

#include <thread>

using given::Client;
using given::Site;
using namespace std::chrono_literals;

namespace {

std::string handshake(std::string_view target, std::string_view more = "Origin: http://demo\r\n") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: demo\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + std::string(more) + "\r\n";
}

struct Frame {
    int kind = 0;  // 1 text, 8 close, 9 ping
    std::string text;
};

Frame next_frame(Client& client) {
    const auto head = client.take(2);
    if (head.size() < 2) return {};
    std::size_t length = static_cast<unsigned char>(head[1]) & 0x7f;
    if (length == 126) {
        const auto more = client.take(2);
        length = static_cast<unsigned char>(more[0]) * 256u + static_cast<unsigned char>(more[1]);
    }
    return {head[0] & 0x0f, client.take(length)};
}

int close_code(const Frame& frame) {
    return static_cast<unsigned char>(frame.text[0]) * 256 + static_cast<unsigned char>(frame.text[1]);
}

/// Joining happens after the handshake's answer.
void wait_for_listeners(const Site& site, std::size_t count) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (site.live.listeners() != count && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    CHECK(site.live.listeners() == count);
}

}  // namespace

TEST_CASE("an open page hears what is published under its topics, in order") {
    Site site;
    site.open();
    Client page(site.url);
    CHECK(page.ask(handshake("/live?topic=worklist&topic=case.7")).status == 101);
    wait_for_listeners(site, 1);
    site.live.publish("demo", 11, "case.7", R"({"state":"closed"})");
    site.live.publish("demo", 12, "case.8", "1");
    site.live.publish("other", 13, "worklist", "1");
    site.live.publish("demo", 14, "worklist", "[2]");
    CHECK(next_frame(page).text == R"({"position":"11","topic":"case.7","data":{"state":"closed"}})");
    CHECK(next_frame(page).text == R"({"position":"14","topic":"worklist","data":[2]})");
}

TEST_CASE("a page that comes back gets what it missed, or is told to load itself anew") {
    Site site;
    site.live.begin("demo", 100);
    for (int i = 101; i <= 105; ++i) site.live.publish("demo", i, "t", std::to_string(i));
    site.open();
    Client back(site.url), away_too_long(site.url);
    CHECK(back.ask(handshake("/live?topic=t&after=103")).status == 101);
    CHECK(next_frame(back).text == R"({"position":"104","topic":"t","data":104})");
    CHECK(next_frame(back).text == R"({"position":"105","topic":"t","data":105})");
    CHECK(away_too_long.ask(handshake("/live?topic=t&after=50")).status == 101);
    CHECK(next_frame(away_too_long).text == R"({"reset":true,"position":"105"})");
}

TEST_CASE("a page that missed more than its queue holds is told to load itself anew") {
    Site site;
    site.live.begin("demo", 100);
    for (int i = 101; i <= 500; ++i) site.live.publish("demo", i, i % 2 == 0 ? "even" : "odd", "1");
    for (int i = 501; i <= 600; ++i) site.live.publish("demo", i, "odd", "1");
    site.open();
    Client few(site.url), many(site.url);
    CHECK(few.ask(handshake("/live?topic=even&after=100")).status == 101);
    CHECK(next_frame(few).text == R"({"position":"102","topic":"even","data":1})");
    CHECK(many.ask(handshake("/live?topic=odd&after=100")).status == 101);
    CHECK(next_frame(many).text == R"({"reset":true,"position":"600"})");
}

TEST_CASE("only our own pages may open a live socket, for topics they may follow") {
    Site site;
    site.open();
    CHECK(site.ask(handshake("/live?topic=t", "Origin: http://evil.example\r\n")).status == 403);
    CHECK(site.ask(handshake("/live?topic=t", "")).status == 403);
    CHECK(site.ask(handshake("/live?topic=secret")).status == 403);
    CHECK(site.ask(handshake("/live?topic=t&after=-1")).status == 400);
    CHECK(site.get_now("/live?topic=t").status == 426);
}

TEST_CASE("a reader that falls behind is closed and others hear on") {
    Site site;
    site.options.most_live_queue = 20;
    site.open();
    Client stuck(site.url), fine(site.url);
    CHECK(stuck.ask(handshake("/live?topic=big")).status == 101);
    CHECK(fine.ask(handshake("/live?topic=small")).status == 101);
    wait_for_listeners(site, 2);
    const auto json = '"' + std::string(1 << 20, 'x') + '"';
    for (int i = 1; i <= 60; ++i) site.live.publish("demo", i, "big", json);
    wait_for_listeners(site, 1);
    site.live.publish("demo", 61, "small", "1");
    CHECK(next_frame(fine).text == R"({"position":"61","topic":"small","data":1})");
}

TEST_CASE("an open page is pinged, and given up when it never answers") {
    Site site;
    site.options.live_ping = 40ms;
    site.open();
    Client dead(site.url);
    CHECK(dead.ask(handshake("/live?topic=t")).status == 101);
    CHECK(next_frame(dead).kind == 9);
    while (next_frame(dead).kind == 9) {}
    CHECK(dead.is_closed());
    wait_for_listeners(site, 0);
}

TEST_CASE("stopping closes live sockets with 1001") {
    Site site;
    site.open();
    Client page(site.url);
    CHECK(page.ask(handshake("/live?topic=t")).status == 101);
    wait_for_listeners(site, 1);
    std::thread stopping([&] { site.server->stop(); });
    const auto frame = next_frame(page);
    CHECK(frame.kind == 8);
    CHECK(close_code(frame) == 1001);
    page.finish_sending();
    stopping.join();
}

TEST_CASE("a frame that breaks the protocol ends that socket only, even if its page does not hang up") {
    Site site;
    site.options.head_time = 200ms;
    site.open();
    Client page(site.url), fine(site.url);
    CHECK(fine.ask(handshake("/live?topic=t")).status == 101);
    CHECK(page.ask(handshake("/live?topic=t")).status == 101);
    page.send(std::string(20, '\xff'));
    while (next_frame(page).kind == 1) {}
    CHECK(page.is_closed());
    wait_for_listeners(site, 1);
}
