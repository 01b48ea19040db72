#pragma once
// Inside knowledge only: the handlers behind its routes.

#include "knowledge/helped.h"
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

// Whether it helped (helped_pages.cpp).
Result<web::Response> answer_helped(const Parts&, web::Request&, web::Context&);
Result<web::Response> say_wanted(const Parts&, web::Request&, web::Context&);
Result<web::Response> answer_helped_of_staff(const Parts&, web::Request&, web::Context&);
Result<web::Response> say_wanted_of_staff(const Parts&, web::Request&, web::Context&);
/// What readers answered, for whoever writes the article.
html::Html helped_so_far(const web::Context&, const std::vector<HelpedMonth>&, const std::vector<Wanted>&);

/// Both parts, one below the other, each marked as what it is.
html::Html both_parts(const web::Context&, const Article&);
/// A number as it is typed; 0 for what is none.
std::int64_t number_of(std::string_view typed);
/// A link in a paragraph.
html::Html link_to(const std::string& text, const std::string& address);

}  // namespace knowledge
