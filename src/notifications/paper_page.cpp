#include "notifications/paper_page.h"

#include "access/qr_picture.h"
#include "base/text.h"

namespace notifications {
namespace {

using html::operator""_html;

// The first page begins 10 mm from the top: 29.5 mm of head, 26.8 mm of address, 28.7 mm of dates, and the text from 95 mm on.
constexpr auto style = R"css(
@page { margin: 18mm 15mm 20mm 25mm }
@page :first { margin-top: 10mm }
.head { height: 29.5mm; overflow: hidden; line-height: 1.25 }
.head .crest { height: 18mm } .head svg { height: 17mm; width: 17mm }
.head .council { font-size: 16pt; font-weight: bold; margin: 0 }
.address { height: 26.8mm; width: 95.4mm; overflow: hidden; margin: 0; font-size: 10pt; line-height: 3.8mm }
.dates { height: 28.7mm; overflow: hidden; text-align: right; font-size: 0.9rem }
.dates p { margin: 0 }
.foot { margin-top: 8mm; font-size: 0.9rem; break-inside: avoid }
.foot p { margin: 0 }
.gh-qr { width: 16mm; height: 16mm }
)css"_html;

void put_head(html::Html& out, const LetterHead& head) {
    out << "<div class=\"head\">"_html;
    if (!head.crest.empty()) out << "<div class=\"crest\">"_html << head.crest << "</div>"_html;
    out << "<p class=\"council\">"_html << head.council << "</p></div>"_html;
}

void put_lines(html::Html& out, std::string_view lines) {
    bool first = true;
    for (const auto line : base::split(lines, '\n')) {
        if (!first) out << "<br>"_html;
        out << line;
        first = false;
    }
}

}  // namespace

documents::Paper on_paper(const LetterHead& head, const Sheet& sheet, const Written& written) {
    html::Html body;
    put_head(body, head);
    body << "<p class=\"address\">"_html;
    put_lines(body, sheet.address);
    body << "</p><div class=\"dates\"><p>"_html << sheet.day << "</p><p>"_html << say("notifications.letter_number", {{"number", sheet.number}}, sheet.language) << "</p></div>"_html;
    body << "<h1>"_html << written.title << "</h1>"_html << written.body;
    body << "<div class=\"foot\">"_html << room::access::qr_picture("GHL" + sheet.number, say("notifications.letter_code", {}, sheet.language));
    if (!head.address.empty()) body << "<p>"_html << say("notifications.letter_back", {{"address", head.address}}, sheet.language) << "</p>"_html;
    body << "</div>"_html;
    return {.title = written.title, .language = sheet.language, .body = std::move(body), .style = style, .large_print = sheet.large_print};
}

}  // namespace notifications
