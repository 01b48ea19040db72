#pragma once
// Inside search only: an index of which all entries can be read sooner than the index of words can be asked a few times.

#include "search/search.h"

#include <optional>
#include <string>
#include <vector>

namespace search {

struct Known {
    std::int64_t entry, subject;
    std::string title = {}, body = {};  // tokens
};
using Few = std::vector<Known>;

/// All entries of the index; nothing where they are many.
std::optional<Few> read_few(db::Tx&, std::string_view index);
/// What `find` would find of one word, best first, without a scope.
Result<Found> find_among(db::Tx&, const Few&, const Query&);

}  // namespace search
