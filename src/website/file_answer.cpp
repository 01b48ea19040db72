#include "website/file_answer.h"

namespace website {

Result<web::Response> file_answer(const web::Context& context, const files::File& file) {
    if (!context.tenant.files) return refuse(Kind::not_found, "files.not_found");
    TRY(files::may_leave(file.blob));
    const auto* const store = TRY(context.tenant.files());
    web::Response response;
    for (const auto& [name, value] : files::headers_for(file)) response.set(name, value);
    response.set_body(web::Response::FileBody{store->path_of(file.blob.digest), 0, file.blob.size});
    return response;
}

}  // namespace website
