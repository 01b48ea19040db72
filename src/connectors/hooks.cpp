#include "connectors/hooks.h"

#include "base/metrics.h"
#include "connectors/answers.h"
#include "connectors/signing.h"
#include "connectors/told.h"
#include "jobs/jobs.h"

#include <boost/json.hpp>

namespace connectors {
namespace {

constexpr const char* heard_total = "guildhall_connectors_callbacks_total";
base::metrics::Counter believed(heard_total, "Callbacks of other systems", R"(signature="good")");
base::metrics::Counter doubted(heard_total, "Callbacks of other systems", R"(signature="wrong")");

struct Caller {
    Destination destination;
    Secrets secrets;
};

Result<std::optional<Caller>> find_caller(db::Tx& tx, const VaultOf& vault, std::string_view code) {
    auto destination = find_destination(tx, code);
    if (!destination || destination->way != Way::webhook) return std::nullopt;
    auto secrets = TRY(secrets_of(tx, vault, code));
    return Caller{*std::move(destination), std::move(secrets)};
}

bool is_believed(const std::optional<Caller>& caller, const web::Request& request, Instant now) {
    const Signed head{request.header("webhook-id"), request.header("webhook-timestamp"), request.header("webhook-signature")};
    // A stranger's secret takes the same time as a known one.
    const auto& secrets = caller ? caller->secrets : Secrets{"nobody", "nobody"};
    return is_signed({secrets.now, secrets.before}, head, request.body, now) && caller;
}

Result<web::Response> hear(web::Request& request, web::Context& context) {
    TRY(web::json_body(request));
    const auto caller = TRY(context.tenant.db.read(
        context.for_db(), [&](db::Tx& tx) { return find_caller(tx, vault_of(context.tenant, context.random), request.param("destination")); }));
    if (!is_believed(caller, request, context.now)) {
        doubted.add();
        return refuse(Kind::not_allowed, "connectors.signature_wrong");
    }
    believed.add();
    const auto told = TRY(read_callback(request.body, request.header("webhook-id")));
    auto context_of_caller = context.for_db();
    context_of_caller.actor = "system:connectors";
    const auto verdict = TRY(context.tenant.db.write(context_of_caller, [&](db::Tx& tx) -> Result<Verdict> { return take(tx, caller->destination, told); }));
    jobs::wake(context.tenant.db);
    return web::json(boost::json::serialize(boost::json::object{{"taken_as", code_of(verdict)}}));
}

}  // namespace

VaultOf vault_of(const web::Tenant& tenant, Random& random) {
    return [&tenant, &random] { return access::Vault::of(tenant.settings, tenant.folder, tenant.db.engine(), random); };
}

void install(web::Router& router) { router.api(web::Method::post, "/hooks/{destination}", "public", hear); }

}  // namespace connectors
