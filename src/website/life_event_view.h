#pragma once
// Inside website only: how the pages of a life event look.

#include "html/page.h"
#include "website/life_event_form.h"
#include "website/request_view.h"

namespace website {

/// What it is about, and the questions that all share.
html::Page shared_page(const Telling& telling, std::span<const Problem> problems);
/// "What we can do for you": each service that applies, to choose, and those with a page of their own.
html::Page offers_page(const Telling& telling, std::span<const Problem> problems);
/// What the chosen services ask still. `grown`: an answer brought more of it.
html::Page questions_page(const Telling& telling, std::span<const Problem> problems, bool grown = false);
/// Everything that is told, to whom, to read once more and send.
html::Page event_check_page(const Telling& telling, std::span<const Problem> problems, const html::Html& before_sending);

/// A request that was made, and the code by which who left no contact detail follows it; that may be empty.
struct Made {
    Followed followed;
    std::string code;
};
html::Page event_sent_page(const web::Context& context, const catalogue::LifeEvent& event, std::span<const Made> made);

/// Events beside the services, on the home page and above A to Z; nothing where there are none.
html::Html events_shown(const web::Context& context, std::span<const catalogue::LifeEventPtr> events);

}  // namespace website
