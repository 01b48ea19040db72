#pragma once
// Text that people write and pages show: Markdown (CommonMark), kept as data, rendered when it is read.

#include "html/html.h"

#include <cstddef>
#include <string_view>

namespace html {

/// Promises:
/// 1. HTML in the text is left out; links lead only where safe_url lets them; pictures from elsewhere become links.
/// 2. Headings start at `top_level`, whatever the writer began with, so that a page keeps one h1.
/// 3. A text beyond 100,000 bytes is shown as plain text: rendering time stays within bounds.
/// The result stands in a <div class="gh-prose">.
Html markdown(std::string_view source, int top_level = 2);

constexpr std::size_t longest_markdown = 100'000;

}  // namespace html
