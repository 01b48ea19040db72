#pragma once
// Inside open311 only: in which format an answer goes out, and how a refusal looks.

#include "georeport/georeport.h"
#include "web/web.h"

#include <string>
#include <string_view>

namespace open311 {

/// By the end of the path; without one JSON for who accepts that and not XML, else XML, which everybody must speak.
georeport::Format format_of(const web::Request& request);

/// A path's last segment and nothing of its ending: "033" of "033.xml".
std::string_view without_format(std::string_view segment);

/// Any document of georeport, in the format asked for.
template <class Document>
web::Response answer(const web::Request& request, const Document& document) {
    const auto format = format_of(request);
    return web::bytes(georeport::write(document, format), std::string(georeport::content_type(format))).with("Cache-Control", "no-store");
}

/// The specification's list of errors: one entry, or one for each thing that is wrong.
web::Response as_faults(const web::ErrorPage& error, const web::Request& request);

}  // namespace open311
