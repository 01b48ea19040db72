// Any bytes at all as a process model: refused with words, or read. What was read is checked, drawn and told without a
// fault, and written and read again says the same.

#include "base/words.h"
#include "bpmn/check.h"
#include "bpmn/draw.h"
#include "bpmn/outline.h"
#include "bpmn/read.h"
#include "bpmn/write.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto model = bpmn::read({reinterpret_cast<const char*>(data), size});
    if (!model) {
        if (model.error().kind != base::Kind::invalid || !model.error().key.starts_with("bpmn.read.")) std::abort();
        return 0;
    }
    for (const auto& finding : bpmn::check(*model))
        if (bpmn::explain(finding).empty()) std::abort();
    const auto written = bpmn::write(*model);
    const auto again = bpmn::read(written);
    if (!again || bpmn::write(*again) != written) std::abort();
    for (const auto& picture : bpmn::pictures(*model)) (void)bpmn::draw_file(picture);
    (void)bpmn::laid_out_pictures(*model);
    for (const auto* process : bpmn::processes(*model)) (void)bpmn::outline(*process);
    return 0;
}
