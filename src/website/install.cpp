// The residents' routes, each with its permission.

#include "website/offline.h"
#include "website/pages.h"
#include "website/paper_form.h"
#include "website/report_photos.h"
#include "website/saved_form.h"
#include "website/website.h"

namespace website {

void install(web::Router& router, const Site& site) {
    const auto with_site = [&site](auto handler) {
        return [&site, handler](web::Request& request, web::Context& context) { return handler(site, request, context); };
    };
    using enum web::Method;
    router.page(get, "/", "public", with_site(show_home));
    router.page(get, "/search", "public", with_site(show_search));
    router.page(get, "/my-area", "public", with_site(show_area));
    router.page(post, "/my-area", "public", with_site(remember_area));
    router.page(get, "/services", "public", with_site(show_services));
    router.page(get, "/services/{service}", "public", with_site(show_service));
    router.page(get, "/services/{service}/report", "requests.submit", with_site(show_report));
    const auto forms = std::make_shared<PaperForms>();
    router.page(get, "/services/{service}/form.pdf", "public",
                [&site, forms](web::Request& request, web::Context& context) { return send_paper_form(*forms, site, request, context); });
    // Nothing but the hold of a time is written before the last press, and even a form without its cookie keeps what was typed.
    constexpr std::uint64_t report_with_photos = 64ULL << 20;
    const auto keeping_words = [&](std::string pattern, auto handler) {
        router.add({.method = post, .pattern = std::move(pattern), .permission = "requests.submit", .handler = with_site(handler), .most_body = report_with_photos, .keeps_words = true});
    };
    keeping_words("/services/{service}/report", send_report);
    keeping_words("/services/{service}/report/step", take_step);
    keeping_words("/services/{service}/report/save", save_report);
    router.page(get, "/services/{service}/report/step", "public", with_site(return_to_start));
    router.page(get, "/services/{service}/report/save", "public", with_site(return_to_start));
    router.page(get, "/life-events/{event}", "requests.submit", with_site(show_event));
    router.page(get, "/life-events/{event}/step", "public", with_site(return_to_event));
    router.page(get, "/life-events/{event}/requests", "public", with_site(return_to_event));
    router.page(get, "/life-events/{event}/sent", "public", with_site(show_event_sent));
    keeping_words("/life-events/{event}/step", take_event_step);
    keeping_words("/life-events/{event}/requests", send_event);
    router.page(get, "/saved-form", "public", with_site(ask_saved_form));
    router.page(post, "/saved-form", "requests.submit", with_site(return_to_form));
    router.page(get, "/services/{service}/report/photos/{photo}", "requests.submit", with_site(show_report_photo));
    router.page(get, "/services/{service}/report/without-signal", "requests.submit", with_site(show_without_signal));
    router.page(get, "/services/{service}/report/seal", "requests.submit", with_site(give_seal));
    router.page(get, "/waiting", "public", with_site(show_waiting));
    router.page(get, "/service-worker.js", "public", with_site(show_service_worker));
    router.page(get, "/requests", "public", with_site(ask_reference));
    router.page(get, "/requests/{reference}/sent", "public", with_site(show_sent));
    router.page(get, "/requests/{reference}", "public", with_site(show_request));
    router.page(post, "/requests/{reference}", "public", with_site(check_contact));
    router.page(post, "/requests/stop-following", "public", with_site(stop_following));
    const auto action = [&](const std::string& address, auto show, auto carry_out, std::uint64_t most_body) {
        const auto pattern = "/requests/{reference}" + address;
        router.add({.method = get, .pattern = pattern, .permission = "public", .handler = with_site(show)});
        router.add({.method = post, .pattern = pattern, .permission = "public", .handler = with_site(carry_out), .most_body = most_body, .keeps_words = true});
    };
    constexpr std::uint64_t words = 64 * 1024, photos = 120ULL << 20;
    action("/word", ask_word, add_word, words);
    action("/photo", ask_photo, add_photos, photos);
    action("/withdraw", ask_withdrawal, withdraw, words);
    action("/not-fixed", ask_objection, object, words);
    action("/fixed", ask_confirmation, confirm_fixed, words);
    action("/public", show_public, change_public, words);
    action("/visit", ask_visit, set_visit, words);
    action("/no-visit", ask_no_visit, cancel_visit, words);
    router.page(get, "/requests/{reference}/pay", "public", with_site(show_pay));
    router.page(post, "/requests/{reference}/pay", "public", with_site(pay));
    router.page(get, "/requests/{reference}/paid", "public", with_site(show_paid));
    router.page(get, "/requests/{reference}/visit.ics", "public", with_site(send_visit));
    router.page(get, "/published/{reference}/photos/{number}", "public", with_site(show_published_photo));
    router.page(get, "/requests/{reference}/photos/{number}", "public", with_site(show_photo));
    router.page(get, "/alerts/new", "public", with_site(ask_for_alerts));
    router.page(post, "/alerts/new", "public", with_site(take_wish_for_alerts));
    router.page(get, "/alerts/{token}", "public", with_site(show_alert));
    router.page(post, "/alerts/{token}", "public", with_site(change_alert));
    router.page(post, "/alerts/{token}/confirmation", "public", with_site(confirm_alert));
    router.page(post, "/alerts/{token}/end", "public", with_site(end_alert));
    router.page(get, "/alerts/{token}/unsubscribe", "public", with_site(show_alert));
    router.api(post, "/alerts/{token}/unsubscribe", "public", with_site(end_alert_at_once));  // RFC 8058: a mail program's press has no form of ours
    router.page(get, "/wards/{ward}/feed", "public", with_site(send_ward_feed));
    router.page(get, "/bin-days", "public", with_site(ask_bin_days));
    router.page(get, "/bin-days/{uprn}", "public", with_site(show_bin_days));
    router.page(get, "/bin-days/{uprn}/calendar", "public", with_site(show_bin_calendar));
    router.page(get, "/bin-days/{uprn}/calendar.ics", "public", with_site(send_bin_feed));
    router.page(get, "/problems", "public", with_site(show_problems));
    router.page(get, "/problems/{reference}", "public", with_site(show_problem));
    router.page(get, "/cookies", "public", with_site(show_cookies));
    router.page(get, "/privacy", "public", with_site(show_privacy));
    router.page(get, "/accessibility", "public", with_site(show_accessibility));
    router.page(get, "/contact", "public", with_site(show_contact));
    router.page(get, "/council/{crest}", "public", with_site(show_crest));
}

}  // namespace website
