#include "files/files.h"

#include "files/queries.h"

namespace files {
namespace {

std::string column_of(const Digest& digest) { return base::to_hex(digest); }

File read_file(const db::Row& row) {
    File file;
    file.id = row.get<FileId>(0);
    file.subject = {row.get<std::string>(1), row.get<std::int64_t>(2)};
    file.number = row.get<int>(3);
    file.name = row.get<std::string>(4);
    file.at = row.get<Instant>(5);
    file.blob.digest = digest_from(row.get<std::string>(6));
    file.blob.size = row.get<std::uint64_t>(7);
    file.blob.type = row.get<std::string>(8);
    file.blob.state = parse_state(row.get<std::string>(9)).value_or(State::waiting);
    file.blob.remade = row.get<int>(10) != 0;
    file.blob.width = row.get<int>(11);
    file.blob.height = row.get<int>(12);
    return file;
}

/// A later scan of the same bytes counts, unless it knows less.
State newer_state(State known, State said) {
    if (known == State::infected || said == State::infected) return State::infected;
    return said == State::unscanned ? known : said == State::waiting && known == State::clean ? known : said;
}

/// The row of the blob, made or brought up to date. What the bytes are is known once; how they were scanned may change.
Result<Blob> know_blob(db::Tx& tx, Blob blob) {
    const auto digest = column_of(blob.digest);
    const auto known = tx.find<std::string>(sql::find_state, digest);
    const auto before = known ? parse_state(*known).value_or(State::waiting) : blob.state;
    blob.state = newer_state(before, blob.state);
    if (blob.state == State::infected) return refuse(Kind::invalid, "files.infected");
    if (!known)
        tx.run(sql::add_blob, digest, static_cast<std::int64_t>(blob.size), blob.type, to_text(blob.state),
               int{blob.remade}, blob.width, blob.height, tx.now());
    else if (before != blob.state)
        tx.run(sql::set_state, to_text(blob.state), "", digest);
    if (known && blob.remade) tx.run(sql::set_remade, blob.type, blob.width, blob.height, digest);
    return blob;
}

int next_number(db::Tx& tx, const Subject& subject) {
    return 1 + tx.find<int>(sql::highest_number, subject.kind, subject.id).value_or(0);
}

}  // namespace

Result<File> attach(db::Tx& tx, const Subject& subject, const Blob& blob, std::string_view name) {
    const auto known = TRY(know_blob(tx, blob));
    File file{.subject = subject, .blob = known, .at = tx.now()};
    file.id = tx.new_id<FileId>();
    file.number = next_number(tx, subject);
    const auto shown = display_name(name);
    file.name = blob.remade ? name_for_type(shown, blob.type) : shown;
    tx.run(sql::add_link, file.id, subject.kind, subject.id, file.number, column_of(blob.digest), file.name, file.at);
    return file;
}

std::vector<File> files_of(db::Tx& tx, const Subject& subject) {
    std::vector<File> files;
    for (const auto row : tx.query(sql::files_of, subject.kind, subject.id)) files.push_back(read_file(row));
    return files;
}

Result<File> find_file(db::Tx& tx, const Subject& subject, int number) {
    for (const auto row : tx.query(sql::find_file, subject.kind, subject.id, number)) return read_file(row);
    return refuse(Kind::not_found, "files.not_found");
}

Result<void> detach(db::Tx& tx, const Subject& subject, int number) {
    if (tx.change(sql::remove_link, subject.kind, subject.id, number) == 0)
        return refuse(Kind::not_found, "files.not_found");
    return {};
}

std::int64_t detach_all(db::Tx& tx, const Subject& subject) {
    return tx.change(sql::remove_links, subject.kind, subject.id);
}

void hand_over(db::Tx& tx, const Subject& from, const Subject& to) {
    auto number = next_number(tx, to);
    for (const auto& file : files_of(tx, from)) tx.run(sql::move_link, to.kind, to.id, number++, file.id);
}

Result<void> may_leave(const Blob& blob) {
    if (blob.state == State::infected) return refuse(Kind::not_allowed, "files.infected");
    if (blob.state == State::waiting) return refuse(Kind::unavailable, "files.being_checked");
    return {};
}

}  // namespace files
