// One service as one file: {"guildhall_service": 1, "files": {"service.json": "…", …}}. What comes in is a stranger's.

#include "designer/pages.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

constexpr std::size_t longest_file = std::size_t{4} * 1024 * 1024;

std::unexpected<Refusal> no_service(const char* key) { return refuse_fields("forms.problems", {{"file", base::say(key)}}); }

/// Refuses, under "file", what is no service of ours.
Result<catalogue::Files> files_in(std::string_view text) {
    if (text.size() > longest_file) return no_service("designer.file_long");
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = 8;
    const auto parsed = json::parse({text.data(), text.size()}, error, {}, options);
    if (error || !parsed.is_object()) return no_service("designer.file_no_json");
    const auto* format = parsed.as_object().if_contains("guildhall_service");
    const auto* listed = parsed.as_object().if_contains("files");
    if (format == nullptr || !format->is_int64() || format->as_int64() != 1 || listed == nullptr || !listed->is_object()) return no_service("designer.file_other");
    catalogue::Files files;
    for (const auto& [name, content] : listed->as_object()) {
        if (!catalogue::is_file_of_service(name) || !content.is_string()) return no_service("designer.file_names");
        files.emplace(std::string(name), std::string(content.as_string()));
    }
    if (!files.contains(catalogue::document_file)) return no_service("designer.file_no_document");
    files.try_emplace(std::string(catalogue::article_file));
    return files;
}

Result<std::string> text_sent(web::Request& request) {
    auto* upload = request.upload("file");
    if (upload == nullptr) return no_service("designer.file_missing");
    if (upload->size > longest_file) return no_service("designer.file_long");
    std::ifstream in(upload->file.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A new service, or the draft of one that is here.
Result<std::string> take(db::Tx& tx, const access::Actor& who, const catalogue::Files& files) {
    const auto document = Document::read(files.at(std::string(catalogue::document_file)));
    if (!document) return no_service("designer.file_document");
    const auto code = document->value("code");
    if (!catalogue::state_of(tx, code)) {
        TRY(catalogue::begin_service(tx, who, files));
        return code;
    }
    if (catalogue::find_draft(tx, code)) return no_service("designer.file_draft_there");
    const auto draft = TRY(catalogue::begin_draft(tx, who, code));
    auto edition = draft.edition;
    for (const auto& [file, text] : draft.texts)
        if (!files.contains(file)) edition = TRY(catalogue::change_draft(tx, who, code, file, "", edition));
    for (const auto& [file, text] : files) edition = TRY(catalogue::change_draft(tx, who, code, file, text, edition));
    return code;
}

Result<web::Response> file_page(const Parts& parts, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("designer.take_file"), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("designer.services"), .href = "/staff/services"});
    page.main << html::problem_summary(problems, context.language);
    put_heading(page.main, page.title);
    page.main << "<div class=\"gh-reading\"><p class=\"govuk-body\">"_html << context.say("designer.file_text") << "</p><form method=\"post\" enctype=\"multipart/form-data\" novalidate>"_html << website::seal_fields(context);
    govuk::file_upload(page.main, {.id = "file", .name = "file", .label = {.text = context.say("designer.file")}, .error_message = html::problem_at(problems, "file", context.language), .attributes = {{"accept", ".json,application/json"}}});
    govuk::button(page.main, {.text = context.say("designer.take_file_button"), .prevent_double_click = true});
    page.main << "</form></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> give_file(const Parts& parts, web::Request& request, web::Context& context) {
    const auto shop = TRY(read_workshop(parts, request, context));
    json::object files;
    for (const auto& [file, text] : shop.files) files[file] = text;
    Document whole;
    whole.root() = json::object{{"guildhall_service", 1}, {"files", std::move(files)}};
    return web::bytes(whole.text(), "application/json; charset=utf-8").with("Content-Disposition", fmt::format("attachment; filename=\"{}.json\"", shop.state.code));
}

Result<web::Response> show_take_file(const Parts& parts, web::Request& request, web::Context& context) { return file_page(parts, request, context, {}, 200); }

Result<web::Response> take_file(const Parts& parts, web::Request& request, web::Context& context) {
    const auto again = [&](const Refusal& why) { return file_page(parts, request, context, problems_from(why, "file"), 422); };
    const auto text = text_sent(request);
    if (!text) return again(text.error());
    const auto files = files_in(*text);
    if (!files) return again(files.error());
    const auto operation = TRY(web::operation_of(request, context));
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) { return take(tx, access::actor_of(context), *files); });
    if (taken) return web::see_other("/staff/services/" + taken->text);
    if (taken.error().kind == Kind::invalid) {
        auto why = taken.error();
        for (auto& problem : why.fields) problem.field = "file";
        return again(why);
    }
    return std::unexpected(taken.error());
}

}  // namespace designer
