// The residents' routes, each with its permission.

#include "website/pages.h"
#include "website/website.h"

namespace website {

void install(web::Router& router, const Site& site) {
    const auto with_site = [&site](auto handler) {
        return [&site, handler](web::Request& request, web::Context& context) { return handler(site, request, context); };
    };
    using enum web::Method;
    router.page(get, "/", "public", with_site(show_home));
    router.page(get, "/services/{service}", "public", with_site(show_service));
    router.page(get, "/services/{service}/report", "requests.submit", with_site(show_report));
    router.page(post, "/services/{service}/report", "requests.submit", with_site(send_report));
    router.page(get, "/requests", "public", with_site(ask_reference));
    router.page(get, "/requests/{reference}/sent", "public", with_site(show_sent));
    router.page(get, "/requests/{reference}", "public", with_site(ask_contact_check));
    router.page(post, "/requests/{reference}", "public", with_site(show_request));
}

}  // namespace website
