#include "open311/answer.h"

#include "base/words.h"

#include <algorithm>
#include <array>

namespace open311 {
namespace {

/// What HTTP means by it; all else that is wrong with a request is 400 here.
int status_shown(int status) {
    if (status == 401) return 403;
    constexpr std::array kept{403, 404, 405, 413, 415, 429};
    return status >= 500 || std::ranges::count(kept, status) > 0 ? status : 400;
}

std::string in_words(const std::string& key, base::Language language) {
    return base::has_words(key) ? base::say(key, {}, language) : key;
}

std::string description_of(const web::ErrorPage& error, base::Language language) {
    if (error.status == 401) return base::say("open311.no_key", {}, language);
    if (error.refusal->key == "web.not_allowed") return base::say("open311.key_may_not", {}, language);
    if (error.refusal->key == "web.malformed") return base::say("open311.malformed", {}, language);
    return error.text;
}

}  // namespace

georeport::Format format_of(const web::Request& request) {
    if (request.path.ends_with(".json")) return georeport::Format::json;
    if (request.path.ends_with(".xml")) return georeport::Format::xml;
    const auto accept = request.header("Accept");
    const bool json = accept.find("application/json") != accept.npos && accept.find("xml") == accept.npos;
    return json ? georeport::Format::json : georeport::Format::xml;
}

std::string_view without_format(std::string_view segment) {
    for (const auto ending : {std::string_view(".json"), std::string_view(".xml")})
        if (segment.ends_with(ending)) return segment.substr(0, segment.size() - ending.size());
    return segment;
}

web::Response as_faults(const web::ErrorPage& error, const web::Request& request) {
    const auto status = status_shown(error.status);
    const auto code = std::to_string(status);
    std::vector<georeport::Fault> faults;
    if (status == 400)
        for (const auto& [field, message] : error.refusal->fields) {
            const auto words = in_words(message, request.language);
            faults.push_back({code, field.empty() ? words : field + ": " + words});
        }
    if (faults.empty()) faults.push_back({code, description_of(error, request.language)});
    return answer(request, faults).with_status(status);
}

}  // namespace open311
