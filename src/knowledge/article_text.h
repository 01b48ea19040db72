#pragma once
// Articles as files, and what makes one whole. Pure.
//
//     Title: What goes in which bin
//     Summary: One sentence.
//     Services: missed-bin, new-bin
//     Questions: missed-bin.bin
//     Owner: Waste and recycling
//     Review: 2027-05-01
//
//     # For everybody
//     …Markdown…
//     # For staff
//     …Markdown…
//
// Title, Summary and Review must be there, and one of the two parts.

#include "knowledge/knowledge.h"

namespace knowledge {

/// Reads such a file. Refuses with the first thing that is wrong, in the log line.
Result<Article> read_article(std::string_view file);
/// The same text again: read_article(text_of(a)) is a.
std::string text_of(const Article&);

/// Tidies lines and texts in place and refuses, with field problems, what cannot stand.
Result<void> check(Article&);

bool is_slug(std::string_view);
/// "What goes in which bin?" → "what-goes-in-which-bin"
std::string slug_from(std::string_view title);
/// "missed-bin, new-bin" ⇄ its parts.
std::vector<std::string> parts_of(std::string_view list);
std::string joined(const std::vector<std::string>& parts);

}  // namespace knowledge
