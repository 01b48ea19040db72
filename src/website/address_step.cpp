#include "website/address_step.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "places/gazetteer.h"
#include "website/report_where.h"

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr int most_offered_addresses = 20;

struct Fields {
    std::string typed, uprn, chosen_for;
    explicit Fields(const std::string& code) : typed(code), uprn(code + "-uprn"), chosen_for(code + "-for") {}
};

void choose_address(web::Request& request, const Fields& fields, const std::string& words, const std::string& uprn) {
    replace(request.form, fields.typed, words);
    replace(request.form, fields.uprn, uprn);
    replace(request.form, fields.chosen_for, words);
}

html::Page offer(const Report& report, std::size_t step, const Fields& fields, std::span<const places::Address> found, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto& question = *report.steps[step].question;
    const std::vector<std::string> own{fields.uprn, fields.chosen_for};
    auto page = open_page(report, step, context.say("website.address_title"), problems, report.steps[step].code, own);
    auto& out = page.main;
    out << "<input type=\"hidden\" name=\"choosing\" value=\"yes\">"_html;
    std::vector<govuk::RadioItem> items;
    for (const auto& address : found) items.push_back({.value = address.uprn, .text = address.line});
    items.push_back({.divider = context.say("website.address_or")});
    items.push_back({.value = no_address, .text = context.say("website.address_not_listed", {{"typed", report.typed(fields.typed)}})});
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("website.address_title"), .classes = "govuk-fieldset__legend--l", .is_page_heading = true}},
                        .hint = {.text = question.label},
                        .error_message = html::problem_at(problems, fields.uprn),
                        .name = fields.uprn,
                        .items = std::move(items)});
    govuk::button(out, {.text = context.say("website.continue")});
    out << "</form></div>"_html;
    return page;
}

}  // namespace

Result<std::optional<html::Page>> take_address(web::Request& request, const Report& report, std::size_t step) {
    const auto& context = report.context;
    const Fields fields(report.steps[step].code);
    const auto words = std::string(base::trim(request.form.text(fields.typed)));
    const auto chosen = std::string(request.form.text(fields.uprn));
    const bool chooses = request.form.has(choosing_field);
    if (words.empty() || (!chooses && !chosen.empty() && words == request.form.text(fields.chosen_for))) return std::nullopt;
    if (chooses && chosen == no_address) {
        choose_address(request, fields, words, no_address);
        return std::nullopt;
    }
    if (!chooses) choose_address(request, fields, words, {});
    struct Found {
        std::optional<places::Address> chosen;
        std::vector<places::Address> meant;
    };
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Found> {
        if (chooses && !chosen.empty()) return Found{places::find_address(tx, chosen), {}};
        return Found{std::nullopt, places::find_addresses(tx, words, most_offered_addresses)};
    }));
    const bool is_alone = found.meant.size() == 1 && is_meant_alone(found.meant.front().line, words);
    if (const auto* known = found.chosen ? &*found.chosen : is_alone ? &found.meant.front() : nullptr) {
        choose_address(request, fields, known->line, known->uprn);
        return std::nullopt;
    }
    if (found.meant.empty()) return std::nullopt;  // typed in full, or so it seems: the check will say
    std::vector<Problem> problems;
    if (chooses) problems.push_back({fields.uprn, context.say("website.address_missing")});
    return offer(report, step, fields, found.meant, problems);
}

}  // namespace website
