#include "website/report_photos_view.h"

#include "html/govuk.h"
#include "html/problems.h"

#include <algorithm>

namespace website {
namespace {

namespace govuk = html::govuk;

/// Half of what it measures, so that it is sharp where dots are fine.
void put_picture(html::Html& out, const Report& report, const Photo& photo, const std::string& alternative) {
    out << "<img loading=\"lazy\""_html;
    out.url("src", report.address() + "/photos/" + photo.token).attribute("alt", alternative);
    out.attribute("width", std::to_string(std::max(photo.small.width / 2, 1))).attribute("height", std::to_string(std::max(photo.small.height / 2, 1)));
    out << ">"_html;
}

void put_advice(html::Html& out, const Report& report) {
    const auto& context = report.context;
    const auto& hint = report.service.photos->hint;
    out << "<p class=\"govuk-body\">"_html << (hint.empty() ? context.say("website.photos_hint") : hint) << " "_html
        << context.say("website.photos_not") << "</p><p class=\"govuk-hint\">"_html << context.say("website.photos_seen") << "</p>"_html;
}

/// What the script says while it makes photos smaller and sends them.
void put_words_for_script(html::Html& out, const web::Context& context) {
    out << "<div data-module=\"gh-photos\""_html;
    out.attribute("data-shrinking", context.say("website.photos_shrinking")).attribute("data-sending", context.say("website.photos_sending"));
    out.attribute("data-added", context.say("website.photos_added")).attribute("data-offline", context.say("website.photos_offline")) << ">"_html;
}

}  // namespace

html::Html photos_shown(const Report& report) {
    const auto& context = report.context;
    html::Html out;
    if (report.photos.empty()) return out;
    out << "<ul class=\"gh-own-photos\">"_html;
    int number = 0;
    for (const auto& photo : report.photos) {
        const auto name = context.say("website.photo_number", {{"number", std::to_string(++number)}});
        out << "<li>"_html;
        put_picture(out, report, photo, name);
        out << "<button class=\"gh-link-button\" formnovalidate"_html;
        out.attribute("name", photo_remove).attribute("value", photo.token).url("formaction", report.address() + "/step");
        out << ">"_html << context.say("website.photo_remove") << "<span class=\"govuk-visually-hidden\"> "_html << name << "</span></button></li>"_html;
    }
    return out << "</ul>"_html;
}

void put_photo_field(html::Html& out, const web::Context& context, std::int64_t most, std::size_t there, std::span<const Problem> problems) {
    govuk::file_upload(out, {.id = photo_file,
                             .name = photo_file,
                             .multiple = most > 1,
                             .label = {.text = context.say("website.photos_label"), .classes = "govuk-label--m"},
                             .hint = {.text = context.say(there == 0 ? "website.photos_limits" : "website.photos_limits_more", {{"most", std::to_string(most)}})},
                             .error_message = html::problem_at(problems, photo_file),
                             // iPhones turn their own format into one of these when asked for nothing else
                             .attributes = {{"accept", "image/jpeg,image/png,image/webp"}}});
}

void put_photos_step(html::Html& out, const Report& report, const Step& step, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto most = report.service.photos->most;
    const auto room = most - static_cast<std::int64_t>(report.photos.size());
    out << "<h1 class=\"govuk-heading-l\">"_html << step.heading << "</h1>"_html;
    put_advice(out, report);
    out << "<div id=\"photos\">"_html;
    put_words_for_script(out, context);
    for (const auto& photo : report.photos) {
        out << "<input type=\"hidden\""_html;
        out.attribute("name", photo_token).attribute("value", photo.token) << ">"_html;
    }
    out << photos_shown(report);
    if (room > 0) {
        put_photo_field(out, context, room, report.photos.size(), problems);
        if (room > 1) {
            out << "<button class=\"govuk-button govuk-button--secondary\" name=\"go\" data-without-script"_html;
            out.attribute("value", photo_more) << ">"_html << context.say("website.photos_more") << "</button>"_html;
        }
    } else {
        out << "<p class=\"govuk-body\""_html;
        out.attribute("id", photo_file) << ">"_html << context.say("website.photos_full", {{"most", std::to_string(most)}}) << "</p>"_html;
    }
    out << "<p class=\"govuk-body\" role=\"status\" data-status></p></div></div>"_html;
}

}  // namespace website
