// Any bytes at all as a decision model: refused, or read, and each decision and service asked to an end.

#include "dmn/dmn.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
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
