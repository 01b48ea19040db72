#pragma once
// Inside website only: how photos look before a report is sent.

#include "website/report_view.h"

namespace website {

/// The page on which they are added: what to show, what becomes of them, those that are there, the field for more.
void put_photos_step(html::Html& out, const Report& report, const Step& step, std::span<const Problem> problems);

/// Those that are there, small, each with a button that removes it.
html::Html photos_shown(const Report& report);

/// The field alone, for `most` files beside those that are there.
void put_photo_field(html::Html& out, const web::Context& context, std::int64_t most, std::size_t there, std::span<const Problem> problems);

}  // namespace website
