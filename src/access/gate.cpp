#include "access/gate.h"

#include "access/rights.h"
#include "access/second_factor.h"
#include "access/staff.h"
#include "access/tokens.h"
#include "access/topics.h"
#include "base/log.h"
#include "base/text.h"

#include <algorithm>

namespace room::access {
namespace {

constexpr std::size_t most_remembered = 20'000;
constexpr auto note_use_every = std::chrono::hours(1);

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }

/// The id in "staff:17", if the subject is of that sort.
template <class AnyId>
std::optional<AnyId> id_in(std::string_view subject, std::string_view sort) {
    if (!subject.starts_with(sort)) return std::nullopt;
    return parse_id<AnyId>(subject.substr(sort.size()));
}

struct Person;

/// Where somebody must go before anything else; empty: nowhere.
std::string errand_of(const Actor& actor, const web::Context& context) {
    if (!actor.staff()) return {};
    if (actor.temporary_password) return "/staff/account";
    const bool lacks = !actor.second_factor && second_factor_rule(context.tenant.settings) == SecondFactorRule::required;
    return lacks ? "/staff/account/second-factor" : "";
}

bool is_account_page(std::string_view path) {
    return path == "/staff/account" || path.starts_with("/staff/account/") || path == "/staff/sign-out";
}

}  // namespace

const Actor& actor_of(const web::Context& context) {
    static const Actor visitor = Actor::visitor();
    const auto* actor = context.actor.as<Actor>();
    return actor ? *actor : visitor;
}

std::string session_subject(StaffId id) { return "staff:" + to_string(id); }

void Gate::topic(std::string name, MayFollow may) { topics_.insert_or_assign(std::move(name), std::move(may)); }

Result<web::Actor> Gate::admit(const web::Request& request, const web::Context& context, web::Permission permission) {
    auto actor = TRY(recognise(request, context));
    if (auto errand = errand_of(actor, context); !errand.empty() && !is_account_page(request.path)) {
        if (!permission.is_public()) return std::unexpected(web::sign_in_needed(std::move(errand)));
        actor = Actor::visitor();
    }
    if (!permission.is_public()) {
        const auto wanted = find_permission(permission.name());
        if (!wanted) base::log::error("a route names an unknown permission", {{"permission", permission.name()}});
        if (!wanted || !actor.may(*wanted)) {
            if (!actor.is_known()) return std::unexpected(web::sign_in_needed());
            return refuse(Kind::not_allowed, "web.not_allowed", actor.journal_name() + " lacks " + std::string(permission.name()));
        }
    }
    auto reference = actor.is_known() ? actor.journal_name() : std::string();
    return web::Actor{.reference = std::move(reference), .is = std::move(actor)};
}

Result<Actor> Gate::recognise(const web::Request& request, const web::Context& context) {
    if (const auto secret = request.bearer()) {
        const auto holder = TRY(find_token_holder(context, *secret));
        if (!holder) return std::unexpected(web::sign_in_needed());
        note_use(context, *holder);
        return holder->actor;
    }
    if (!context.session) return Actor::visitor();
    if (const auto staff = id_in<StaffId>(context.session->subject, "staff:")) {
        const auto known = TRY(find_staff(context, *staff));
        return known ? known->actor : Actor::visitor();
    }
    if (const auto person = id_in<Id<Person>>(context.session->subject, "person:")) return Actor::resident(person->value);
    return Actor::visitor();
}

Result<Gate::Memory> Gate::find_staff(const web::Context& context, StaffId id) {
    return recall(context, session_subject(id), [id](db::Tx& tx) -> Memory {
        auto actor = load_staff_actor(tx, id);
        if (!actor) return nullptr;
        auto memory = std::make_shared<Remembered>();
        memory->actor = *std::move(actor);
        return memory;
    });
}

Result<Gate::Memory> Gate::find_token_holder(const web::Context& context, std::string_view secret) {
    if (!looks_like_token(secret)) return nullptr;
    auto found = TRY(recall(context, base::to_hex(base::sha256(secret)), [secret](db::Tx& tx) -> Memory {
        auto holder = find_token(tx, secret);
        if (!holder) return nullptr;
        auto memory = std::make_shared<Remembered>();
        memory->actor = std::move(holder->actor);
        memory->expires_at = holder->expires_at;
        memory->noted_at = holder->last_used_at ? micros(*holder->last_used_at) : 0;
        return memory;
    }));
    if (found && found->expires_at && *found->expires_at <= context.now) return nullptr;
    return found;
}

Result<Gate::Memory> Gate::recall(const web::Context& context, const std::string& name, const Load& load) {
    const auto key = context.tenant.id + '\n' + name;
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Memory> {
        if (auto known = remembered(key, edition(tx))) return known;
        ++loaded_;
        auto fresh = load(tx);
        if (fresh) remember(key, fresh);
        return fresh;
    });
}

Gate::Memory Gate::remembered(const std::string& key, std::int64_t edition) const {
    const std::scoped_lock lock(mutex_);
    const auto found = memory_.find(key);
    return found != memory_.end() && found->second->actor.edition == edition ? found->second : nullptr;
}

void Gate::remember(const std::string& key, Memory memory) {
    const std::scoped_lock lock(mutex_);
    if (memory_.size() >= most_remembered) memory_.clear();
    memory_.insert_or_assign(key, std::move(memory));
}

void Gate::note_use(const web::Context& context, Remembered& holder) const {
    auto noted = holder.noted_at.load();
    if (micros(context.now) - noted < Duration(note_use_every).count()) return;
    if (!holder.noted_at.compare_exchange_strong(noted, micros(context.now))) return;
    const auto done = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        note_token_used(tx, holder.actor.token());
        return true;
    });
    if (!done) base::log::warning("the use of a token was not noted", {{"token", std::int64_t{holder.actor.id}}});
}

bool Gate::may_follow(const web::Request&, const web::Context& context, std::string_view topic) {
    const auto& actor = actor_of(context);
    const auto dot = std::min(topic.find('.'), topic.size());
    const auto name = topic.substr(0, dot);
    if (const auto declared = topics_.find(name); declared != topics_.end())
        return declared->second(actor, context, topic.substr(std::min(dot + 1, topic.size())));
    const auto permission = find_permission(std::string(name) + ".read");
    const auto limits = part_named(topic.substr(dot));
    return permission && limits && scope_of(actor, *permission).covers(Scope::of(*limits));
}

}  // namespace room::access
