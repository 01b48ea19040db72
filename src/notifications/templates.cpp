#include "notifications/templates.h"

#include "base/text.h"
#include "notifications/filled_tree.h"
#include "notifications/queries.h"
#include "notifications/stored.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace notifications {
namespace {

constexpr std::size_t body_limit = 20'000;
constexpr std::size_t subject_limit = 200;
constexpr std::string_view subject_mark = "Subject: ";

struct Kept {
    Template wording;
    std::string source;  // shipped, own
};

Kept kept_from(const db::Row& row) {
    return {{.name = row.get<std::string>(0),
             .language = language_of(row.get<std::string_view>(1)).value_or(base::Language::english),
             .version = row.get<std::int64_t>(2),
             .subject = row.get<std::string>(3),
             .body = row.get<std::string>(4)},
            row.get<std::string>(5)};
}

std::optional<Kept> newest(db::Tx& tx, std::string_view name, base::Language language) {
    for (const auto row : tx.query(sql::newest_template, name, code_of(language))) return kept_from(row);
    return std::nullopt;
}

std::optional<Kept> one_version(db::Tx& tx, std::string_view name, base::Language language, std::int64_t version) {
    for (const auto row : tx.query(sql::find_template, name, code_of(language), version)) return kept_from(row);
    return std::nullopt;
}

bool is_name(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, plain);
}

Result<void> check(const Template& wording) {
    std::vector<Problem> problems;
    if (!is_name(wording.name)) problems.push_back({"name", "notifications.template_name"});
    if (base::trim(wording.subject).empty() || base::tidy_line(wording.subject) != wording.subject ||
        base::count_characters(wording.subject) > subject_limit)
        problems.push_back({"subject", "notifications.template_subject"});
    if (base::trim(wording.body).empty() || wording.body.size() > body_limit || !base::is_utf8(wording.body))
        problems.push_back({"body", "notifications.template_body"});
    if (!problems.empty()) return refuse_fields("notifications.template_refused", std::move(problems));
    return {};
}

std::int64_t add(db::Tx& tx, const Template& wording, std::string_view source) {
    const auto before = newest(tx, wording.name, wording.language);
    const auto version = before ? before->wording.version + 1 : 1;
    tx.run(sql::add_template, wording.name, code_of(wording.language), version, source, wording.subject, wording.body,
           tx.now());
    return version;
}

/// "done.cy.md" → done, Welsh.
Result<Template> read_shipped(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto wording = read_template(text);
    const auto language = language_of(base::split(path.stem().extension().string(), '.').back());
    if (wording) wording->name = path.stem().stem().string();
    if (!in || !wording || !language || !check(*wording))
        return refuse(Kind::invalid, "notifications.template_refused", path.string());
    wording->language = *language;
    return wording;
}

}  // namespace

Result<Template> read_template(std::string_view file) {
    const auto text = base::tidy_text(file);
    const auto line = std::string_view(text).substr(0, text.find('\n'));
    if (!line.starts_with(subject_mark) || line.size() == text.size())
        return refuse(Kind::invalid, "notifications.template_refused");
    Template wording;
    wording.subject = base::tidy_line(line.substr(subject_mark.size()));
    wording.body = std::string(base::trim(std::string_view(text).substr(line.size()))) + '\n';
    return wording;
}

std::optional<Template> find_template(db::Tx& tx, std::string_view name, base::Language language, std::int64_t version) {
    const auto look = [&](base::Language in) {
        return version > 0 ? one_version(tx, name, in, version) : newest(tx, name, in);
    };
    auto found = look(language);
    if (!found && language != base::Language::english) found = look(base::Language::english);
    if (!found) return std::nullopt;
    return std::move(found->wording);
}

std::vector<Template> all_templates(db::Tx& tx) {
    std::vector<Template> all;
    for (const auto row : tx.query(sql::newest_templates)) all.push_back(kept_from(row).wording);
    return all;
}

Result<std::int64_t> save_template(db::Tx& tx, const Template& wording) {
    TRY(check(wording));
    return add(tx, wording, "own");
}

Result<std::vector<Template>> read_templates(const std::string& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".md") paths.push_back(entry.path());
    if (error) return refuse(Kind::invalid, "notifications.template_folder", folder + ": " + error.message());
    std::ranges::sort(paths);
    std::vector<Template> all;
    for (const auto& path : paths) {
        auto shipped = TRY(read_shipped(path));
        all.push_back(std::move(shipped));
    }
    return all;
}

Result<int> seed_templates(db::Tx& tx, const std::string& folder) {
    int added = 0;
    const auto all = TRY(read_templates(folder));
    for (const auto& shipped : all) {
        const auto before = newest(tx, shipped.name, shipped.language);
        if (before && (before->source == "own" ||
                       (before->wording.subject == shipped.subject && before->wording.body == shipped.body)))
            continue;
        add(tx, shipped, "shipped");
        ++added;
    }
    return added;
}

std::set<std::string> names_in(const Template& wording) {
    std::set<std::string> names;
    for (const std::string_view text : {std::string_view(wording.subject), std::string_view(wording.body)})
        for_each_name(text, [&](std::string_view name) { names.emplace(name); });
    return names;
}

}  // namespace notifications
