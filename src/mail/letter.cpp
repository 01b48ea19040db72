#include "mail/letter.h"

#include "base/text.h"

namespace mail {
namespace {

using namespace html;  // for the literal

// Mail readers know no style sheets: every element carries its own.
constexpr Literal paragraph_start = "<p style=\"margin:0 0 20px;font-size:19px;line-height:1.4\" dir=\"auto\">"_html;
constexpr Literal quote_start =
    "<blockquote style=\"margin:0 0 20px;padding:0 0 0 15px;border-left:10px solid #b1b4b6\">"_html;
constexpr Literal row_label_start =
    "<th scope=\"row\" style=\"padding:10px 20px 10px 0;border-bottom:1px solid #b1b4b6;text-align:left;"
    "vertical-align:top;font-size:19px\">"_html;
constexpr Literal row_value_start =
    "<td dir=\"auto\" style=\"padding:10px 0;border-bottom:1px solid #b1b4b6;vertical-align:top;font-size:19px;"
    "overflow-wrap:anywhere\">"_html;

std::vector<std::string_view> paragraphs_of(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find("\n\n", at), text.size());
        if (const auto one = base::trim(text.substr(at, end - at)); !one.empty()) found.push_back(one);
        at = end + 2;
    }
    return found;
}

Html with_line_breaks(std::string_view text) {
    Html out;
    bool first = true;
    for (const auto line : base::split(text, '\n')) {
        if (!first) out << "<br>\n"_html;
        out << line;
        first = false;
    }
    return out;
}

Html paragraphs(std::string_view text) {
    Html out;
    for (const auto one : paragraphs_of(text)) out << paragraph_start << with_line_breaks(one) << "</p>\n"_html;
    return out;
}

std::string_view code_of(base::Language language) { return language == base::Language::welsh ? "cy" : "en"; }

/// The address, if it leads somewhere from inside an e-mail; a relative one would not.
std::string linkable(std::string_view address) {
    const auto safe = safe_url(base::tidy_line(address));
    for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"})
        if (base::equal_ignoring_case(std::string_view(safe).substr(0, scheme.size()), scheme)) return safe;
    return {};
}

}  // namespace

std::string lay_out(const Layout& layout, const Html& body) {
    const auto language = code_of(layout.language);
    const auto title = base::tidy_line(layout.title);
    Html out;
    out.reserve(body.size() + 3000);
    out << "<!DOCTYPE html>\n<html"_html;
    out.attribute("lang", language)
        << ">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"_html
        << title
        << "</title>\n</head>\n<body style=\"margin:0;padding:0;background:#ffffff;color:#0b0c0c;"
           "font-family:Arial,Helvetica,sans-serif\">\n"_html;
    // Many readers drop <html> and with it the language, so the column says it again.
    out << "<div role=\"main\""_html;
    out.attribute("lang", language) << " style=\"max-width:580px;margin:0 auto;padding:20px\">\n"
                                       "<p style=\"margin:0 0 30px;padding:0 0 10px;border-bottom:2px solid #0b0c0c;"
                                       "font-size:24px;font-weight:bold\">"_html
                                    << base::tidy_line(layout.sender)
                                    << "</p>\n<h1 style=\"margin:0 0 20px;font-size:32px;line-height:1.2\">"_html
                                    << title << "</h1>\n"_html << body;
    const auto footer = base::tidy_text(layout.footer);
    if (!footer.empty())
        out << "<hr style=\"margin:30px 0 20px;border:0;border-top:1px solid #b1b4b6\">\n"
               "<p style=\"margin:0;font-size:16px;line-height:1.4\">"_html
            << with_line_breaks(footer) << "</p>\n"_html;
    out << "</div>\n</body>\n</html>\n"_html;
    return std::move(out).str();
}

void Letter::say(std::string_view block) {
    if (block.empty()) return;
    if (!text_.empty()) text_ += "\n\n";
    text_ += block;
}

Letter& Letter::heading(std::string_view words) {
    const auto line = base::tidy_line(words);
    body_ << "<h2 style=\"margin:30px 0 15px;font-size:24px;line-height:1.2\">"_html << line << "</h2>\n"_html;
    say(line);
    return *this;
}

Letter& Letter::paragraph(std::string_view words) {
    const auto tidy = base::tidy_text(words);
    body_ << paragraphs(tidy);
    say(tidy);
    return *this;
}

Letter& Letter::rows(std::initializer_list<Row> rows) {
    Html lines;
    std::string said;
    for (const auto& [label, value] : rows) {
        const auto shown = base::tidy_line(value);
        if (shown.empty()) continue;
        lines << "<tr>"_html << row_label_start << label << "</th>"_html << row_value_start << shown
              << "</td></tr>\n"_html;
        said += (said.empty() ? "" : "\n") + std::string(label) + ": " + shown;
    }
    if (said.empty()) return *this;
    body_ << "<table style=\"width:100%;margin:0 0 25px;border-collapse:collapse\">\n"_html << lines
          << "</table>\n"_html;
    say(said);
    return *this;
}

Letter& Letter::link(std::string_view words, std::string_view address) {
    const auto target = linkable(address);
    if (target.empty()) return paragraph(words);
    body_ << paragraph_start << "<a style=\"color:#1d70b8\""_html;
    body_.url("href", target) << ">"_html << base::tidy_line(words) << "</a></p>\n"_html;
    say(base::tidy_line(words) + ":\n" + target);
    return *this;
}

Letter& Letter::quote(std::string_view words) {
    const auto tidy = base::tidy_text(words);
    if (tidy.empty()) return *this;
    body_ << quote_start << paragraphs(tidy) << "</blockquote>\n"_html;
    std::string said;
    for (const auto line : base::split(tidy, '\n')) said += (said.empty() ? "> " : "\n> ") + std::string(line);
    say(said);
    return *this;
}

Letter& Letter::part(const Html& markup, std::string_view as_text) {
    body_ << markup;
    say(base::tidy_text(as_text));
    return *this;
}

std::string Letter::text() const {
    std::string out = base::tidy_line(layout_.title);
    for (const std::string_view block : {std::string_view(text_), std::string_view(layout_.footer)})
        if (const auto tidy = base::tidy_text(block); !tidy.empty()) out += (out.empty() ? "" : "\n\n") + tidy;
    return out;
}

}  // namespace mail
