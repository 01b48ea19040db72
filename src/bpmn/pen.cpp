#include "bpmn/pen.h"

#include <fmt/format.h>

namespace bpmn {

using html::operator""_html;

std::string figure(double value) {
    auto text = fmt::format("{:.1f}", value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

namespace {

std::string list(const std::vector<Point>& points) {
    std::string out;
    for (const auto& point : points) {
        if (!out.empty()) out += ' ';
        out += figure(point.x) + "," + figure(point.y);
    }
    return out;
}

}  // namespace

void Pen::look(const Look& look) {
    out_.attribute("fill", look.fill).attribute("stroke", look.stroke);
    if (look.stroke != none) out_.attribute("stroke-width", figure(look.width));
    out_.attribute_if("stroke-dasharray", look.dashes);
    out_ << "/>"_html;
}

void Pen::box(const Bounds& box, double radius, const Look& how) {
    out_ << "<rect"_html;
    out_.attribute("x", figure(box.x))
        .attribute("y", figure(box.y))
        .attribute("width", figure(box.width))
        .attribute("height", figure(box.height));
    if (radius > 0) out_.attribute("rx", figure(radius));
    look(how);
}

void Pen::circle(Point middle, double radius, const Look& how) {
    out_ << "<circle"_html;
    out_.attribute("cx", figure(middle.x)).attribute("cy", figure(middle.y)).attribute("r", figure(radius));
    look(how);
}

void Pen::symbol(std::string_view path, Point corner, double size, const Look& how) {
    out_ << "<path"_html;
    out_.attribute("transform",
                   fmt::format("translate({} {}) scale({:.3f})", figure(corner.x), figure(corner.y), size / 16));
    out_.attribute("d", path).attribute("stroke-linejoin", "round").attribute("stroke-linecap", "round");
    look(how);
}

void Pen::line(const std::vector<Point>& points, const Look& how) {
    out_ << "<polyline"_html;
    out_.attribute("points", list(points)).attribute("stroke-linejoin", "round");
    auto open = how;
    open.fill = none;
    look(open);
}

void Pen::polygon(const std::vector<Point>& points, const Look& how) {
    out_ << "<polygon"_html;
    out_.attribute("points", list(points)).attribute("stroke-linejoin", "round");
    look(how);
}

void Pen::words(const std::vector<std::string>& lines, Point top, double size, Anchor anchor, bool halo, bool bold) {
    if (lines.empty()) return;
    out_ << "<text"_html;
    out_.attribute("font-size", figure(size)).attribute("fill", ink);
    if (anchor == Anchor::middle) out_.attribute("text-anchor", "middle");
    if (bold) out_.attribute("font-weight", "bold");
    if (halo)
        out_.attribute("stroke", paper)
            .attribute("stroke-width", "3")
            .attribute("paint-order", "stroke")
            .attribute("stroke-linejoin", "round");
    out_ << ">"_html;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        out_ << "<tspan"_html;
        out_.attribute("x", figure(top.x))
            .attribute("y", figure(top.y + size * (0.85 + 1.15 * static_cast<double>(i))));
        out_ << ">"_html << lines[i] << "</tspan>"_html;
    }
    out_ << "</text>"_html;
}

void Pen::upright(std::string_view text, Point middle, double size) {
    out_ << "<text"_html;
    out_.attribute("transform",
                   fmt::format("translate({} {}) rotate(-90)", figure(middle.x + size * 0.35), figure(middle.y)));
    out_.attribute("font-size", figure(size)).attribute("fill", ink).attribute("text-anchor", "middle");
    out_ << ">"_html << text << "</text>"_html;
}

}  // namespace bpmn
