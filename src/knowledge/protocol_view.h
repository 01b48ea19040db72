#pragma once
// A protocol as it is shown: one step, a link for each choice, and what was chosen so far.

#include "html/html.h"
#include "knowledge/knowledge.h"
#include "knowledge/protocol.h"
#include "web/web.h"

namespace knowledge {

struct ProtocolPlace {
    std::string address;      // of the page it stands on, with a query or without; the step is added to it
    int heading_level = 2;    // 2 to 4
    std::string replaces = {};  // on the call screen: which part of it a choice changes
};

/// The article's protocol at the step that the request's query leads to (`step`; where several stand on one page, `protocol`
/// names the article); nothing without one.
html::Html protocol_shown(const web::Request&, const web::Context&, const Article&, const ProtocolPlace&);

}  // namespace knowledge
