// Whatever the bytes: every record stands on a line of its own, further down than the one before, keeps within the limits, and
// is UTF-8 without NUL where it can be used.

#include "imports/csv.h"

#include "base/text.h"

#include <cstdint>
#include <cstdlib>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    for (const auto& limits : {imports::CsvLimits{}, imports::CsvLimits{.record = 40, .field = 10, .fields = 4}}) {
        imports::CsvReader reader(text, limits);
        std::int64_t line = 0;
        for (imports::Record record; reader.next(record);) {
            must(record.line > line);
            line = record.line;
            must(record.fields.size() <= limits.fields);
            must(record.trouble.empty() == !record.fields.empty());
            for (const auto& field : record.fields) must(field.size() <= limits.field && base::is_utf8(field) && field.find('\0') == std::string::npos);
        }
        must(line <= static_cast<std::int64_t>(size));
    }
    return 0;
}
