// Lists that leave the house: what is on screen as CSV, or whatever is asked for on a page of its own.

#include "base/text.h"
#include "cases/given_out.h"
#include "desk/export_form.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "places/gazetteer.h"
#include "web/paths.h"

#include <memory>
#include <stdexcept>

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

/// One part of the form for what is asked for; what it says is under "desk.export_<name>".
class Fields {
public:
    Fields(html::Html& out, const web::Request& request, const web::Context& context, std::span<const Problem> problems)
        : out_(out), request_(request), context_(context), problems_(problems) {}

    void radios(const char* name, std::initializer_list<const char*> codes) {
        std::vector<govuk::RadioItem> items;
        for (const auto* code : codes) items.push_back({.value = code, .text = say(std::string(name) + "_" + code)});
        const auto typed = value(name);
        govuk::radios(out_, {.fieldset = {.legend = {.text = say(name), .classes = "govuk-fieldset__legend--s"}},
                             .name = name,
                             .items = std::move(items),
                             .value = typed.empty() ? *codes.begin() : typed,
                             .classes = "govuk-radios--inline govuk-radios--small"});
    }
    void day(const char* name) {
        govuk::input(out_, {.id = name,
                            .name = name,
                            .type = "date",
                            .value = value(name),
                            .label = {.text = say(name)},
                            .error_message = html::problem_at(problems_, name),
                            .classes = "govuk-input--width-10"});
    }
    void select(const char* name, std::vector<govuk::SelectItem> items) {
        items.insert(items.begin(), {.value = "", .text = say(std::string(name) + "_all")});
        govuk::select(out_, {.id = name, .name = name, .items = std::move(items), .value = value(name), .label = {.text = say(name)}});
    }

private:
    std::string say(const std::string& name) const { return context_.say("desk.export_" + name); }
    std::string value(const char* name) const { return std::string(request_.form.text(name)); }

    html::Html& out_;
    const web::Request& request_;
    const web::Context& context_;
    std::span<const Problem> problems_;
};

struct Choices {
    std::vector<govuk::SelectItem> services, wards;
};
Result<Choices> read_choices(db::Tx& tx) {
    Choices choices;
    const auto services = TRY(catalogue::live_services(tx));
    for (const auto& service : services) choices.services.push_back({.value = service->code, .text = service->name});
    for (const auto& ward : places::all_wards(tx)) choices.wards.push_back({.value = ward.code, .text = ward.name});
    return choices;
}

void put_people(html::Html& out, const web::Context& context) {
    if (!actor_of(context).may(Permission::read_person)) return;
    govuk::checkboxes(out, {.id_prefix = "people",
                            .name = "people",
                            .items = {{.value = "yes", .text = context.say("desk.export_people"), .hint = {.text = context.say("desk.export_people_hint")}}},
                            .classes = "govuk-checkboxes--small"});
}

/// What is on screen already, which the link brought here: a list of the worklist, or what a search found.
struct OnScreen {
    const char* what = nullptr;  // none: nothing, everything is asked for here
    const char* name = nullptr;
    std::string value;
};
OnScreen on_screen(const web::Request& request) {
    const auto& from = request.method == web::Method::post ? request.form : request.query;
    if (from.has("list")) return {"worklist", "list", std::string(from.text("list"))};
    if (from.has("q")) return {"search", "q", std::string(from.text("q"))};
    return {};
}

void put_hidden(html::Html& out, const char* name, std::string_view value) {
    out << "<input type=\"hidden\""_html;
    out.attribute("name", name).attribute("value", value) << ">"_html;
}

/// What is asked for where nothing is on screen yet.
void put_choices(Fields& fields, Choices choices) {
    fields.radios("what", {"requests", "cases"});
    fields.radios("status", {"any", "open", "closed"});
    fields.day("from");
    fields.day("until");
    fields.select("service", std::move(choices.services));
    if (!choices.wards.empty()) fields.select("ward", std::move(choices.wards));
}

