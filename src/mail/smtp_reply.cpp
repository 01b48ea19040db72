#include "mail/smtp_reply.h"

#include "base/text.h"

#include <array>
#include <utility>

namespace mail {
namespace {

constexpr std::array<std::string_view, 8> stage_names{"greeting", "hello",     "tls",  "sign-in",
                                                      "sender",   "recipient", "data", "content"};

}  // namespace

Stage stage_of(std::string_view command, Stage before) {
    constexpr std::pair<std::string_view, Stage> openings[] = {
        {"EHLO", Stage::hello},  {"HELO", Stage::hello},     {"STARTTLS", Stage::tls}, {"AUTH", Stage::sign_in},
        {"MAIL", Stage::sender}, {"RCPT", Stage::recipient}, {"DATA", Stage::data},
    };
    for (const auto& [opening, stage] : openings)
        if (command.starts_with(opening)) return stage;
    return before;
}

std::string without_addresses(std::string_view line) {
    const auto tidy = base::tidy_line(line);
    std::string out;
    for (const auto word : base::split(tidy, ' ')) {
        if (!out.empty()) out += ' ';
        out += word.find('@') == word.npos ? word : "[address]";
    }
    return std::string(base::first_characters(out, 200));
}

bool refused_for_good(Stage stage, int code) {
    if (code < 500 || code > 599 || code == 530) return false;  // 530: sign in first
    if (stage == Stage::sender) return code == 552;
    return stage == Stage::recipient || stage == Stage::data || stage == Stage::content;
}

Refusal not_sent(Stage stage, int code, std::string_view line) {
    const bool for_good = refused_for_good(stage, code);
    return Refusal{
        for_good ? Kind::invalid : Kind::unavailable,
        for_good ? "mail.refused" : "mail.later",
        {},
        "smtp " + std::string(stage_names[static_cast<std::size_t>(stage)]) + ": " + without_addresses(line)};
}

}  // namespace mail
