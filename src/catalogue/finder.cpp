// What residents call a service, and which one they mean.

#include "catalogue/finder.h"

#include "catalogue/catalogue.h"
#include "catalogue/queries.h"
#include "search/search.h"

namespace catalogue {

Result<std::vector<DefinitionPtr>> find_services(db::Tx& tx, std::string_view words, int limit, bool forgiving) {
    const auto found = TRY(search::likeliest(tx, {.index = services_index, .words = words, .limit = limit, .as_typed = true, .forgiving = forgiving}));
    std::vector<DefinitionPtr> services;
    for (const auto service : found)
        if (const auto code = tx.find<std::string>(sql::code_of, service)) {
            auto live = TRY(find_live(tx, *code));
            services.push_back(std::move(live));
        }
    return services;
}

}  // namespace catalogue
