#include "website/notice_view.h"

#include "website/site.h"

namespace website {

html::Html notices_shown(const web::Context& context, std::span<const notices::Notice> notices, int heading_level) {
    html::Html out;
    for (const auto& notice : notices) {
        const std::string code(notices::code_of(notice.level)), id = "notice-" + to_string(notice.id);
        out << "<section class=\"gh-bulletin gh-bulletin--"_html;
        out.value(code) << "\""_html;
        out.attribute("aria-labelledby", id) << "><p class=\"gh-bulletin__level\">"_html << context.say("notices.level_" + code) << "</p>"_html
            << (heading_level == 2 ? "<h2 class=\"govuk-heading-s gh-bulletin__title\""_html : "<h3 class=\"govuk-heading-s gh-bulletin__title\""_html);
        out.attribute("id", id) << ">"_html << notice.title << (heading_level == 2 ? "</h2>"_html : "</h3>"_html);
        if (!notice.text.empty()) out << "<p class=\"govuk-body gh-lines\">"_html << notice.text << "</p>"_html;
        if (!notice.link.empty()) {
            out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
            out.url("href", notice.link) << ">"_html << context.say("website.notice_more") << "<span class=\"govuk-visually-hidden\">: "_html << notice.title
                                         << "</span></a></p>"_html;
        }
        out << "<p class=\"govuk-body-s gh-bulletin__until\">"_html << context.say("website.notice_until", {{"time", shown_time(context, notice.until)}})
            << "</p></section>"_html;
    }
    return out;
}

std::vector<notices::Notice> notices_beside(db::Tx& tx, std::string_view service) {
    auto notices = notices::showing(tx);
    std::erase_if(notices, [&](const notices::Notice& notice) { return !notice.stands_beside(service); });
    return notices;
}

}  // namespace website
