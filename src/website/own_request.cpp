#include "website/own_request.h"

#include "access/access.h"

namespace website {

Result<Reference> reference_of(const web::Request& request) {
    auto reference = Reference::parse(request.param("reference"));
    if (!reference) return refuse(Kind::not_found, "cases.no_such_request");
    return std::move(*reference);
}

db::Context for_resident(const web::Context& context, people::PersonId person) {
    auto whose = context.for_db();
    if (person) whose.actor = access::Actor::resident(person.value).journal_name();
    return whose;
}

Result<Own> find_own(const web::Request& request, const web::Context& context, bool may_try) {
    const auto reference = TRY(reference_of(request));
    auto following = TRY(Following::of(request, context));
    const auto typed = request.form.text("contact");
    bool shown = following.knows(reference.text());
    auto followed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Followed> {
        auto found = TRY(follow(tx, reference));
        if (!shown && may_try && !typed.empty()) shown = following.is_theirs(tx, reference.text(), found.request.person, typed);
        return found;
    }));
    return Own{reference, std::move(following), std::move(followed), shown};
}

}  // namespace website
