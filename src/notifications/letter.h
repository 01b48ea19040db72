#pragma once
// A template and its values, written out.

#include "html/html.h"
#include "notifications/templates.h"

namespace notifications {

/// Subject, text and a whole HTML page that say the same.
struct Letter {
    std::string subject, text, html;
};

/// Pure. `tenant_name` heads the page. Links are kept where they lead to http, https or mailto, else only their text.
/// The same input gives the same bytes; time and memory linear in it.
Letter write_letter(const Template&, const Values&, std::string_view tenant_name);

/// The same as it stands on paper, without what is around it. A link whose words are not its address is followed by the address.
struct Written {
    std::string title;
    html::Html body;
};
Written write_on_paper(const Template&, const Values&);

}  // namespace notifications
