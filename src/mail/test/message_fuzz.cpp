// Whatever stands in a message, its bytes keep the promises of mail/message.h.

#include "mail/message.h"

#include <cstdint>
#include <cstdlib>

namespace {

void demand(bool promise) {
    if (!promise) std::abort();
}

std::string_view cut(std::string_view& rest) {
    const auto part = rest.substr(0, rest.find('\x01'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    return part;
}

void check_lines(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = bytes.find("\r\n", at);
        demand(end != bytes.npos && end - at <= 998);
        const auto line = bytes.substr(at, end - at);
        for (const char c : line) demand(c >= ' ' && c < 0x7f);
        at = end + 2;
    }
}

std::size_t headers_in(std::string_view head) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < head.size(); at = head.find("\r\n", at) + 2) count += head[at] != ' ';
    return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const auto sender = *mail::Address::parse("no-reply@council.example");
    mail::Message m{.from = {sender, std::string(cut(rest))}, .to = {sender, std::string(cut(rest))}};
    if (auto typed = mail::Address::parse(cut(rest))) {
        demand(typed->text().size() <= 254 && typed->text().find_first_of("\r\n <>\",;") == std::string::npos);
        demand(*mail::Address::parse(typed->text()) == *typed);
        m.to.address = *typed;
    }
    m.subject = cut(rest);
    m.text = cut(rest);
    m.html = cut(rest);
    m.message_id = mail::make_message_id(cut(rest), "council.example");
    m.in_reply_to = cut(rest);
    m.attachments = {{std::string(cut(rest)), std::string(cut(rest)), std::string(rest)}};
    const auto bytes = mail::compose(m);
    check_lines(bytes);
    const auto head = std::string_view(bytes).substr(0, bytes.find("\r\n\r\n") + 2);
    const bool answers = head.find("\r\nIn-Reply-To:") != head.npos;
    demand(headers_in(head) == (answers ? 12u : 10u));
    return 0;
}
