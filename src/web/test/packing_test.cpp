#include "web/packing.h"

#include <doctest/doctest.h>

TEST_CASE("a page for everybody is packed for a browser that can open it, and for no other") {
    const std::string text(5000, 'a');
    web::Request request;
    CHECK(web::packed(web::page(text), request).body() == text);
    request.headers.add("Accept-Encoding", "br, gzip");
    const auto answer = web::packed(web::page(text), request);
    CHECK(answer.headers().text("Content-Encoding") == "gzip");
    CHECK(answer.headers().text("Vary") == "Accept-Encoding");
    CHECK(answer.body().size() < 100);
    CHECK(answer.body().starts_with("\x1f\x8b\x08"));
}

TEST_CASE("what is packed is what gunzip opens") {
    // as `printf 'one two one two one two' | gzip -n` ends: sum and length
    const auto packed = web::gzip("one two one two one two");
    CHECK(packed.substr(packed.size() - 8) == std::string("\x39\x9e\x16\x4f" "\x17\0\0\0", 8));
    CHECK(web::gzip("").size() > 18);
}

TEST_CASE("pieces that are packed apart tell nothing of each other by their length") {
    const std::string secret = "<li>14 Dyer Lane, behind the mill", guess = "<li>14 Dyer Lane, behind the mill", other = "<li>21 Firth Road, beside the pub";
    CHECK(web::gzip(secret + guess).size() < web::gzip(secret + other).size());
    CHECK(web::gzip_apart(secret + guess, "<li").size() == web::gzip_apart(secret + secret, "<li").size());
    const auto apart = [&](const std::string& second) { return web::gzip_apart(secret + second, "<li").size() - web::gzip_apart(second, "<li").size(); };
    CHECK(apart(guess) == apart(other));
    CHECK(web::gzip_apart("no mark", "<li") == web::gzip("no mark"));
}
