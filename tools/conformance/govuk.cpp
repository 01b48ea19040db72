// The 725 fixtures of govuk-frontend: options in JSON, and the HTML that its own templates make of them.
// FOLDER is the npm package govuk-frontend, 6.6.0.

#include "described.h"
#include "dom.h"
#include "options.h"
#include "suite.h"

#include <algorithm>

namespace conformance {
namespace {

namespace fs = std::filesystem;
namespace govuk = html::govuk;

/// The two drawings of the GOV.UK logo. They are the Crown's, so the house keeps none: the suite lends its own.
struct Drawings {
    html::Html crown;
    html::Html logotype;
};

std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const auto start = text.find(from);
    if (start == std::string::npos) throw std::runtime_error("no " + from + " in the package's logo");
    return text.substr(start + from.size(), text.find(to, start) - start - from.size());
}

Drawings drawings_of(const fs::path& package) {
    const std::string logo = read_file(package / "dist/govuk/macros/logo.njk");
    return {html::trusted(between(logo, "set _tudorCrown %}", "{%- endset")),
            html::trusted(between(logo, "set _logotype %}", "{%- endset"))};
}

html::Html header_logo(const Drawings& drawings) {
    html::Html both = drawings.crown;
    both << drawings.logotype;
    return govuk::logo({.drawing = both, .width = 162, .aria_label = "GOV.UK", .classes = "govuk-header__logotype"});
}

html::Html footer_logo(const Drawings& drawings) {
    return govuk::logo({.drawing = drawings.crown, .width = 32, .classes = "govuk-footer__crown"});
}

struct Rendering {
    html::Html html;
    Unknown unknown;
};

using Render = Rendering (*)(const json::value& options, const Drawings&);

template <class Options, html::Html (*component)(const Options&)>
Rendering render(const json::value& json, const Drawings& drawings) {
    Options options;
    Rendering rendering;
    fill(json, options, rendering.unknown);
    if constexpr (std::is_same_v<Options, govuk::FileUpload>)
        rendering.unknown.erase("value");  // the templates pass over it too: no page can fill a file input
    if constexpr (std::is_same_v<Options, govuk::Header>) options.logo = header_logo(drawings);
    if constexpr (std::is_same_v<Options, govuk::Footer>) {
        options.logo = footer_logo(drawings);
        const auto* licence = json.as_object().if_contains("contentLicence");
        options.no_licence = licence && licence->is_null();
    }
    rendering.html = component(options);
    return rendering;
}

const std::map<std::string, Render> components{
    {"accordion", render<govuk::Accordion, govuk::accordion>},
    {"back-link", render<govuk::BackLink, govuk::back_link>},
    {"breadcrumbs", render<govuk::Breadcrumbs, govuk::breadcrumbs>},
    {"button", render<govuk::Button, govuk::button>},
    {"character-count", render<govuk::CharacterCount, govuk::character_count>},
    {"checkboxes", render<govuk::Checkboxes, govuk::checkboxes>},
    {"cookie-banner", render<govuk::CookieBanner, govuk::cookie_banner>},
    {"date-input", render<govuk::DateInput, govuk::date_input>},
    {"details", render<govuk::Details, govuk::details>},
    {"error-message", render<govuk::ErrorMessage, govuk::error_message>},
    {"error-summary", render<govuk::ErrorSummary, govuk::error_summary>},
    {"exit-this-page", render<govuk::ExitThisPage, govuk::exit_this_page>},
    {"feedback", render<govuk::Feedback, govuk::feedback>},
    {"fieldset", render<govuk::Fieldset, govuk::fieldset>},
    {"file-upload", render<govuk::FileUpload, govuk::file_upload>},
    {"footer", render<govuk::Footer, govuk::footer>},
    {"generic-header", render<govuk::GenericHeader, govuk::generic_header>},
    {"header", render<govuk::Header, govuk::header>},
    {"hint", render<govuk::Hint, govuk::hint>},
    {"input", render<govuk::Input, govuk::input>},
    {"inset-text", render<govuk::InsetText, govuk::inset_text>},
    {"label", render<govuk::Label, govuk::label>},
    {"language-navigation", render<govuk::LanguageNavigation, govuk::language_navigation>},
    {"notification-banner", render<govuk::NotificationBanner, govuk::notification_banner>},
    {"pagination", render<govuk::Pagination, govuk::pagination>},
    {"panel", render<govuk::Panel, govuk::panel>},
    {"password-input", render<govuk::PasswordInput, govuk::password_input>},
    {"phase-banner", render<govuk::PhaseBanner, govuk::phase_banner>},
    {"radios", render<govuk::Radios, govuk::radios>},
    {"select", render<govuk::Select, govuk::select>},
    {"service-navigation", render<govuk::ServiceNavigation, govuk::service_navigation>},
    {"skip-link", render<govuk::SkipLink, govuk::skip_link>},
    {"summary-list", render<govuk::SummaryList, govuk::summary_list>},
    {"table", render<govuk::Table, govuk::table>},
    {"tabs", render<govuk::Tabs, govuk::tabs>},
    {"tag", render<govuk::Tag, govuk::tag>},
    {"task-list", render<govuk::TaskList, govuk::task_list>},
    {"textarea", render<govuk::Textarea, govuk::textarea>},
    {"warning-text", render<govuk::WarningText, govuk::warning_text>},
};

/// The first line in which the two differ.
std::string difference(const std::string& wanted, const std::string& ours) {
    const auto [w, o] = std::ranges::mismatch(wanted, ours);
    const auto line_at = [](const std::string& text, std::size_t at) {
        const auto start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
        return text.substr(start, text.find('\n', at) - start);
    };
    return "wanted " + line_at(wanted, w - wanted.begin()) + " | ours " + line_at(ours, o - ours.begin());
}

std::string what_is_wrong(const Rendering& rendering, const std::string& wanted) {
    if (!rendering.unknown.empty()) return "no place for the option " + *rendering.unknown.begin();
    const std::string theirs = normal_form(wanted), ours = normal_form(rendering.html.str());
    return theirs == ours ? "" : difference(theirs, ours);
}

void check(const json::object& fixture, const std::string& name, Render render, const Drawings& drawings,
           Report& report) {
    std::string wrong;
    try {
        wrong = what_is_wrong(render(fixture.at("options"), drawings), printed(fixture.at("html")));
    } catch (const std::exception& problem) {
        wrong = problem.what();
    }
    if (wrong.empty())
        report.passed();
    else
        report.failed(name, wrong);
}

void run(const fs::path& package, Report& report) {
    const Drawings drawings = drawings_of(package);
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(package / "dist/govuk/components"))
        if (fs::exists(entry.path() / "fixtures.json")) folders.push_back(entry.path());
    std::ranges::sort(folders);
    for (const auto& folder : folders) {
        const std::string component = folder.filename();
        const auto render = components.find(component);
        const json::value file = json::parse(read_file(folder / "fixtures.json"));
        for (const auto& fixture : file.at("fixtures").as_array()) {
            const std::string name = component + ": " + printed(fixture.at("name"));
            if (render == components.end())
                report.failed(name, "no such component");
            else
                check(fixture.as_object(), name, render->second, drawings, report);
        }
    }
}

[[maybe_unused]] const bool known = add_suite("govuk", run);

}  // namespace
}  // namespace conformance
