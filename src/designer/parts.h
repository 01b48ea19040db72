#pragma once
// Inside designer only: what its pages share.

#include "access/access.h"
#include "access/gate.h"
#include "catalogue/stages.h"
#include "designer/designer.h"
#include "designer/document.h"
#include "html/govuk_messages.h"
#include "html/page.h"

#include <functional>
#include <span>

namespace designer {

using html::operator""_html;

struct Parts {
    const website::Site& site;
    catalogue::Checks checks;
};

/// A service as its designers see it: its draft, or else the version that is live.
struct Workshop {
    catalogue::ServiceState state;
    catalogue::Files files;
    std::int64_t edition = 0;  // of the draft; 0: there is none
    std::optional<catalogue::Definition> definition = {};  // none: the texts make none
    std::string unreadable = {};                           // why not
    catalogue::Faults faults = {}, advice = {};            // where they were asked for

    std::string_view text(std::string_view file) const;
    std::string address(std::string_view rest = {}) const { return "/staff/services/" + state.code + std::string(rest); }
};
Result<Workshop> open_workshop(db::Tx&, const Parts&, const web::Request&, bool with_faults = false);
Result<Workshop> read_workshop(const Parts&, const web::Request&, const web::Context&, bool with_faults = false);

/// A page about one service: the way back, its name, and what is wrong.
html::Page page_about(const web::Context&, const Workshop&, std::string_view title, std::span<const Problem> problems, std::string_view rest_of_back = {});
void put_heading(html::Html&, std::string_view title, std::string_view caption = {});
/// Opens a form that posts to its own page, with the seal, and that of the part it changes.
void open_form(html::Html&, const web::Context&, std::string_view action = {}, std::string_view part_seal = {});
constexpr const char* seal_field = "part-seal";

/// Changes the draft's document, begun if there is none: refused as a conflict where the part is not as it was seen.
using Change = std::function<Result<void>(Document&)>;
Result<void> change_document(db::Tx&, const access::Actor& who, const web::Request&, std::string_view part, const Change&);
/// The same for another text of the draft; `seen` is the seal of the text as it was seen.
Result<void> change_text(db::Tx&, const access::Actor& who, const web::Request&, std::string_view file, const std::function<Result<std::string>(std::string_view)>&);
std::string seal_of(std::string_view text);

/// Writes once; back to `address`, or the page again by `again`, with what was wrong.
using Again = std::function<Result<web::Response>(std::span<const Problem> problems, int status)>;
Result<web::Response> write_once(const web::Request&, const web::Context&, const std::function<Result<void>(db::Tx&)>& verb, const std::string& address, const Again& again);

/// What the publishing check or a reader said, as a problem of the page.
std::vector<Problem> problems_from(const Refusal&, std::string_view field);

/// A tag for where a service stands.
html::govuk::Tag stage_tag(const web::Context&, const catalogue::ServiceState&);
std::string audience_in_words(db::Tx&, const web::Context&, const catalogue::Audience&);
std::string typed_text(const web::Request&, std::string_view field, std::size_t most = 20000);
/// Questions in their order, each with its page below `address` and the ways up and down, and the way to one more.
void put_question_list(html::Html&, const web::Context&, const boost::json::array& questions, const std::string& address);
/// "Which bin? (bin)" rows of a form that lists things: labels and codes and further columns, the filled ones and a few free ones.
struct Column {
    const char* name;   // of the member: "label"
    const char* words;  // key
    bool wide = true;
};
void put_rows(html::Html&, const web::Context&, std::string_view name, const char* row_words, std::span<const Column> columns, const boost::json::array& items, const web::Request* typed,
              std::span<const Problem> problems = {});
/// Refuses a row whose first column is empty and another is not: it would be gone without a word.
Result<void> require_whole_rows(const web::Request&, std::string_view name, std::span<const Column> columns);
/// What those rows hold now: members that no column shows stay with the item of the same code, or in the same place where they have none. Rows
/// whose first column is empty are left out.
boost::json::array rows_typed(const web::Request&, std::string_view name, std::span<const Column> columns, const boost::json::array& before, char joint = '_');

}  // namespace designer
