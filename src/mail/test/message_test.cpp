#include <doctest/doctest.h>

#include "base/text.h"
#include "mail/encoding.h"
#include "mail/message.h"
#include "mail/test/folder.h"

using namespace std::string_literals;
using mail::Address;
using mail::Message;

namespace {

const Instant some_day = *base::parse_iso("2026-11-22T09:30:00Z");

Message some_message() {
    return {.from = {*Address::parse("no-reply@council.example"), "Our Council"},
            .to = {*Address::parse("ann@example.com"), "Ann Lee"},
            .subject = "Your report",
            .text = "Thank you.",
            .message_id = mail::make_message_id("op-1", "council.example"),
            .date = some_day};
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

std::string json_list(const std::vector<std::string>& items) {
    std::string out = "[";
    for (const auto& item : items) out += (out.size() > 1 ? "," : "") + item;
    return out + "]";
}

/// What an independent reader must find in the message.
std::string meant_by(const std::string& what, const Message& m, const std::string& subject, const std::string& name) {
    const auto quote = [](std::string_view text) { return base::json_string(text); };
    std::vector<std::string> headers{"\"Date\"", "\"From\"", "\"To\"", "\"Subject\"", "\"Message-ID\""};
    if (m.auto_submitted != mail::AutoSubmitted::no)
        headers.insert(headers.end(), {"\"Auto-Submitted\"", "\"X-Auto-Response-Suppress\""});
    headers.insert(headers.end(), {"\"Content-Language\"", "\"MIME-Version\"", "\"Content-Type\""});
    if (m.html.empty() && m.attachments.empty()) headers.push_back("\"Content-Transfer-Encoding\"");
    std::vector<std::string> files;
    for (const auto& a : m.attachments)
        files.push_back(json_list(
            {quote(base::tidy_line(a.name)), quote(a.type), quote(base::to_hex(std::as_bytes(std::span(a.bytes))))}));
    return "{\"what\":" + quote(what) + ",\"headers\":" + json_list(headers) +
           ",\"From\":" + json_list({quote("Our Council"), quote(m.from.address.text())}) +
           ",\"To\":" + json_list({quote(name), quote(m.to.address.text())}) + ",\"Subject\":" + quote(subject) +
           ",\"Date\":\"Sun, 22 Nov 2026 09:30:00 +0000\",\"Message-ID\":" + quote("<" + m.message_id + ">") +
           ",\"text\":" + quote(base::tidy_text(m.text)) + ",\"html\":" + quote(m.html) +
           ",\"attachments\":" + json_list(files) + "}";
}

/// One-line texts as residents and attackers send them.
std::vector<std::string> one_liners() {
    return {"Ann Lee",
            "x\r\nBcc: eve@example.com",
            "x\nBcc: eve@example.com",
            "x\rBcc: eve@example.com",
            "x\r\n\r\n<script>alert(1)</script>",
            "nul\0inside"s,
            "line\xe2\x80\xa8separator\xe2\x80\xa9paragraph",
            "right\xe2\x80\xaeto left",
            "isolate\xe2\x81\xa6inside\xe2\x81\xa9",
            "Siân Llŷr o Bont-y-pŵl",
            "😀👩‍👩‍👧‍👦 family",
            "Lee, Ann (\"The Boss\") \\ <ann@bank.example>",
            "ann@bank.example",
            "=?utf-8?B?eA0KQmNjOiBldmVAZXhhbXBsZS5jb20=?=",
            "=?utf-8?Q?x=0D=0ABcc:_eve?=",
            ".",
            "..",
            "...dots",
            "{{7*7}} ${x} <%= %> %n%s",
            "مرحبا بالعالم",
            "bad\xff\xc3(utf8",
            "\xef\xbb\xbf"
            "bom",
            "quote\"inside",
            "back\\slash",
            "comma, semi; colon: at@",
            std::string(60, 'w'),
            std::string(61, 'w'),
            std::string(90, 'w') + " " + std::string(9, 'v'),
            "a few words that go on and on until the line has to be folded somewhere in the middle of it, twice"};
}

}  // namespace

TEST_CASE("an independent reader finds in every message exactly what was meant") {
    const mail::test::Folder folder;
    int number = 0;
    const auto add = [&](const std::string& what, const Message& m, const std::string& subject,
                         const std::string& name) {
        const auto stem = folder.path() + "/" + std::to_string(++number);
        mail::test::write_file(stem + ".eml", mail::compose(m));
        mail::test::write_file(stem + ".json", meant_by(what, m, subject, name));
    };
    const auto add_plain = [&](const std::string& what, const Message& m) { add(what, m, m.subject, m.to.name); };

    for (const auto& line : one_liners()) {
        auto m = some_message();
        m.subject = line;
        m.to.name = line;
        const auto tidy = base::tidy_line(line);
        add("subject and name", m, tidy, std::string(base::first_characters(tidy, 100)));
    }
    for (const auto& text :
         {""s, "one"s, " leading"s, "a\n b\n> quoted\nFrom here\n.\n..\n\n\nend"s, std::string(2000, 'x'),
          std::string(2000, ' ') + "x", std::string(300, 'x') + " tail",
          "Croeso i Bont-y-pŵl\n\nDiolch – “dyfyniad” €5"s, "😀"s, "a = b; c=3D"s, "> "s,
          "word "s + std::string(100, 'y') + " word", "trailing blanks   \nnext"s, "tab\there"s, "--\nsignature"s}) {
        auto m = some_message();
        m.text = text;
        add_plain("text", m);
        m.html = "<p>" + std::string(2000, '.') + "</p>\n\n<p>From ŵ = x </p> \n.\n";
        add_plain("text and html", m);
    }
    std::string words;
    for (int i = 0; i < 3000; ++i) words += "wörd" + std::to_string(i * 7919 % 1000) + (i % 37 ? " " : "\n");
    auto long_one = some_message();
    long_one.text = words;
    long_one.auto_submitted = mail::AutoSubmitted::no;
    add_plain("long text", long_one);

    auto with_files = some_message();
    with_files.html = "<p>x</p>\n";
    with_files.attachments = {{"letter.pdf", "application/pdf", "%PDF-1.4 \0\r\n.\r\n"s},
                              {"llythyr Siân.pdf", "application/pdf", std::string(10'000, '\xff')},
                              {std::string(90, 'n') + ".txt", "text/plain", ""},
                              {"x\"; filename=evil.exe\r\nBcc: y", "image/png", "x"},
                              {"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀.png", "image/png", "x"}};
    add_plain("files", with_files);

    const auto [status, output] = mail::test::run("python3 src/mail/test/read_back.py " + folder.path());
    INFO(output);
    CHECK(status == 0);
}

TEST_CASE("a subject of 10 kB is cut, and stays one header") {
    auto m = some_message();
    m.subject = std::string(10'000, 'x');
    const auto bytes = mail::compose(m);
    CHECK(count(bytes, "\r\nSubject:") == 1);
    CHECK(bytes.size() < 2000);
}

TEST_CASE("the same message gives the same bytes, and one operation the same Message-ID") {
    auto m = some_message();
    m.html = "<p>x</p>";
    CHECK(mail::compose(m) == mail::compose(m));
    CHECK(mail::make_message_id("7f3a-01", "council.example") == "7f3a-01@council.example");
    CHECK(mail::make_message_id("a b\r\nc", "council.example") == mail::make_message_id("a b\r\nc", "council.example"));
    CHECK(mail::make_message_id("a b\r\nc", "council.example").size() == 40 + 16);
    CHECK(mail::make_message_id("a..b", "x.example") != "a..b@x.example");
}

TEST_CASE("an answer names what it answers, unless that could not be a Message-ID") {
    auto m = some_message();
    m.auto_submitted = mail::AutoSubmitted::replied;
    m.in_reply_to = "<CAF=1+x@mail.example>";
    const auto bytes = mail::compose(m);
    CHECK(count(bytes, "\r\nIn-Reply-To: <CAF=1+x@mail.example>\r\nReferences: <CAF=1+x@mail.example>\r\n") == 1);
    CHECK(count(bytes, "\r\nAuto-Submitted: auto-replied\r\n") == 1);
    for (const auto& hostile :
         {"a@b>\r\nBcc: <eve@example.com"s, "a b@c"s, std::string(64'000, 'a') + "@b", "a@b\0"s, "ab"s, ""s}) {
        m.in_reply_to = hostile;
        CHECK(count(mail::compose(m), "In-Reply-To") == 0);
    }
}

TEST_CASE("a file's type that is none, or would be parsed as mail, becomes plain bytes") {
    for (const auto& type :
         {"text/html\r\nX: y"s, "text"s, "/"s, "message/rfc822"s, "multipart/mixed"s, "a/b; c=d"s, ""s}) {
        auto m = some_message();
        m.attachments = {{"f", type, "x"}};
        CHECK(count(mail::compose(m), "Content-Type: application/octet-stream\r\n") == 1);
    }
}

TEST_CASE("no encoded line begins with a dot or with From") {
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += std::string(static_cast<std::size_t>(i), 'a') + ".From .From here\n.x\nFrom y\n";
    const auto encoded = "\r\n" + mail::quoted_printable(text);
    CHECK(encoded.find("\r\n.") == encoded.npos);
    CHECK(encoded.find("\r\nFrom") == encoded.npos);
}
