#pragma once
// Inside catalogue only: the texts of a service as they are stored (its document and article, its map, its tables), and the one way in
// which they are known by what they say.
//
// Promises
//  1. Texts that are read from a folder and the same texts read from the database have the same digest.
//  2. Two lists of texts have the same digest only if they are the same texts, parted in the same way.

#include "catalogue/catalogue.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// SHA-256 in hex of texts that none holds a zero byte; of one text, of that text alone.
std::string digest_of(std::initializer_list<std::string_view> texts);

/// The tables of a service as one text, and back.
std::string one_text_of(const std::vector<DecisionModel>& decisions);
std::vector<DecisionModel> decisions_from(std::string_view text);

/// Refuses (invalid, "catalogue.definition") what cannot be read.
Result<std::string> read_file(const std::filesystem::path& path);

/// Sets the digests of the map and of the tables that the definition has.
void know_by_digest(Definition& definition);

}  // namespace catalogue
