#pragma once
// A field that nobody sees: what a form carries along.

#include "html/html.h"

namespace html {

inline void hidden_field(Html& out, std::string_view name, std::string_view value) {
    out << "<input type=\"hidden\""_html;
    out.attribute("name", name).attribute("value", value) << ">"_html;
}

}  // namespace html
