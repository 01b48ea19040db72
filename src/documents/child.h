#pragma once
// Inside documents only: the process that makes one PDF.

#include "documents/documents.h"

#include <string>
#include <vector>

namespace documents {

/// Starts it with these words, hands it the page, and takes the PDF. Refused as "documents.not_made", with why in the log line.
Result<std::string> converse(const Settings& settings, const std::vector<std::string>& words, const std::string& page);

}  // namespace documents
