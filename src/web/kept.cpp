#include "web/kept.h"

#include "base/text.h"
#include "db/migrations.h"
#include "web/forms.h"
#include "web/paths.h"
#include "web/queries.h"

namespace web {
namespace {

[[maybe_unused]] const bool kept_passes = db::register_passing("web_kept", "forms that wait for somebody to sign in again, for half a day");

constexpr auto kept_for = std::chrono::hours(12);
constexpr const char* cookie_name = "kept";
constexpr std::size_t most_kept = 64 * 1024;

std::string digest_of(std::string_view text) { return base::to_hex(base::sha256(text)); }

std::string encoded(const Fields& form) {
    std::string out;
    for (const auto& [name, value] : form)
        if (name != "csrf") out += (out.empty() ? "" : "&") + encode_percent(name) + '=' + encode_percent(value);
    return out;
}

bool is_secret(std::string_view text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos; }

/// Whose session it was, if its row is still there.
std::string former_subject(db::Tx& tx, const Request& request, const Context& context) {
    if (context.session) return context.session->subject;
    return tx.find<std::string>(sql::subject_of_ended, digest_of(request.cookies.text("session"))).value_or("");
}

}  // namespace

bool asks_to_be_kept(const Request& request) { return request.method == Method::post && request.form.has("keep"); }

Result<Response> keep_for_return(const Request& request, const Context& context, std::string_view page) {
    const auto form = encoded(request.form);
    if (form.size() > 3 * most_kept || request.path.size() > 400) return refuse(Kind::invalid, "web.too_much");
    const auto had = std::string(request.cookies.text(cookie_name));
    const auto secret = is_secret(had) ? had : context.random.token(32);
    const auto id = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<KeptId> {
        const auto fresh = tx.new_id<KeptId>();
        tx.run(sql::keep_form, fresh, digest_of(secret), former_subject(tx, request, context), request.path, form,
               !request.uploads.empty(), tx.now());
        return fresh;
    }));
    return see_other(std::string(page) + to_string(id)).with(Cookie{.name = cookie_name, .value = secret, .max_age = kept_for});
}

Result<Kept> find_kept(db::Tx& tx, const Request& request, const Context& context, KeptId id) {
    const auto digest = digest_of(request.cookies.text(cookie_name));
    for (const auto row : tx.query(sql::find_kept, id, tx.now() - kept_for)) {
        const auto subject = row.get<std::string>(1);
        const bool theirs = base::equal_secret(row.get<std::string_view>(0), digest) &&
                            (subject.empty() || subject == context.actor.reference);
        if (!theirs) break;
        Kept kept{.path = row.get<std::string>(2), .form = {}, .had_files = row.get<bool>(4)};
        read_urlencoded(row.get<std::string_view>(3), kept.form);
        return kept;
    }
    return refuse(Kind::not_found, "web.nothing_kept");
}

void forget_kept(db::Tx& tx, KeptId id) { tx.run(sql::forget_kept, id); }

void forget_old_kept(db::Tx& tx) { tx.run(sql::forget_old_kept, tx.now() - kept_for); }

}  // namespace web
