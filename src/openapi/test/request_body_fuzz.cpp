// Any bytes at all as the body of POST /api/v1/requests: read into what `contact` is handed, or refused; and what was
// read goes out again as JSON that reads the same.

#include "openapi/body.h"
#include "openapi/request_body.h"
#include "openapi/writer.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto body = openapi::read_request_body(text);
    if (!body) {
        if (body.error().kind != base::Kind::invalid || body.error().fields.empty()) std::abort();
        return 0;
    }
    catalogue::Definition service;
    service.form.questions = {{.code = "details", .type = forms::Type::long_text, .label = "Details", .most = 2000}};
    openapi::Object answers;
    for (const auto& [code, value] : body->answers) answers.text(code, value);
    if (!openapi::parse_body(answers.str())) std::abort();
    if (const auto sent = openapi::sent_with(*body, service)) {
        for (const auto* code : {"details", "name", "email", "phone", "anything"}) (void)sent->answer(code);
        (void)forms::check(service.form, sent->answer);
    }
    return 0;
}
