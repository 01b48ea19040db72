// Routes with their permissions.

#include "knowledge/install.h"

#include "jobs/jobs.h"
#include "knowledge/helped.h"
#include "knowledge/pages.h"

#include <memory>

namespace knowledge {
namespace {

constexpr const char* tidy_kind = "knowledge.forget_words";

}  // namespace

void install(jobs::Kinds& kinds) {
    kinds.add(tidy_kind, [](const jobs::Running& job) -> Result<void> {
        return job.finish([](db::Tx& tx) -> Result<void> {
            forget_wanted(tx);
            return {};
        });
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, tidy_kind, std::chrono::hours(1), tidy_kind); }

void install(web::Router& router, Parts given) {
    const auto parts = std::make_shared<const Parts>(std::move(given));
    const auto with = [&](auto handler) {
        return [parts, handler](web::Request& request, web::Context& context) { return handler(*parts, request, context); };
    };
    // Both parts of an article at their longest, encoded for a form.
    const auto form = [&](std::string pattern, auto handler) {
        router.add({.method = web::Method::post,
                    .pattern = std::move(pattern),
                    .permission = "knowledge.write",
                    .handler = with(handler),
                    .most_body = 400 * 1024});
    };
    using enum web::Method;
    router.page(get, "/help", "public", with(show_help));
    router.page(get, "/help/{slug}", "public", with(show_help_article));
    router.page(post, "/help/{slug}/helped", "public", with(answer_helped));
    router.page(post, "/help/{slug}/wanted", "public", with(say_wanted));
    router.page(get, "/staff/knowledge", "knowledge.read", with(show_shelf));
    router.page(get, "/staff/knowledge/new", "knowledge.write", with(show_new));
    form("/staff/knowledge/new", save_new);
    router.page(get, "/staff/knowledge/{slug}", "knowledge.read", with(show_article));
    router.page(post, "/staff/knowledge/{slug}/helped", "knowledge.read", with(answer_helped_of_staff));
    router.page(post, "/staff/knowledge/{slug}/wanted", "knowledge.read", with(say_wanted_of_staff));
    router.page(get, "/staff/knowledge/{slug}/edit", "knowledge.write", with(show_edit));
    form("/staff/knowledge/{slug}/edit", save_edit);
    router.page(get, "/staff/knowledge/{slug}/compare", "knowledge.write", with(show_comparison));
    router.page(get, "/staff/knowledge/{slug}/versions", "knowledge.write", with(show_versions));
    router.page(get, "/staff/knowledge/{slug}/versions/{version}", "knowledge.write", with(show_version));
}

}  // namespace knowledge
