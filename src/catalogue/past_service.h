#pragma once
// Services of another system whose requests were taken over: known by the name they had there, never offered here.

#include "catalogue/catalogue.h"

namespace catalogue {

struct PastService {
    std::string source;  // of which system: "la311"
    std::string name;    // as it stood there, one tidy line of 1 to 200 characters
    std::string team;    // whose work its requests are here
};

/// How its requests may have ended: the codes that every past service has.
inline constexpr std::string_view past_done = "closed", past_cancelled = "cancelled", past_referred = "referred";

/// The definition of it, made and kept if it is not there yet. It is no live service: nobody can ask for it, it promises nothing and
/// sends no letters; cases of it are closed and reopened like others.
Result<DefinitionPtr> keep_past_service(db::Tx& tx, const PastService& service);
/// The code under which it is kept: "past-" and words of its name.
std::string code_of(const PastService& service);

}  // namespace catalogue
