// Any bytes at all as an expression and as unary tests: refused, or read, written, read again as the same, and evaluated to an end.

#include "dmn/feel.h"

#include <cstdlib>

namespace {

const dmn::Context& inputs() {
    static const dmn::Context all{{"a", 5},
                                  {"a-b", "text"},
                                  {"Full Name", "Ada"},
                                  {"list", dmn::Items{1, 2, "x", dmn::Value()}},
                                  {"record", dmn::Context{{"first name", "Ada"}, {"age", 36}}}};
    return all;
}

void try_one(const Result<dmn::Expression>& read, bool tests) {
    if (!read) {
        if (read.error().kind != base::Kind::invalid || read.error().key != "dmn.unreadable_expression") std::abort();
        return;
    }
    const auto printed = to_text(*read);
    const auto names = dmn::Names::of(inputs());
    if (printed.size() < 30'000) {
        const auto again = tests ? dmn::parse_unary_tests(printed, names) : dmn::parse(printed, names);
        if (again && to_text(*again) != printed) std::abort();
    }
    const dmn::Conditions conditions{.limits = {.steps = 20'000, .bytes = 4 * 1024 * 1024}};
    const auto outcome = tests ? dmn::test(*read, dmn::Value(5), inputs(), conditions) : dmn::evaluate(*read, inputs(), conditions);
    if (outcome.value.weight() < 100'000) (void)to_feel(outcome.value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto names = dmn::Names::of(inputs());
    try_one(dmn::parse(text, names), false);
    try_one(dmn::parse_unary_tests(text, names), true);
    return 0;
}
