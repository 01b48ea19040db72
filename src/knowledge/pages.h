#pragma once
// Inside knowledge only: the handlers behind its routes.

#include "knowledge/install.h"
#include "knowledge/knowledge.h"

namespace knowledge {

// For everybody (help_pages.cpp).
Result<web::Response> show_help(const Parts&, web::Request&, web::Context&);
Result<web::Response> show_help_article(const Parts&, web::Request&, web::Context&);
// For staff (staff_pages.cpp).
Result<web::Response> show_shelf(const Parts&, web::Request&, web::Context&);
Result<web::Response> show_article(const Parts&, web::Request&, web::Context&);
Result<web::Response> show_versions(const Parts&, web::Request&, web::Context&);
Result<web::Response> show_version(const Parts&, web::Request&, web::Context&);
Result<web::Response> show_comparison(const Parts&, web::Request&, web::Context&);  // compare_pages.cpp
// For those who write (edit_pages.cpp).
Result<web::Response> show_new(const Parts&, web::Request&, web::Context&);
Result<web::Response> save_new(const Parts&, web::Request&, web::Context&);
Result<web::Response> show_edit(const Parts&, web::Request&, web::Context&);
Result<web::Response> save_edit(const Parts&, web::Request&, web::Context&);

/// Both parts, one below the other, each marked as what it is.
html::Html both_parts(const web::Context&, const Article&);
/// A number as it is typed; 0 for what is none.
std::int64_t number_of(std::string_view typed);
/// A link in a paragraph.
html::Html link_to(const std::string& text, const std::string& address);

}  // namespace knowledge
