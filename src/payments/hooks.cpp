#include "payments/hooks.h"

#include "base/metrics.h"
#include "jobs/jobs.h"
#include "payments/gov_uk_pay.h"
#include "payments/payments.h"
#include "payments/store.h"

namespace payments {
namespace {

constexpr const char* heard_total = "guildhall_payments_messages_total";
base::metrics::Counter believed(heard_total, "Messages of the payment provider", R"(signature="good")");
base::metrics::Counter doubted(heard_total, "Messages of the payment provider", R"(signature="wrong")");

Result<web::Response> hear(web::Request& request, web::Context& context) {
    TRY(web::json_body(request));
    const auto secret = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return webhook_secret(tx, vault_of(context.tenant, context.random)); }));
    if (!is_signed(secret, request.header("pay-signature"), request.body)) {
        doubted.add();
        return refuse(Kind::not_allowed, "payments.signature_wrong");
    }
    believed.add();
    const auto provider_id = payment_in_message(request.body);
    if (!provider_id) return refuse(Kind::invalid, "payments.unreadable");
    auto as_provider = context.for_db();
    as_provider.actor = "system:payments";
    TRY(context.tenant.db.write(as_provider, [&](db::Tx& tx) -> Result<void> {
        const auto payment = store::find_by_provider_id(tx, *provider_id);
        return payment ? refresh(tx, payment->id) : Result<void>{};  // another's, or one that the next comparison shows
    }));
    jobs::wake(context.tenant.db);
    return web::json("{}");
}

}  // namespace

VaultOf vault_of(const web::Tenant& tenant, Random& random) {
    return [&tenant, &random] { return access::Vault::of(tenant.settings, tenant.folder, tenant.db.engine(), random); };
}

void install(web::Router& router) { router.api(web::Method::post, "/payments/told", "public", hear); }

}  // namespace payments
