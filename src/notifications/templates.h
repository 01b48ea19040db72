#pragma once
// The wording of messages: data that a council edits without C++, in versions that are never changed.
//
// A template's body is Markdown with {name}s:
//     Subject: We have your request {reference}
//
//     # We have your request
//     Follow it at [{track}]({track}).
// {name}s are filled after the Markdown was read, so a value is text whatever it holds. A paragraph or list item that
// names a value which is missing or empty is left out, so what is not always known can stand in a paragraph of its own.

#include "notifications/notifications.h"

#include <set>

namespace notifications {

struct Template {
    std::string name;
    base::Language language = base::Language::english;
    std::int64_t version = 0;  // 1, 2, 3 … within name and language
    std::string subject;       // one line of text, no Markdown
    std::string body;
};

/// Reads "Subject: …", a blank line, and the body.
Result<Template> read_template(std::string_view file);

/// The newest, or one version; in English where the language lacks it.
std::optional<Template> find_template(db::Tx&, std::string_view name, base::Language, std::int64_t version = 0);
/// The newest of every name and language.
std::vector<Template> all_templates(db::Tx&);

/// A council's own wording: becomes the newest version, which is returned. Refused where it cannot be read back.
Result<std::int64_t> save_template(db::Tx&, const Template&);

/// Reads FOLDER/<name>.<language>.md, all of them by name. Refuses with the file that is no template.
Result<std::vector<Template>> read_templates(const std::string& folder);
/// Adds what the program brings: FOLDER/<name>.<language>.md, each where its text is new and the newest version is not
/// the council's own. How many were added; a second run adds nothing. Refused, naming the file, if one is no template.
Result<int> seed_templates(db::Tx&, const std::string& folder);

/// The names in {} of subject and body.
std::set<std::string> names_in(const Template&);

}  // namespace notifications
