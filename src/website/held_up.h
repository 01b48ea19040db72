#pragma once
// Inside website only: who is asked something more before their report is taken, who has to wait, and who is refused.

#include "abuse/abuse.h"
#include "html/html.h"
#include "website/site.h"

namespace website {

/// What is asked of who sends this form: a question, which a browser with script answers by a puzzle of its own.
Result<html::Html> challenge_block(const Site& site, const web::Request& request, const web::Context& context, std::string_view operation,
                                   std::span<const Problem> problems);
/// Whether the form brings what was asked. Counts as a try.
Result<bool> meets_challenge(const Site& site, const web::Request& request, const web::Context& context, std::string_view operation);

/// Why this report is not taken now, if it is not: too much comes from there, or a challenge is to be met first. The challenge is bound to
/// the operation that is written, so that its answer is good for one report.
struct HeldUp {
    Problem problem;
    int status;
    std::optional<std::chrono::seconds> wait = {};
    bool asks = false;
};
Result<std::optional<HeldUp>> held_up(const Site& site, const web::Request& request, const web::Context& context, const std::string& operation);

/// "You have sent many … Wait 3 minutes, or ring us on …", as a problem of the form.
Problem wait_problem(const Site& site, const web::Context& context, std::chrono::seconds wait);
/// The answer with the status and the head of who has to wait.
web::Response told_to_wait(web::Response page, std::chrono::seconds wait);

/// Why, until when, how to reach the council all the same, and what was written, to take along. Notes that it was refused.
web::Response refused_sender(const Site& site, const web::Request& request, const web::Context& context, const abuse::Ban& ban);
/// The same for what a browser sends by itself: why and until when, as a problem of the form. Notes that it was refused.
web::Response refused_as_json(const web::Context& context, const abuse::Ban& ban);

}  // namespace website
