#include "catalogue/drafts.h"

#include "base/text.h"
#include "base/words.h"
#include "catalogue/element.h"
#include "catalogue/events.h"
#include "catalogue/queries.h"
#include "catalogue/stage_store.h"
#include "catalogue/stored_texts.h"
#include "journal/journal.h"

#include <boost/json.hpp>

namespace catalogue {
namespace {

using DraftId = Id<struct DraftThing>;

constexpr std::size_t longest_text = std::size_t{512} * 1024;
constexpr std::int64_t most_texts = 40;

struct Row {
    std::int64_t id = 0;
    Draft draft;
};

Row row_from(const db::Row& row) {
    return {row.get<std::int64_t>(0), {.code = row.get<std::string>(1),
                                       .edition = row.get<std::int64_t>(2),
                                       .based_on = row.get<std::int64_t>(3),
                                       .texts = {},
                                       .begun_by = row.get<std::string>(4),
                                       .changed_by = row.get<std::string>(6),
                                       .begun_at = row.get<Instant>(5),
                                       .changed_at = row.get<Instant>(7)}};
}

std::optional<Row> find_row(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::find_draft, code)) return row_from(row);
    return std::nullopt;
}

void read_texts(db::Tx& tx, Row& row) {
    for (const auto text : tx.query(sql::draft_texts, row.id)) {
        auto file = text.get<std::string>(0);
        const bool stays = !text.get<std::string_view>(1).empty() || file == document_file || file == article_file;  // a file that was taken away keeps its edition
        if (stays) row.draft.texts.emplace(std::move(file), text.get<std::string>(1));
    }
}

/// As its document says; empty where that cannot be read.
std::string code_said_in(std::string_view document) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse({document.data(), document.size()}, error);
    return error ? std::string() : Element(&parsed).text("code");
}

Result<void> require_text(std::string_view code, std::string_view file, std::string_view text) {
    if (!is_file_of_service(file)) return refuse_fields("forms.problems", {{"file", base::say("catalogue.draft_file")}});
    if (text.size() > longest_text) return refuse_fields("forms.problems", {{"text", base::say("catalogue.draft_long")}});
    if (!base::is_utf8(text) || text.find('\0') != std::string_view::npos)
        return refuse_fields("forms.problems", {{"text", base::say("catalogue.draft_text")}});
    if (file != document_file) return {};
    const auto said = code_said_in(text);
    if (said.empty()) return refuse_fields("forms.problems", {{"text", base::say("catalogue.draft_document")}});
    if (said != code) return refuse_fields("forms.problems", {{"text", base::say("catalogue.draft_code")}});
    return {};
}

Draft keep(db::Tx& tx, std::string_view code, std::int64_t based_on, Files texts) {
    const auto id = tx.new_id<DraftId>();
    tx.run(sql::add_draft, id, code, based_on, tx.actor(), tx.now(), tx.actor(), tx.now());
    for (const auto& [file, text] : texts) tx.run(sql::add_draft_text, id, file, 1, text);
    journal::announce(tx, ServiceDraftBegun{id.value, std::string(code), based_on});
    return {.code = std::string(code),
            .edition = 1,
            .based_on = based_on,
            .texts = std::move(texts),
            .begun_by = tx.actor(),
            .changed_by = tx.actor(),
            .begun_at = tx.now(),
            .changed_at = tx.now()};
}

std::unexpected<Refusal> changed_meanwhile() { return refuse(Kind::conflict, "catalogue.changed_meanwhile"); }

}  // namespace

