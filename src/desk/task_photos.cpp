// Photos of a task, taken in from a form.

#include "desk/task_page.h"

namespace desk {

Result<PhotosSent> photos_sent(web::Request& request, web::Context& context) {
    PhotosSent photos;
    if (request.uploads.empty()) return photos;
    auto* const store = TRY(context.tenant.files());
    files::Delivery delivery(*store);
    for (const auto& upload : request.uploads) {
        if (upload.name.empty() && upload.size == 0) continue;  // an empty field
        auto intake = TRY(delivery.begin(upload.name, upload.claimed_type));
        TRY(intake.write_file(upload.file.path()));
        auto name = intake.name();
        auto picture = TRY(intake.finish_as_picture());
        photos.emplace_back(std::move(picture), std::move(name));
    }
    return photos;
}

}  // namespace desk
