#include "website/report_fields.h"

#include "html/govuk.h"
#include "html/problems.h"
#include "notifications/text_account.h"
#include "places/map_view.h"
#include "website/report_steps.h"

namespace website {

namespace govuk = html::govuk;

void put_place(html::Html& out, const catalogue::Definition& service, const forms::Typed& typed,
               std::span<const Problem> problems, forms::Standing standing) {
    const bool alone = standing == forms::Standing::alone;
    govuk::input(out, {.id = "location",
                       .name = "location",
                       .value = typed("location"),
                       .label = {.text = service.location_label,
                                 .is_page_heading = alone,
                                 .classes = alone ? "govuk-label--l" : "govuk-label--m"},
                       .hint = {.text = service.location_hint},
                       .error_message = html::problem_at(problems, "location"),
                       .autocomplete = "street-address"});
}

void put_details(html::Html& out, const web::Context& context, const catalogue::Definition& service,
                 const forms::Typed& typed, std::span<const Problem> problems) {
    const auto field = [&](const char* name, const char* type, const char* autocomplete, const char* hint) {
        const bool email = std::string_view(name) == "email";
        govuk::input(out, {.id = name,
                           .name = name,
                           .type = type,
                           .value = typed(name),
                           .label = {.text = context.say(std::string("website.contact_") + name)},
                           .hint = {.text = *hint ? context.say(hint) : ""},
                           .error_message = html::problem_at(problems, name),
                           .classes = std::string_view(type) == "tel" ? "govuk-input--width-20" : "",
                           .autocomplete = autocomplete,
                           .spellcheck = email ? std::optional(false) : std::nullopt});
    };
    if (service.asks_name) field("name", "text", "name", "");
    if (service.asks_email) field("email", "email", "email", "website.contact_email_hint");
    if (service.asks_phone) field("phone", "tel", "tel", "website.contact_phone_hint");
    if (asks_way_to_write(service)) put_way_to_write(out, context, typed, problems);
}

/// Whether the council has an account for text messages.
static bool texts_people(const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<bool> { return notifications::has_text_account(tx); }).value_or(false);
}

bool asks_way_to_write(const catalogue::Definition& service) { return service.asks_name && service.asks_email; }

void put_way_to_write(html::Html& out, const web::Context& context, const forms::Typed& typed, std::span<const Problem> problems) {
    html::Html by_post;
    govuk::textarea(by_post, {.id = "postal",
                              .name = "postal",
                              .rows = 4,
                              .value = typed("postal"),
                              .label = {.text = context.say("website.contact_postal")},
                              .hint = {.text = context.say("website.contact_postal_hint")},
                              .error_message = html::problem_at(problems, "postal"),
                              .autocomplete = "street-address"});
    govuk::checkboxes(by_post, {.id_prefix = "large_print",
                                .name = "large_print",
                                .items = {{.value = "yes", .text = context.say("website.contact_large_print")}},
                                .values = typed("large_print") == "yes" ? std::vector<std::string>{"yes"} : std::vector<std::string>{},
                                .classes = "govuk-checkboxes--small"});
    std::vector<govuk::RadioItem> ways{{.value = "email", .text = context.say("website.contact_write_email")}};
    if (texts_people(context) || typed("write") == "text") ways.push_back({.value = "text", .text = context.say("website.contact_write_text")});
    ways.push_back({.value = "post", .text = context.say("website.contact_write_post"), .conditional = {.html = std::move(by_post)}});
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("website.contact_write")}},
                        .error_message = html::problem_at(problems, "write"),
                        .name = "write",
                        .items = std::move(ways),
                        .value = typed("write"),
                        .classes = "govuk-radios--small"});
}

bool asks_details(const catalogue::Definition& service) {
    return service.asks_name || service.asks_email || service.asks_phone;
}

places::Location place_sent(const web::Request& request) {
    const auto asset = request.form.text(asset_field);
    return {.text = std::string(request.form.text("location")),
            .point = places::read_point(request.form.text(point_field)),
            .uprn = std::string(request.form.text("uprn")),
            .asset = asset == none_of_these ? std::string() : std::string(asset)};
}

contact::Sent sent_with(const web::Request& request, const catalogue::Definition& service) {
    return {.answer = forms::sent_by(request.form, service.form),
            .location = place_sent(request),
            .language = request.language,
            .visit = base::parse_iso(request.form.text(visit_field)),
            .draft = request.form.text("operation")};
}

}  // namespace website
