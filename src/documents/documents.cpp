#include "documents/documents.h"

#include <algorithm>

namespace documents {
namespace {

using html::operator""_html;

// A4; the margins keep clear of what a printer cannot reach. No opacity, no floats: what is painted first is read first.
constexpr auto common_style = R"css(
@page { size: A4; margin: 18mm 18mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt "Liberation Sans" } }
html { font: 12pt/1.4 "Liberation Sans", "DejaVu Sans", sans-serif; color: #0b0c0c }
body { margin: 0 }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 6mm }
h2 { font-size: 14pt; line-height: 1.25; margin: 7mm 0 2mm; break-after: avoid }
h3 { font-size: 12pt; line-height: 1.3; margin: 5mm 0 1mm; break-after: avoid }
p { margin: 0 0 3mm; orphans: 2; widows: 2 }
ul, ol { margin: 0 0 3mm; padding-left: 7mm }
a { color: #0b0c0c; text-decoration: none }
blockquote { margin: 0 0 3mm; padding-left: 4mm; border-left: 1mm solid #b1b4b6 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: 1mm 3mm 1mm 0; border-bottom: 0.3mm solid #b1b4b6 }
)css"_html;
constexpr auto large_style = R"css(
html { font-size: 18pt } h1 { font-size: 26pt } h2 { font-size: 21pt } h3 { font-size: 18pt }
@page { @bottom-right { font-size: 16pt } }
)css"_html;

}  // namespace

std::string to_html(const Paper& paper) {
    html::Html out = "<!doctype html>"_html;
    (out << "<html"_html).attribute("lang", paper.language == base::Language::welsh ? "cy" : "en-GB");
    out << "><head><meta charset=\"utf-8\"><title>"_html << paper.title << "</title><style>"_html << common_style << paper.style;
    if (paper.large_print) out << large_style;
    out << "</style></head><body>"_html << paper.body << "</body></html>"_html;
    return std::move(out).str();
}

int pages_in(std::string_view pdf) {
    int pages = 0;
    constexpr std::string_view mark = "/Type /Page\n";  // as the one who writes them breaks the line
    for (auto at = pdf.find(mark); at != pdf.npos; at = pdf.find(mark, at + mark.size())) ++pages;
    return pages;
}

}  // namespace documents
