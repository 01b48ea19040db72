#include "notifications/text_hooks.h"

#include "base/text.h"
#include "jobs/jobs.h"
#include "notifications/gov_uk_notify.h"
#include "notifications/install.h"
#include "notifications/text_store.h"

namespace notifications {
namespace {

Result<web::Response> hear(web::Request& request, web::Context& context) {
    TRY(web::json_body(request));
    const auto account = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<TextAccount> {
        if (!has_text_account(tx)) return TextAccount{};
        return open_text_account(tx, vault_of(context.tenant, context.random));
    }));
    if (account.token.empty() || !base::equal_secret(request.header("authorization"), "Bearer " + account.token)) return refuse(Kind::not_allowed, "notifications.text_token_unknown");
    const auto provider_id = text_in_callback(request.body);
    if (!provider_id) return refuse(Kind::invalid, "notifications.text_unreadable");
    auto as_provider = context.for_db();
    as_provider.actor = "system:notify";
    TRY(context.tenant.db.write(as_provider, [&](db::Tx& tx) -> Result<void> {
        if (const auto message = text_store::find_by_provider_id(tx, *provider_id)) jobs::schedule(tx, {.kind = std::string(ask_text_kind), .key = base::to_string(*message)});
        return {};
    }));
    jobs::wake(context.tenant.db);
    return web::json("{}");
}

}  // namespace

VaultOf vault_of(const web::Tenant& tenant, Random& random) {
    return [&tenant, &random] { return access::Vault::of(tenant.settings, tenant.folder, tenant.db.engine(), random); };
}

void install(web::Router& router) { router.api(web::Method::post, "/notify/told", "public", hear); }

}  // namespace notifications
