#pragma once
// A template and its values, written out.

#include "notifications/templates.h"

namespace notifications {

/// Subject, text and a whole HTML page that say the same.
struct Letter {
    std::string subject, text, html;
};

/// Pure. `tenant_name` heads the page. Links are kept where they lead to http, https or mailto, else only their text.
/// The same input gives the same bytes; time and memory linear in it.
Letter write_letter(const Template&, const Values&, std::string_view tenant_name);

}  // namespace notifications
