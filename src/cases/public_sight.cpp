#include "cases/public_sight.h"

#include "cases/lines.h"

namespace cases {

using catalogue::Publish;

PublicSight PublicSight::of(db::Tx& tx) {
    std::vector<std::string> at_once, published;
    if (const auto services = catalogue::live_services(tx))
        for (const auto& service : *services) {
            if (service->publish == Publish::at_once) at_once.push_back(service->code);
            if (service->publish != Publish::never) published.push_back(service->code);
        }
    PublicSight sight;
    sight.at_once_ = access::Scope::of({.services = std::move(at_once)});
    sight.published_ = access::Scope::of({.services = std::move(published)});
    return sight;
}

access::Condition PublicSight::sql() const {
    const auto at_once = at_once_.sql(owned_in), published = published_.sql(owned_in);
    access::Condition condition{"((r.publication = '' AND " + at_once.text + ") OR (r.publication = 'published' AND " + published.text + "))", at_once.values};
    condition.values.insert(condition.values.end(), published.values.begin(), published.values.end());
    condition.keeps = std::make_shared<const std::pair<std::shared_ptr<const void>, std::shared_ptr<const void>>>(at_once.keeps, published.keeps);
    return condition;
}

bool PublicSight::finds(const Request& request, const Case& c) const {
    switch (request.publication) {
        case Publication::by_rule: return at_once_.allows(c.owned());
        case Publication::published: return published_.allows(c.owned());
        case Publication::waiting:
        case Publication::withheld: return false;
    }
    return false;
}

bool PublicSight::shows(const Request& request, const Case& c, const catalogue::Definition& asked_under) const {
    const bool said_then = request.publication == Publication::by_rule ? asked_under.publish == Publish::at_once : asked_under.publish != Publish::never;
    return said_then && finds(request, c);
}

}  // namespace cases
