#pragma once
// Inside bpmn only: the strokes that a drawing is made of. Numbers are in the units of the diagram, rounded to a tenth.

#include "bpmn/diagram.h"
#include "html/html.h"

#include <string>
#include <string_view>
#include <vector>

namespace bpmn {

std::string figure(double);

/// Outline and inside.
struct Look {
    double width = 1.5;
    std::string_view fill = "var(--bpmn-paper, Canvas)";
    std::string_view stroke = "var(--bpmn-ink, CanvasText)";
    std::string_view dashes = "";
};
inline constexpr std::string_view ink = "var(--bpmn-ink, CanvasText)";
inline constexpr std::string_view paper = "var(--bpmn-paper, Canvas)";
inline constexpr std::string_view none = "none";

/// Where the lines of a label begin and how they lie.
enum class Anchor { start, middle };

class Pen {
public:
    explicit Pen(html::Html& onto) : out_(onto) {}
    html::Html& out() { return out_; }

    void box(const Bounds&, double radius, const Look& = {});
    void circle(Point middle, double radius, const Look& = {});
    /// A path in SVG's own words, made by us; moved and scaled from a square of 16 to one of `size` at `corner`.
    void symbol(std::string_view path, Point corner, double size, const Look& = {});
    void line(const std::vector<Point>& points, const Look&);
    void polygon(const std::vector<Point>& points, const Look& = {});
    /// Lines of words, the first with its top at `top`. `halo`: paper around the letters, for what stands on lines.
    void words(const std::vector<std::string>& lines, Point top, double size, Anchor, bool halo = false,
               bool bold = false);
    /// One line upwards, its middle at that point.
    void upright(std::string_view text, Point middle, double size);

private:
    void look(const Look&);
    html::Html& out_;
};

}  // namespace bpmn
