#include "website/proof_files.h"

#include "base/text.h"
#include "forms/view.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "website/report_where.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr char behind_name = '\t';

/// A line of the form's field: "bill.pdf<tab>token".
struct Carried {
    std::string name, token;
};

std::vector<Carried> carried_in(const web::Request& request, const forms::Question& question) {
    std::vector<Carried> lines;
    for (const auto line : base::split(request.form.text(question.code), '\n')) {
        const auto tab = line.find(behind_name);
        if (tab != line.npos) lines.push_back({std::string(line.substr(0, tab)), std::string(base::trim(line.substr(tab + 1)))});
    }
    return lines;
}

void carry_lines(web::Request& request, const forms::Question& question, const std::vector<Carried>& lines) {
    std::string all;
    for (const auto& each : lines) (all += all.empty() ? "" : "\n") += each.name + behind_name + each.token;
    replace(request.form, question.code, all);
}

bool is_pdf(const web::Upload& upload) {
    std::array<char, 5> first{};
    std::ifstream file(upload.file.path(), std::ios::binary);
    return file.read(first.data(), first.size()) && std::string_view(first.data(), first.size()) == "%PDF-";
}

Result<Photo> take_one(const web::Upload& upload, const forms::Question& question, files::Delivery& delivery) {
    if (upload.size > static_cast<std::uint64_t>(question.megabytes) * 1024 * 1024) return refuse(Kind::invalid, "website.file_large");
    if (is_heic(upload)) return refuse(Kind::invalid, "website.photo_heic");
    auto intake = TRY(delivery.begin(upload.name, upload.claimed_type));
    TRY(intake.write_file(upload.file.path()));
    auto blob = is_pdf(upload) ? intake.finish() : intake.finish_as_picture();
    if (!blob) return std::unexpected(blob.error());
    if (!blob->remade && blob->type != "application/pdf") return refuse(Kind::invalid, "website.file_kind");
    return Photo{.picture = *blob, .small = *blob, .name = intake.name(), .token = {}};
}

std::string drawing_field(const forms::Question& question) { return question.code + "-drawn"; }

/// What was drawn beside the name, as the browser wrote it; empty where nothing was.
std::string_view drawn_for(const web::Request& request, const forms::Question& question) {
    return question.type == forms::Type::signature ? request.form.text(drawing_field(question)) : std::string_view();
}

/// Refuses as invalid what is no small PNG.
Result<files::Blob> take_drawing(const web::Request& request, const forms::Question& question, files::Store& store) {
    constexpr std::string_view before = "data:image/png;base64,";
    constexpr std::size_t largest = 200'000;
    const auto drawn = drawn_for(request, question);
    const auto unread = [] { return refuse(Kind::invalid, "website.signature_unread"); };
    if (!drawn.starts_with(before) || drawn.size() > largest) return unread();
    std::string plain(drawn.substr(before.size()));
    std::ranges::replace(plain, '+', '-');
    std::ranges::replace(plain, '/', '_');
    while (plain.ends_with('=')) plain.pop_back();
    const auto bytes = base::from_base64url(plain);
    if (!bytes || bytes->empty()) return unread();
    auto intake = TRY(store.begin(question.code + ".png", "image/png"));
    TRY(intake.write(*bytes));
    return intake.finish_as_picture();
}

std::size_t number_behind(std::string_view go, std::string_view what) {
    std::size_t number = 0;
    if (go.starts_with(what)) std::from_chars(go.data() + what.size(), go.data() + go.size(), number);
    return number;
}

/// Takes what came for one question, up to its limits.
TakenFiles take_for(const Site& site, web::Request& request, const web::Context& context, const forms::Question& question, const Photos& sealing, files::Store& store) {
    TakenFiles taken{.question = &question};
    auto lines = carried_in(request, question);
    const auto go = request.form.text("go");
    const bool is_here = request.form.text("at") == question.code;
    if (const auto number = number_behind(go, remove_file); is_here && number >= 1 && number <= lines.size()) {
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(number) - 1);
        taken.stays = true;
    }
    taken.stays = taken.stays || (is_here && go == more_files);
    const auto most = static_cast<std::size_t>(question.up_to.value_or(1));
    files::Delivery delivery(store);
    for (const auto& upload : request.uploads) {
        if (upload.field != file_field(question)) continue;
        std::string wrong;
        if (lines.size() >= most) wrong = context.say(most == 1 ? "forms.files_one" : "forms.files_many", {{"most", std::to_string(most)}});
        else if (site.manners().too_much(Manners::Sent::photo, request, context)) wrong = context.say("website.photo_often");
        auto file = wrong.empty() ? take_one(upload, question, delivery) : Result<Photo>(Photo{});
        if (!file) wrong = context.say("website.photo_named", {{"name", upload.name}, {"what", context.say(file.error().key, {{"most", std::to_string(question.megabytes)}})}});
        if (!wrong.empty()) taken.problems.push_back({question.code, wrong});
        else lines.push_back({file->name, sealing.sealed(*file)});
    }
    carry_lines(request, question, lines);
    return taken;
}

