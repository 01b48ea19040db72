#pragma once
// A text as a QR code to be photographed from the screen.

#include "html/html.h"

#include <string_view>

namespace room::access {

/// An inline SVG, black on white in every colour scheme, with the quiet zone that cameras want. `label` is what
/// screen readers say. The text may have up to 1,000 bytes.
html::Html qr_picture(std::string_view text, std::string_view label);

}  // namespace room::access