Result<web::Response> exports_page(const Site& site, const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    const auto screen = on_screen(request);
    html::Page page{.title = context.say("desk.exports"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(context.say("desk.exports")) << "<p class=\"govuk-body\">"_html
        << context.say("desk.exports_what") << "</p><form method=\"post\" action=\"/staff/exports\" novalidate>"_html << website::seal_fields(context);
    Fields fields(out, request, context, problems);
    if (screen.what == nullptr) {
        auto choices = TRY(context.tenant.db.read(context.for_db(), read_choices));
        put_choices(fields, std::move(choices));
    } else {
        const auto list = std::string_view(screen.name) == "list" ? context.say(title_of_list(screen.value)) : screen.value;
        out << govuk::inset_text({.text = context.say(std::string("desk.export_") + screen.what, {{"list", list}})});
        put_hidden(out, "what", screen.what);
        put_hidden(out, screen.name, screen.value);
    }
    fields.radios("format", {"csv", "geojson", "json", "lines"});
    put_people(out, context);
    out << govuk::button({.text = context.say("desk.export_button")}) << "</form>"_html;
    if (screen.what != nullptr) out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/staff/exports\">"_html << context.say("desk.export_more") << "</a></p>"_html;
    return site.staff_page(request, context, std::move(page), problems.empty() ? 200 : 422);
}

/// From the first moment of one day to the last of the other; days that are none are problems.
struct Span {
    std::optional<Instant> from, before;
};
Span span_of(const web::Request& request, const web::Context& context, std::vector<Problem>& problems) {
    const auto& zone = places::zone_of(context.tenant.time_zone);
    const auto day = [&](const char* name) {
        const auto typed = base::trim(request.form.text(name));
        const auto read = base::parse_iso_day(typed);
        if (!read && !typed.empty()) problems.push_back({name, context.say("desk.export_day_wrong")});
        return read;
    };
    Span span;
    if (const auto from = day("from")) span.from = zone.start_of(*from);
    if (const auto until = day("until")) span.before = zone.start_of(*until + std::chrono::days(1));
    if (span.from && span.before && *span.from >= *span.before) problems.push_back({"until", context.say("desk.export_until_before")});
    return span;
}

cases::GivenOut wanted_by(const web::Request& request, const web::Context& context, std::vector<Problem>& problems) {
    const auto text = [&](const char* name) { return std::string(request.form.text(name)); };
    const auto what = text("what");
    if (what == "worklist") return wanted_in_list(text("list"));
    if (what == "search") return cases::FoundBy{text("q")};
    const auto span = span_of(request, context, problems);
    const auto status = text("status");
    const auto state = status == "open" ? std::optional(cases::State::open) : status == "closed" ? std::optional(cases::State::closed) : std::nullopt;
    if (what == "cases")
        return cases::Wanted{.state = state, .service = text("service"), .area = text("ward"), .opened_from = span.from, .opened_before = span.before};
    cases::RequestsWanted wanted{.area = text("ward"), .state = state, .received_from = span.from, .received_before = span.before};
    if (const auto service = text("service"); !service.empty()) wanted.services = {service};
    return wanted;
}

}  // namespace

void put_download(html::Html& out, const web::Context& context, const char* name, std::string_view value) {
    if (!actor_of(context).may(Permission::export_records)) return;
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", "/staff/exports?" + std::string(name) + "=" + web::encode_percent(value)) << ">"_html << context.say("desk.export_csv") << "</a></p>"_html;
}

Result<web::Response> show_exports(const Site& site, web::Request& request, web::Context& context) { return exports_page(site, request, context, {}); }

Result<web::Response> give_out(const Site& site, web::Request& request, web::Context& context) {
    std::vector<Problem> problems;
    auto wanted = wanted_by(request, context, problems);
    if (!problems.empty()) return exports_page(site, request, context, problems);
    const auto name = std::string(cases::sort_of(wanted)) + "-" + base::to_iso(places::zone_of(context.tenant.time_zone).day(context.now));
    const auto format = exports::find_format(request.form.text("format")).value_or(exports::Format::csv);
    auto list = TRY(cases::list_to_give_out(actor_of(context), std::move(wanted), format, request.form.text("people") == "yes"));
    list.marked = true;  // who downloads CSV from a page opens it in a spreadsheet
    auto begun = TRY(exports::Giving::begin(context.tenant.db, context.for_db(), std::move(list)));
    const auto giving = std::make_shared<exports::Giving>(std::move(begun));
    const auto source = [giving](std::string& piece) {
        const auto more = giving->next(piece);
        if (!more) throw std::runtime_error("an export was broken off: " + more.error().log);
        return *more;
    };
    return web::download(source, name + std::string(exports::ending_of(format)), std::string(exports::media_type(format)));
}

}  // namespace desk