html::Html remove_button(const web::Context& context, std::size_t number, const std::string& name) {
    html::Html out;
    out << "<button class=\"gh-link-button\" formnovalidate name=\"go\""_html;
    out.attribute("value", remove_file + std::to_string(number)) << ">"_html << context.say("website.row_remove") << "<span class=\"govuk-visually-hidden\"> "_html << name << "</span></button>"_html;
    return out;
}

void put_list(html::Html& out, const web::Context& context, const std::vector<Carried>& lines) {
    if (lines.empty()) return;
    out << "<dl class=\"govuk-summary-list\">"_html;
    for (std::size_t i = 0; i < lines.size(); ++i)
        out << "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">"_html << lines[i].name << "</dt><dd class=\"govuk-summary-list__actions\">"_html
            << remove_button(context, i + 1, lines[i].name) << "</dd></div>"_html;
    out << "</dl>"_html;
}

}  // namespace

std::string file_field(const forms::Question& question) { return question.code + "-new"; }

bool asks_for_files(const catalogue::Definition& service) {
    return std::ranges::any_of(service.form.questions, [](const forms::Question& question) { return forms::has_files(question.type); });
}

Result<std::vector<TakenFiles>> take_files(const Site& site, web::Request& request, const web::Context& context, const catalogue::Definition& service) {
    std::vector<TakenFiles> all;
    if (!asks_for_files(service) || !context.tenant.files) return all;
    const auto sealing = TRY(Photos::of(context, "proof"));
    auto* const store = TRY(context.tenant.files());
    for (const auto& question : service.form.questions)
        if (forms::has_files(question.type)) all.push_back(take_for(site, request, context, question, sealing, *store));
    return all;
}

Result<ProofCarried> proof_carried(const web::Request& request, const web::Context& context, const catalogue::Definition& service) {
    ProofCarried carried;
    if (!asks_for_files(service) || joins(request)) return carried;
    const auto sealing = TRY(Photos::of(context, "proof"));
    for (const auto* question : forms::asked(service.form, forms::sent_by(request.form, service.form))) {
        if (!forms::has_files(question->type)) continue;
        for (const auto& line : carried_in(request, *question)) {
            auto file = sealing.find(line.token);
            if (file) carried.files.push_back(*std::move(file));
            else carried.problems.push_back({question->code, context.say("website.file_gone", {{"name", line.name}})});
        }
    }
    return carried;
}

bool has_drawings(const web::Request& request, const web::Context& context, const catalogue::Definition& service) {
    if (!context.tenant.files || joins(request)) return false;
    return std::ranges::any_of(forms::asked(service.form, forms::sent_by(request.form, service.form)), [&](const auto* question) { return !drawn_for(request, *question).empty(); });
}

Result<std::vector<Problem>> take_drawings(web::Request& request, const web::Context& context, const catalogue::Definition& service, ProofCarried& proof) {
    std::vector<Problem> problems;
    if (!has_drawings(request, context, service)) return problems;
    auto* const store = TRY(context.tenant.files());
    for (const auto* question : forms::asked(service.form, forms::sent_by(request.form, service.form))) {
        if (drawn_for(request, *question).empty()) continue;
        auto picture = take_drawing(request, *question, *store);
        if (picture) {
            proof.files.push_back({.picture = *picture, .small = *picture, .name = context.say("website.signature_file", {{"name", request.form.text(question->code)}}), .token = {}});
            continue;
        }
        const bool is_drawing_wrong = picture.error().kind == Kind::invalid;
        problems.push_back({question->code, context.say(is_drawing_wrong ? "website.signature_unread" : picture.error().key)});
        if (is_drawing_wrong) replace(request.form, drawing_field(*question), {});  // the name alone may be sent now
    }
    return problems;
}

void put_files_step(html::Html& out, const Report& report, const forms::Question& question, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto lines = carried_in(report.request, question);
    const auto most = static_cast<std::size_t>(question.up_to.value_or(1));
    out << "<h1 class=\"govuk-heading-l\">"_html << (question.required ? question.label : context.say("forms.optional", {{"label", question.label}})) << "</h1>"_html;
    if (!question.hint.empty()) out << "<p class=\"govuk-body\">"_html << question.hint << "</p>"_html;
    out << "<input type=\"hidden\""_html;
    out.attribute("name", question.code).attribute("value", report.typed(question.code)) << ">"_html;
    put_list(out, context, lines);
    if (lines.size() >= most) {
        out << "<p class=\"govuk-body\""_html;
        out.attribute("id", question.code) << ">"_html << context.say("website.files_full", {{"most", std::to_string(most)}}) << "</p>"_html;
        return;
    }
    govuk::file_upload(out, {.id = question.code,
                             .name = file_field(question),
                             .multiple = most > 1,
                             .label = {.text = context.say(lines.empty() ? "website.files_label" : "website.files_label_more"), .classes = "govuk-label--m"},
                             .hint = {.text = context.say("website.files_limits", {{"most", std::to_string(most - lines.size())}, {"megabytes", std::to_string(question.megabytes)}})},
                             .error_message = html::problem_at(problems, question.code),
                             .attributes = {{"accept", "application/pdf,image/jpeg,image/png,image/webp"}}});
    if (most > lines.size() + 1)
        out << "<button class=\"govuk-button govuk-button--secondary\" name=\"go\" value=\"more-files\">"_html << context.say("website.files_more") << "</button>"_html;
}

}  // namespace website
