#pragma once
// The journal as a list: every placed fact, in order. Facts hold ids and codes alone; what was written beside them (payloads) is
// not in the list.

#include "exports/giving.h"

namespace exports {

struct FactsWanted {
    std::optional<base::Instant> from = {}, before = {};  // when it happened
    std::string kind = {};                                // "cases.CaseClosed"; empty: all
};
List list_of_facts(FactsWanted wanted, Format format);

}  // namespace exports
