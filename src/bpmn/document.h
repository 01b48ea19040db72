#pragma once
// Inside bpmn only: a document's bytes before any XML is read from them.

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bpmn {

/// The document as UTF-8, whatever it was in. Refuses encodings we do not read and bytes that are not in theirs.
Result<std::string> to_unicode(std::string_view document);
/// Refuses what has no business in a process model: a document type declaration, and entities but XML's own five.
Result<void> refuse_entities(std::string_view document);

/// Where in a text a line begins.
class Lines {
public:
    explicit Lines(std::string_view text);
    int at(std::size_t offset) const;

private:
    std::vector<std::size_t> starts_;
};

std::unexpected<Refusal> refuse_line(std::string key, int line, std::string log = {});

}  // namespace bpmn