bool is_file_of_service(std::string_view file) {
    constexpr std::string_view ending = ".dmn";
    if (file == document_file || file == article_file || file == process_file) return true;
    if (!file.ends_with(ending)) return false;
    file.remove_suffix(ending.size());
    return !file.empty() && file.size() <= 60 && file.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

std::string_view Draft::text(std::string_view file) const {
    const auto found = texts.find(file);
    return found == texts.end() ? std::string_view() : std::string_view(found->second);
}

Result<Files> texts_of(db::Tx& tx, std::string_view code, std::int64_t version) {
    for (const auto row : tx.query(sql::text_of, code, version)) {
        Files texts{{std::string(document_file), row.get<std::string>(0)}, {std::string(article_file), row.get<std::string>(1)}};
        if (auto process = row.get<std::string>(2); !process.empty()) texts.emplace(process_file, std::move(process));
        for (auto& table : decisions_from(row.get<std::string_view>(3))) texts.emplace(table.name + ".dmn", std::move(table.xml));
        return texts;
    }
    return refuse(Kind::not_found, "catalogue.no_such_service");
}

Texts as_texts(const Files& files) {
    Texts texts;
    for (const auto& [file, text] : files) {
        if (file == document_file)
            texts.document = text;
        else if (file == article_file)
            texts.article = text;
        else if (file == process_file)
            texts.process = text;
        else
            texts.decisions.push_back({file.substr(0, file.size() - 4), text});
    }
    return texts;
}

Result<Draft> find_draft(db::Tx& tx, std::string_view code) {
    auto row = find_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_draft");
    read_texts(tx, *row);
    return std::move(row->draft);
}

std::vector<Draft> all_drafts(db::Tx& tx) {
    std::vector<Draft> all;
    for (const auto row : tx.query(sql::all_drafts)) all.push_back(row_from(row).draft);
    return all;
}

Result<Draft> begin_draft(db::Tx& tx, const access::Actor& who, std::string_view code) {
    TRY(access::require(who, access::Permission::design_service));
    if (auto there = find_draft(tx, code)) return there;
    std::int64_t version = 0;
    for (const auto row : tx.query(sql::newest_version, code)) version = row.get<std::int64_t>(1) != 0 ? row.get<std::int64_t>(1) : row.get<std::int64_t>(2);
    return begin_draft_from(tx, who, code, version);
}

Result<Draft> begin_draft_from(db::Tx& tx, const access::Actor& who, std::string_view code, std::int64_t version) {
    TRY(access::require(who, access::Permission::design_service));
    if (find_row(tx, code)) return refuse(Kind::conflict, "catalogue.draft_there");
    auto texts = TRY(texts_of(tx, code, version));
    const auto definition = TRY(find_version(tx, code, version));
    if (definition->past) return refuse(Kind::not_found, "catalogue.no_such_service");
    return keep(tx, code, version, std::move(texts));
}

Result<Draft> begin_service(db::Tx& tx, const access::Actor& who, const Files& texts) {
    TRY(access::require(who, access::Permission::design_service));
    const auto document = texts.find(document_file);
    const auto code = document == texts.end() ? std::string() : code_said_in(document->second);
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (code.empty() || code.size() > 60 || code.find_first_not_of(letters) != std::string::npos)
        return refuse_fields("forms.problems", {{"code", base::say("catalogue.draft_new_code")}});
    for (const auto row : tx.query(sql::newest_version, code))
        if (row.get<std::int64_t>(2) != 0) return refuse_fields("forms.problems", {{"code", base::say("catalogue.draft_code_taken")}});
    if (find_row(tx, code)) return refuse_fields("forms.problems", {{"code", base::say("catalogue.draft_code_taken")}});
    if (texts.size() > static_cast<std::size_t>(most_texts)) return refuse_fields("forms.problems", {{"text", base::say("catalogue.draft_many")}});
    for (const auto& [file, text] : texts) TRY(require_text(code, file, text));
    return keep(tx, code, 0, texts);
}

Result<std::int64_t> change_draft(db::Tx& tx, const access::Actor& who, std::string_view code, std::string_view file, std::string_view text,
                                  std::int64_t seen_edition) {
    TRY(access::require(who, access::Permission::design_service));
    TRY(require_text(code, file, text));
    const auto row = find_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_draft");
    const auto last = tx.find<std::int64_t>(sql::draft_text_edition, row->id, file);
    if (seen_edition > row->draft.edition || last.value_or(0) > seen_edition) return changed_meanwhile();
    if (!last && tx.find<std::int64_t>(sql::count_draft_texts, row->id).value_or(0) >= most_texts)
        return refuse_fields("forms.problems", {{"file", base::say("catalogue.draft_many")}});
    const auto edition = row->draft.edition + 1;
    if (tx.change(sql::set_draft_edition, edition, tx.actor(), tx.now(), row->id, row->draft.edition) != 1) return changed_meanwhile();
    if (last)
        tx.run(sql::set_draft_text, edition, text, row->id, file);
    else
        tx.run(sql::add_draft_text, row->id, file, edition, text);
    journal::announce(tx, ServiceDraftChanged{row->id, std::string(code), std::string(file), edition});
    return edition;
}

Result<void> remove_published_draft(db::Tx& tx, std::string_view code) {
    const auto row = find_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_draft");
    tx.run(sql::remove_draft_texts, row->id);
    tx.run(sql::remove_draft, row->id);
    return {};
}

Result<void> discard_draft(db::Tx& tx, const access::Actor& who, std::string_view code, std::int64_t seen_edition) {
    TRY(access::require(who, access::Permission::design_service));
    const auto row = find_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_draft");
    if (row->draft.edition != seen_edition) return changed_meanwhile();
    TRY(remove_published_draft(tx, code));
    journal::announce(tx, ServiceDraftDiscarded{row->id, std::string(code)});
    return {};
}

}  // namespace catalogue
