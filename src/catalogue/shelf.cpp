// Published services: rows in and out, and the parsed texts that all tenants share.

#include "catalogue/catalogue.h"
#include "catalogue/events.h"
#include "catalogue/finder.h"
#include "catalogue/queries.h"
#include "catalogue/stages.h"
#include "catalogue/stored_texts.h"
#include "journal/journal.h"
#include "search/search.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

namespace catalogue {
namespace {

/// Parsed definitions by version and the digest of their text: the same text is parsed once.
class Shelf {
public:
    DefinitionPtr find(const std::string& key) {
        const std::scoped_lock lock(mutex_);
        const auto found = parsed_.find(key);
        return found == parsed_.end() ? nullptr : found->second;
    }
    DefinitionPtr keep(const std::string& key, Definition definition) {
        const std::scoped_lock lock(mutex_);
        return parsed_.try_emplace(key, std::make_shared<const Definition>(std::move(definition))).first->second;
    }

private:
    std::mutex mutex_;
    std::map<std::string, DefinitionPtr> parsed_;
};

Shelf& shelf() {
    static Shelf the_shelf;
    return the_shelf;
}

Result<DefinitionPtr> fetch(db::Tx& tx, std::string_view code, std::int64_t version, const std::string& digest) {
    const auto key = digest + '.' + std::to_string(version);
    if (auto known = shelf().find(key)) return known;
    for (const auto row : tx.query(sql::text_of, code, version)) {
        auto definition = TRY(parse_definition(row.get<std::string_view>(0), row.get<std::string_view>(1)));
        definition.version = version;
        definition.digest = digest;
        definition.process = row.get<std::string>(2);
        definition.decisions = decisions_from(row.get<std::string_view>(3));
        know_by_digest(definition);
        return shelf().keep(key, std::move(definition));
    }
    return refuse(Kind::not_found, "catalogue.no_such_service");
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// A service that is the council's own by now: what the program brings for it is kept beside it, once.
bool keep_beside(db::Tx& tx, const Definition& definition, const std::string& document, const std::string& article, const std::string& decisions,
                 const std::string& digest) {
    ServiceId service;
    for (const auto row : tx.query(sql::ownership, definition.code)) {
        const bool own = row.is_null(1) || row.get<std::string_view>(1) == "own" || row.get<std::int64_t>(2) != 0 || !row.is_null(3);
        if (own) service = row.get<ServiceId>(0);
    }
    if (!service) return false;
    for (const auto row : tx.query(sql::brought_row, definition.code))
        if (row.get<std::string_view>(0) == digest) return true;
    // What it was before the council changed it is nothing new.
    if (tx.find<std::int64_t>(sql::version_with_digest, service, digest)) return true;
    tx.run(sql::forget_brought, service);
    tx.run(sql::add_brought, service, digest, document, article, definition.process, decisions, tx.now());
    tx.run(sql::add_stage, tx.new_id<Id<ServiceState>>(), service, 0, "brought", "", "", tx.actor(), tx.now());
    journal::announce(tx, ServiceTextKeptBack{service.value, definition.code});
    return true;
}

Result<bool> publish(db::Tx& tx, const std::filesystem::path& folder) {
    const auto definition = TRY(read_definition(folder));
    const auto document = text_of(folder / "service.json"), article = text_of(folder / "article.md");
    const auto decisions = one_text_of(definition.decisions);
    const auto& digest = definition.digest;
    if (keep_beside(tx, definition, document, article, decisions, digest)) return false;
    ServiceId service;
    std::int64_t version = 1;
    for (const auto row : tx.query(sql::find_service, definition.code)) {
        service = row.get<ServiceId>(0);
        if (row.get<std::string_view>(2) == digest) {
            make_findable(tx, service, definition);  // a council from before services were searched
            return false;
        }
        version = row.get<std::int64_t>(3) + 1;
    }
    if (service) {
        tx.run(sql::set_live, version, service);
    } else {
        service = tx.new_id<ServiceId>();
        tx.run(sql::add_service, service, definition.code, version);
    }
    tx.run(sql::add_version, service, version, definition.name, document, article, definition.process, decisions, digest, tx.now());
    make_findable(tx, service, definition);
    journal::announce(tx, ServicePublished{service.value, definition.code, version});
    return true;
}

}  // namespace

void make_findable(db::Tx& tx, ServiceId service, const Definition& d) {
    std::string keywords;
    for (const auto& word : d.keywords) keywords += word + ". ";
    search::put(tx, {.index = services_index,
                     .subject = service.value,
                     .at = tx.now(),
                     .texts = {{d.name, true}, {keywords, true}, {d.summary}, {d.article}}});
}

Result<std::vector<std::string>> publish_folder(db::Tx& tx, const std::filesystem::path& services) {
    std::vector<std::filesystem::path> folders;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(services, error))
        if (entry.path().filename() == "service.json") folders.push_back(entry.path().parent_path());
    if (error || folders.empty())
        return refuse(Kind::invalid, "catalogue.definition", services.string() + ": no service.json in it");
    std::ranges::sort(folders);
    std::vector<std::string> published;
    for (const auto& folder : folders) {
        const bool changed = TRY(publish(tx, folder));
        if (changed) published.push_back(folder.filename().string());
    }
    return published;
}

Result<DefinitionPtr> find_live(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::live_key, code))
        return fetch(tx, code, row.get<std::int64_t>(0), row.get<std::string>(1));
    return refuse(Kind::not_found, "catalogue.no_such_service");
}

Result<DefinitionPtr> find_version(db::Tx& tx, std::string_view code, std::int64_t version) {
    for (const auto row : tx.query(sql::version_key, code, version))
        return fetch(tx, code, version, row.get<std::string>(1));
    return refuse(Kind::not_found, "catalogue.no_such_service");
}

Result<std::vector<DefinitionPtr>> live_services(db::Tx& tx) {
    struct Key {
        std::string code;
        std::int64_t version;
        std::string digest;
    };
    std::vector<Key> keys;  // all at once: the home page lists them, and one question for each would be felt
    for (const auto row : tx.query(sql::live_keys))
        keys.push_back({row.get<std::string>(0), row.get<std::int64_t>(1), row.get<std::string>(2)});
    std::vector<DefinitionPtr> services;
    for (const auto& key : keys) {
        auto service = TRY(fetch(tx, key.code, key.version, key.digest));
        services.push_back(std::move(service));
    }
    return services;
}

Instant last_published(db::Tx& tx) {
    for (const auto row : tx.query(sql::last_published)) return row.get<Instant>(0);
    return {};
}

}  // namespace catalogue
