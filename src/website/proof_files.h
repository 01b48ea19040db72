#pragma once
// Inside website only: files that a question asks for as proof, on their way with a report that is not sent yet.
//
// Promises
//  1. A PDF is kept as it came, a picture as the worker wrote it anew, without its EXIF; both are checked for viruses where a scanner is set up. Anything
//     else, too much of it and too large a file are refused under the question, and what came before is kept.
//  2. The form carries a line for each: its name, and behind a tab a token that only we can make, good for half a day (see report_photos.h).
//  3. Nobody but staff who may read the case is given them back.

#include "website/report_photos.h"
#include "website/report_view.h"

namespace website {

constexpr const char* remove_file = "remove-file-";  // stands as `go`, with the file's number behind it
constexpr const char* more_files = "more-files";

/// The field that brings files for the question.
std::string file_field(const forms::Question& question);
/// Whether any of the service's questions asks for files.
bool asks_for_files(const catalogue::Definition& service);

/// What a form brought for a question: whether to stay with its page, and what could not be taken.
struct TakenFiles {
    const forms::Question* question = nullptr;
    bool stays = false;
    std::vector<Problem> problems = {};
};
/// Takes what came for the questions that ask for files; the form carries all that is there afterwards.
Result<std::vector<TakenFiles>> take_files(const Site& site, web::Request& request, const web::Context& context, const catalogue::Definition& service);

/// All that the form carries for questions that are asked. A token that is too old is a problem under its question.
struct ProofCarried {
    std::vector<Photo> files = {};
    std::vector<Problem> problems = {};
};
Result<ProofCarried> proof_carried(const web::Request& request, const web::Context& context, const catalogue::Definition& service);

/// Whether signatures were drawn beside the name that was typed: each a small PNG in its field.
bool has_drawings(const web::Request& request, const web::Context& context, const catalogue::Definition& service);
/// Takes them into the store: to be called last, once nothing else keeps the report from being taken. What is no picture is a problem under its
/// question, and the form carries it no more.
Result<std::vector<Problem>> take_drawings(web::Request& request, const web::Context& context, const catalogue::Definition& service, ProofCarried& proof);

/// The page: what is there, each to take out, and room for more.
void put_files_step(html::Html& out, const Report& report, const forms::Question& question, std::span<const Problem> problems);

}  // namespace website
