#pragma once
// Pages of ours on paper: tagged PDF (PDF/UA-1) that is printed, posted or given out.
//
// Promises
//  1. The PDF has a title, a language and tags in the order of the page; its fonts (Liberation, DejaVu: Debian packages) lie within it.
//  2. The page is made into a PDF by another process (`guildhall-document`), one for each page, which reaches no network, no file of the
//     council's and no other program, whatever words stand in the page: nothing that a page names is ever fetched.
//  3. It has 1 GiB of memory, 30 seconds of processor time and Settings::time_limit by the clock, and writes Settings::most_bytes. One that
//     crashes, hangs or babbles costs one refusal, "documents.not_made".
//  4. At most Settings::most_at_once are made at a time, by threads of the press. Whoever waits on a fiber gives up its thread; whoever finds
//     Settings::most_waiting before it is told "documents.busy" at once.
//  5. The same page gives the same bytes.

#include "base/result.h"
#include "base/words.h"
#include "html/html.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace documents {

struct Settings {
    std::filesystem::path program = {};  // empty: `guildhall-document` beside the running program
    int most_at_once = 2;
    std::size_t most_waiting = 50;
    std::chrono::milliseconds time_limit{30'000};
    std::size_t most_bytes = 16UL << 20U;
};

/// What stands on the paper. Its body is Html, so nobody's words are markup.
struct Paper {
    std::string title;
    base::Language language = base::Language::english;
    html::Html body;        // elements of HTML; a picture is an inline SVG with an aria-label, or for the eye alone
    html::Literal style;    // a style sheet of ours
    bool large_print = false;  // body text of 18 points, as RNIB asks of large print at the least
};

/// Shared by threads.
class Press {
public:
    explicit Press(Settings settings = {});
    ~Press();
    Press(const Press&) = delete;
    Press& operator=(const Press&) = delete;

    /// The PDF. Not for use inside a transaction: it takes half a second and more. Refused as unavailable, "documents.not_made" or "documents.busy".
    Result<std::string> print(const Paper& paper);

    /// For tests: the process tries to break out in the named way. Refused, as "documents.not_made", where the walls held.
    Result<std::string> try_walls(const std::string& way);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The page as the other process gets it.
std::string to_html(const Paper& paper);

/// How many pages a PDF of ours has.
int pages_in(std::string_view pdf);

}  // namespace documents
