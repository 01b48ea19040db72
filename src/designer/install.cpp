// The designers' routes, each with its permission.

#include "designer/pages.h"

#include <memory>

namespace designer {
namespace {

constexpr std::uint64_t most_text = 2ULL << 20, most_file = 6ULL << 20;  // of a long article; of a service as one file

void install_changes(web::Router& router, const auto& with) {
    using enum web::Method;
    const auto page = [&](web::Method method, std::string pattern, auto handler) {
        router.add({.method = method, .pattern = pattern, .permission = "services.design", .handler = with(handler), .most_body = most_text});
    };
    page(get, "/staff/services/new", show_new_service);
    page(post, "/staff/services/new", add_service);
    page(get, "/staff/services/file", show_take_file);
    router.add({.method = post, .pattern = "/staff/services/file", .permission = "services.design", .handler = with(take_file), .most_body = most_file});
    page(post, "/staff/services/{code}/draft", begin_service_draft);
    page(post, "/staff/services/{code}/draft/discard", discard_service_draft);
    page(post, "/staff/services/{code}/review", set_service_review);
    page(post, "/staff/services/{code}/brought/draft", take_brought_text);
    page(post, "/staff/services/{code}/brought/dismissal", dismiss_brought_text);
    page(get, "/staff/services/{code}/parts/{part}", show_members);
    page(post, "/staff/services/{code}/parts/{part}", save_members);
    for (const std::string list : {"/staff/services/{code}/questions/{question}", "/staff/services/{code}/forms/{form}/questions/{question}"})
        for (const auto& question : {list, list + "/rows/{row}"}) {
            page(get, question, show_question);
            page(post, question, save_question);
            page(post, question + "/order", move_question);
            page(post, question + "/removal", remove_question);
        }
    page(get, "/staff/services/{code}/forms", show_forms);
    page(post, "/staff/services/{code}/forms", add_form);
    page(get, "/staff/services/{code}/forms/{form}", show_form);
    page(get, "/staff/services/{code}/escalation", show_escalation);
    page(post, "/staff/services/{code}/escalation", save_escalation);
    page(get, "/staff/services/{code}/outcomes", show_outcomes);
    page(post, "/staff/services/{code}/outcomes", save_outcomes);
    page(get, "/staff/services/{code}/pauses", show_pauses);
    page(post, "/staff/services/{code}/pauses", save_pauses);
    page(get, "/staff/services/{code}/article", show_article);
    page(post, "/staff/services/{code}/article", save_article);
    page(get, "/staff/services/{code}/examples/{number}", show_example);
    page(post, "/staff/services/{code}/examples/{number}", save_example);
    page(post, "/staff/services/{code}/examples/{number}/removal", remove_example);
    page(get, "/staff/services/{code}/steps", show_steps);
    page(post, "/staff/services/{code}/steps", add_step);
    page(post, "/staff/services/{code}/steps/removal", remove_step);
    page(get, "/staff/services/{code}/decisions", show_decisions);
    page(post, "/staff/services/{code}/decisions", add_decision);
    page(get, "/staff/services/{code}/decisions/{file}/{number}", show_decision);
    page(post, "/staff/services/{code}/decisions/{file}/{number}", save_decision);
    page(get, "/staff/services/{code}/trial", show_trial);
    page(post, "/staff/services/{code}/trial", play_trial);
}

void install_publishing(web::Router& router, const auto& with) {
    using enum web::Method;
    router.page(get, "/staff/services/{code}/publication", "services.publish", with(show_publication));
    router.page(post, "/staff/services/{code}/publication", "services.publish", with(publish));
    router.page(post, "/staff/services/{code}/versions/{version}/publication", "services.publish", with(publish_old_version));
    router.page(post, "/staff/services/{code}/widening", "services.publish", with(widen));
    router.page(post, "/staff/services/{code}/pilot-end", "services.publish", with(stop_pilot));
    router.page(post, "/staff/services/{code}/retirement", "services.publish", with(retire));
    router.page(post, "/staff/services/{code}/offering", "services.publish", with(offer));
}

}  // namespace

void install(web::Router& router, const website::Site& site, catalogue::Checks checks) {
    const auto parts = std::make_shared<const Parts>(Parts{site, std::move(checks)});
    const auto with = [&](auto handler) { return [parts, handler](web::Request& request, web::Context& context) { return handler(*parts, request, context); }; };
    using enum web::Method;
    // Everything here shows what is not published yet: for those who design or publish.
    router.page(get, "/staff/services", "services.design", with(show_services));
    install_changes(router, with);
    router.page(get, "/staff/services/{code}", "services.design", with(show_service));
    router.page(get, "/staff/services/{code}/history", "services.design", with(show_history));
    router.page(get, "/staff/services/{code}/versions/{version}", "services.design", with(show_old_version));
    router.page(get, "/staff/services/{code}/export", "services.design", with(give_file));
    install_publishing(router, with);
}

}  // namespace designer
