// Any bytes at all as a decision model: refused, or read, and each decision and service asked to an end; and each of its tables put back as it is.

#include "dmn/dmn.h"
#include "dmn/edit.h"

#include <cstdlib>

namespace {

void put_back_each_table(std::string_view text) {
    const auto tables = dmn::tables_in(text);
    for (std::size_t i = 0; tables && i < tables->size() && i < 3; ++i) {
        const auto again = dmn::with_table(text, i, (*tables)[i]);
        if (!again) std::abort();
        const auto reread = dmn::tables_in(*again);
        if (!reread || reread->size() != tables->size()) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    put_back_each_table({reinterpret_cast<const char*>(data), size});
    const auto model = dmn::read({reinterpret_cast<const char*>(data), size});
    if (!model) {
        if (model.error().kind != base::Kind::invalid) std::abort();
        return 0;
    }
    const dmn::Context inputs{{"Age", 20}, {"Name", "Ada"}};
    const dmn::Conditions conditions{.limits = {.steps = 20'000, .bytes = 4 * 1024 * 1024}};
    for (const auto& offer : model->offers()) {
        dmn::Explanation explanation;
        if (offer.kind == dmn::Offer::Kind::decision && !dmn::decide(*model, offer.id, inputs, conditions, &explanation) &&
            !dmn::decide(*model, offer.name, inputs, conditions))
            std::abort();
        if (offer.kind == dmn::Offer::Kind::service) (void)dmn::serve(*model, offer.name, inputs, conditions);
    }
    return 0;
}
