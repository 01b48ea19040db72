#include "access/qr_picture.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace room::access {
namespace {

using html::operator""_html;

constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

/// Runs of dark modules, row by row, as one path.
std::string path_of(const QRcode& code) {
    std::string path;
    for (int row = 0; row < code.width; ++row)
        for (int from = 0; from < code.width;) {
            const auto dark = [&](int column) { return (code.data[row * code.width + column] & 1) != 0; };
            int to = from;
            while (to < code.width && dark(to)) ++to;
            if (to > from) path += fmt::format("M{} {}h{}v1h-{}z", from + quiet_zone, row + quiet_zone, to - from, to - from);
            from = to + 1;
        }
    return path;
}

}  // namespace

html::Html qr_picture(std::string_view text, std::string_view label) {
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) throw std::runtime_error("the text does not fit into a QR code");
    const auto side = std::to_string(code->width + 2 * quiet_zone);
    html::Html out = "<svg class=\"gh-qr\" role=\"img\" width=\"240\" height=\"240\" shape-rendering=\"crispEdges\""_html;
    out.attribute("viewBox", "0 0 " + side + ' ' + side).attribute("aria-label", label);
    out << "><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\""_html;
    out.attribute("d", path_of(*code));
    return out << "/></svg>"_html;
}

}  // namespace room::access
