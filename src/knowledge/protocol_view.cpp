#include "knowledge/protocol_view.h"

#include "html/markdown.h"

namespace knowledge {
namespace {

using html::operator""_html;

void put_protocol_link(html::Html& out, const ProtocolPlace& place, const std::string& walked, const std::string& text, bool is_choice) {
    out << "<a class=\""_html << (is_choice ? "gh-pick"_html : "govuk-link"_html) << "\""_html;
    if (!place.replaces.empty()) out.attribute("data-replaces", place.replaces);
    const auto join = place.address.find('?') == std::string::npos ? "?" : "&";
    out.url("href", place.address + (walked.empty() ? std::string() : join + ("step=" + walked)) ) << ">"_html;
    if (is_choice)
        out << "<span class=\"gh-pick__name\">"_html << text << "</span>"_html;
    else
        out << text;
    out << "</a>"_html;
}

void put_chosen(html::Html& out, const web::Context& context, const ProtocolPlace& place, const Progressed& at) {
    if (at.chosen.empty()) return;
    out << "<p class=\"govuk-body govuk-!-font-weight-bold\">"_html << context.say("knowledge.protocol_chosen") << "</p><ol class=\"govuk-list govuk-list--number\">"_html;
    for (const auto& chosen : at.chosen) {
        out << "<li>"_html << chosen.title << " <strong>"_html << chosen.choice << "</strong> "_html;
        put_protocol_link(out, place, chosen.back, context.say("knowledge.protocol_change"), false);
        out << "</li>"_html;
    }
    out << "</ol>"_html;
}

html::Literal open_heading(int level) { return level == 2 ? "<h2 class=\"govuk-heading-m\">"_html : level == 3 ? "<h3 class=\"govuk-heading-s\">"_html : "<h4 class=\"govuk-heading-s\">"_html; }
html::Literal close_heading(int level) { return level == 2 ? "</h2>"_html : level == 3 ? "</h3>"_html : "</h4>"_html; }

}  // namespace

html::Html protocol_shown(const web::Request& request, const web::Context& context, const Article& article, const ProtocolPlace& place) {
    const auto read = read_protocol(article.staff);
    if (!read || !*read) return {};
    const auto of = request.query.text("protocol");
    const auto at = walk(**read, of.empty() || of == article.slug ? request.query.text("step") : std::string_view());
    const auto& step = (*read)->steps[at.step];
    html::Html out = "<section class=\"gh-panel gh-protocol\" aria-label=\""_html;
    out.value(context.say("knowledge.protocol"));
    out << "\">"_html;
    put_chosen(out, context, place, at);
    out << open_heading(place.heading_level) << step.title << close_heading(place.heading_level) << html::markdown(step.text, place.heading_level + 1);
    if (step.choices.empty()) {
        out << "<p class=\"govuk-body\">"_html << context.say("knowledge.protocol_end") << "</p>"_html;
    } else {
        out << "<ul class=\"gh-picks\">"_html;
        for (std::size_t i = 0; i < step.choices.size(); ++i) {
            out << "<li>"_html;
            put_protocol_link(out, place, at.walked + (at.walked.empty() ? "" : ".") + std::to_string(i + 1), step.choices[i].text, true);
            out << "</li>"_html;
        }
        out << "</ul>"_html;
    }
    if (!at.chosen.empty()) {
        out << "<p class=\"govuk-body\">"_html;
        put_protocol_link(out, place, {}, context.say("knowledge.protocol_again"), false);
        out << "</p>"_html;
    }
    return out << "</section>"_html;
}

}  // namespace knowledge
