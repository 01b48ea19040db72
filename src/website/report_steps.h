#pragma once
// The report as a row of pages, one question each. What has been answered travels from page to page in the form itself:
// nothing is kept on the server and nothing stands in an address before it is sent.

#include "catalogue/catalogue.h"
#include "web/web.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace website {

/// One page of the row.
struct Step {
    enum class Kind { place, question, photos, visit, details };
    Kind kind = Kind::question;
    std::string code;                          // "location", the question's code, photos_code, visit_field, "your-details"
    std::string heading;                       // what it asks
    std::vector<std::string> fields;           // that stand on it
    const forms::Question* question = nullptr;  // lives as long as the definition
};

constexpr const char* photos_code = "add-photos";
/// When a visit is wanted: the moment its time begins, or `none_of_these`.
constexpr const char* visit_field = "visit-time";

/// The service's pages in order, with a page for each of these questions. Who joins what was reported already says only where, who they are, and
/// what they want to add.
struct StepHeadings {
    std::string_view details, photos = {};
};
/// In which language its questions are written.
base::Language language_of(const catalogue::Definition& service);
using Questions = std::vector<const forms::Question*>;
std::vector<Step> steps_of(const catalogue::Definition& service, const StepHeadings& headings, const Questions& questions, bool joins = false);
/// All that the service has, also those that not everybody is asked.
Questions every_question(const catalogue::Definition& service);

/// The choice made on "Has this been reported already?": nothing yet, `none_of_these`, or what stands for a case. It belongs to the
/// place, and is asked anew when that changes. No question's code holds a hyphen.
constexpr const char* join_field = "join-to";
constexpr const char* words_field = "join-words";
constexpr const char* none_of_these = "none";
/// Beside the words of a place: "53.48,-2.24", the key of an asset (or `none_of_these`), and the words for which they were chosen. Other
/// words take the choice back.
constexpr const char* point_field = "point";
constexpr const char* asset_field = "asset";
constexpr const char* chosen_for_field = "chosen-for";
bool joins(const web::Request& request);

/// The step of that code.
std::optional<std::size_t> find_step(std::span<const Step> steps, std::string_view code);

/// Which questions were asked already, in the hidden field of a page that goes back to the check: what an answer changed there newly asks is
/// asked too, before the check comes again. "bin,size"
constexpr const char* asked_field = "asked-already";
std::string codes_of(std::span<const Step> steps);
/// The first step of a question that is not among those; nothing where none are named.
std::optional<std::size_t> first_new(std::span<const Step> steps, std::string_view asked_already);

/// The problems of this step's own fields.
std::vector<Problem> problems_on(const Step& step, std::span<const Problem> problems);
/// The first step that has a problem.
std::optional<std::size_t> first_wrong(std::span<const Step> steps, std::span<const Problem> problems);

/// All that was answered but what stands in these fields, as hidden ones: of every page the service has, also those that are not shown now
/// (who joins, and thinks better of it, has lost nothing). Only fields of the service are carried on.
/// `elsewhere`: the version that is asked at another place, whose answers are not lost where the place changes.
html::Html carried(const web::Request& request, const catalogue::Definition& service, std::span<const std::string> but = {},
                   const catalogue::Definition* elsewhere = nullptr);

/// The one-time number of the whole row: the one that came with the form, so that two tabs or the back button make no
/// second request; a fresh one where none came.
std::string operation_carried(const web::Request& request, const web::Context& context);

}  // namespace website
