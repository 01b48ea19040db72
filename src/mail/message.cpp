#include "mail/message.h"

#include "base/text.h"
#include "mail/ascii.h"
#include "mail/encoding.h"

#include <algorithm>
#include <array>

namespace mail {
namespace {

constexpr std::size_t subject_limit = 250;
constexpr std::size_t name_limit = 100;

bool is_safe_in_id(char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; }

bool is_dotted_word(std::string_view text) {
    char before = '.';
    for (const char c : text) {
        if (c == '.' ? before == '.' : !is_safe_in_id(c)) return false;
        before = c;
    }
    return before != '.';
}

/// The id inside "<id>", if it can stand in a header as it is.
std::string_view bare_id(std::string_view id) {
    id = base::trim(id);
    if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
    const auto visible = [](char c) { return c > ' ' && c < 0x7f && c != '<' && c != '>'; };
    const bool sound = id.size() < 250 && id.find('@') != id.npos && std::ranges::all_of(id, visible);
    return sound ? id : std::string_view{};
}

std::string id_header(std::string_view name, std::string_view id) {
    return std::string(name) + ": <" + std::string(id) + ">\r\n";
}

std::string mailbox_header(std::string_view name, const Mailbox& box) {
    const auto shown = base::tidy_line(box.name);
    return mail::mailbox_header(name, base::first_characters(shown, name_limit), box.address.text());
}

std::string shortened(std::string_view subject) {
    const auto line = base::tidy_line(subject);
    const auto kept = base::first_characters(line, subject_limit);
    return kept.size() == line.size() ? line : std::string(kept) + "…";
}

std::string auto_submitted_headers(AutoSubmitted how) {
    if (how == AutoSubmitted::no) return {};
    return std::string("Auto-Submitted: ") + (how == AutoSubmitted::generated ? "auto-generated" : "auto-replied") +
           "\r\nX-Auto-Response-Suppress: All\r\n";
}

/// One press in the reader's program ends it (RFC 2369, RFC 8058). An address that could be read as more than one is left out.
std::string unsubscribe_headers(std::string_view address) {
    constexpr std::size_t most = 900;
    const auto plain = [](char c) { return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != ','; };
    const bool sound = (address.starts_with("https://") || address.starts_with("http://")) && address.size() <= most && std::ranges::all_of(address, plain);
    if (!sound) return {};
    return "List-Unsubscribe:\r\n <" + std::string(address) + ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
}

std::string head_of(const Message& m) {
    std::string out = "Date: " + base::to_mail_date(m.date) + "\r\n";
    out += mailbox_header("From", m.from);
    out += mailbox_header("To", m.to);
    if (m.reply_to) out += mailbox_header("Reply-To", *m.reply_to);
    out += text_header("Subject", shortened(m.subject));
    if (const auto id = bare_id(m.message_id); !id.empty()) out += id_header("Message-ID", id);
    if (const auto id = bare_id(m.in_reply_to); !id.empty())
        out += id_header("In-Reply-To", id) + id_header("References", id);
    out += auto_submitted_headers(m.auto_submitted) + unsubscribe_headers(m.unsubscribe);
    out += std::string("Content-Language: ") + (m.language == base::Language::welsh ? "cy" : "en") + "\r\n";
    return out + "MIME-Version: 1.0\r\n";
}

/// A part: its own headers, a blank line, its body ending in CRLF.
std::string text_part(std::string_view text) {
    const auto flowed = flow(base::tidy_text(text));
    const auto lines = base::split(flowed, '\n');
    const bool fits = std::ranges::all_of(lines, [](auto line) { return line.size() <= 998; });
    const bool bare = fits && is_plain_ascii(flowed);
    return std::string("Content-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: ") +
           (bare ? "7bit" : "quoted-printable") + "\r\n\r\n" + (bare ? flowed : quoted_printable(flowed));
}

std::string html_part(std::string_view html) {
    return "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quoted_printable(base::to_utf8(html));
}

bool is_media_type(std::string_view type) {
    const auto slash = type.find('/');
    const auto word = [](std::string_view part) {
        return !part.empty() && part.size() <= 127 &&
               std::ranges::all_of(part, [](char c) { return is_letter_or_digit(c) || is_one_of(c, "!#$&-^_.+"); });
    };
    // A composite type in base64 is forbidden (RFC 2045 6.4) and would be opened by the reader's parser.
    const bool composite = type.starts_with("multipart/") || type.starts_with("message/");
    return slash != type.npos && !composite && word(type.substr(0, slash)) && word(type.substr(slash + 1));
}

std::string attachment_part(const Attachment& a) {
    const auto type = base::lower_ascii(a.type);
    const auto name = base::tidy_line(a.name);
    const auto shown = name.empty() ? "file" : std::string(base::first_characters(name, name_limit));
    return "Content-Type: " + (is_media_type(type) ? type : "application/octet-stream") +
           "\r\nContent-Disposition: attachment" + parameter("filename", shown) +
           "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64_lines(a.bytes);
}

/// The boundary is a digest of all it parts, so no content can foretell it, and a retry has the same.
std::string multipart(std::string_view kind, const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts) all += base::to_hex(base::sha256(part));
    const auto boundary = "=_" + base::to_hex(base::sha256(all)).substr(0, 40);
    std::string out = "Content-Type: multipart/" + std::string(kind) + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n";
    for (const auto& part : parts) out += "--" + boundary + "\r\n" + part + "\r\n";
    return out + "--" + boundary + "--\r\n";
}

std::string body_of(const Message& m) {
    const auto said =
        m.html.empty() ? text_part(m.text) : multipart("alternative", {text_part(m.text), html_part(m.html)});
    if (m.attachments.empty()) return said;
    std::vector<std::string> parts{said};
    for (const auto& attachment : m.attachments) parts.push_back(attachment_part(attachment));
    return multipart("mixed", parts);
}

}  // namespace

std::string make_message_id(std::string_view operation, std::string_view domain) {
    const bool usable = operation.size() <= 64 && is_dotted_word(operation);
    return (usable ? std::string(operation) : base::to_hex(base::sha256(operation)).substr(0, 40)) + '@' +
           std::string(domain);
}

std::string compose(const Message& m) { return head_of(m) + body_of(m); }

}  // namespace mail
