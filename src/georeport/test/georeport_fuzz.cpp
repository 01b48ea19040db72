// Any bytes at all as an answer from another system, in either format, as any document: read or refused; and what was read,
// written and read again is the same.

#include "georeport/georeport.h"

#include <cstdlib>

namespace {

using georeport::Format;

template <class Record>
void try_as(Result<Record> (*read)(std::string_view, Format), std::string_view text, Format format) {
    const auto first = read(text, format);
    if (!first) {
        if (first.error().kind != base::Kind::invalid || first.error().key != "georeport.unreadable") std::abort();
        return;
    }
    const auto json = read(georeport::write(*first, Format::json), Format::json);
    if (!json || !(*json == *first)) std::abort();
    const auto xml = read(georeport::write(*first, Format::xml), Format::xml);
    if (!xml) std::abort();
    const auto again = read(georeport::write(*xml, Format::xml), Format::xml);
    if (!again || !(*again == *xml)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto format : {Format::xml, Format::json}) {
        try_as(georeport::read_services, text, format);
        try_as(georeport::read_definition, text, format);
        try_as(georeport::read_receipts, text, format);
        try_as(georeport::read_updates, text, format);
        try_as(georeport::read_faults, text, format);
        try_as(georeport::read_discovery, text, format);
        (void)georeport::read_requests(text, format);  // names of extended attributes are the sender's
    }
    return 0;
}
