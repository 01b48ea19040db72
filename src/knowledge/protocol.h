#pragma once
// Guided protocols: what staff do first, next and then, one step at a time. Pure.
//
// A protocol stands in an article's part for staff, as one fenced block:
//
//     ```protocol
//     # begin: Do you smell gas now?
//     Ask where they are. Lines of *Markdown*, as many as it takes.
//     > Yes => out
//     > No => report
//
//     # out: Ring 0800 111 999 from outside
//     > They are outside => report
//
//     # report: Give them the number
//     ```
//
// `#` begins a step with its name (a-z, 0-9, -) and, after a colon, its title; `>` is a choice and, behind `=>`, the step it leads
// to. The first step is where it begins; a step without choices is an end.

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace knowledge {

struct Protocol {
    struct Choice {
        std::string text;
        std::size_t step = 0;
    };
    struct Step {
        std::string name, title, text;
        std::vector<Choice> choices;
    };
    std::vector<Step> steps;
};

/// The protocol in a part for staff; none where there is no block. Refuses with the line of the part and what is wrong there.
Result<std::optional<Protocol>> read_protocol(std::string_view part);
/// The part without the block.
std::string without_protocol(std::string_view part);

/// Where one is in it: the step, and what was chosen on the way, with the words by which each place is come back to.
struct Progressed {
    struct Chosen {
        std::string title, choice;
        std::string back;  // the `walked` at this step
    };
    std::size_t step = 0;
    std::vector<Chosen> chosen;
    std::string walked;
};
/// Follows the numbers of choices, "1.2.1"; what leads nowhere ends the walk before it. At most 60 choices.
Progressed walk(const Protocol&, std::string_view numbers);

}  // namespace knowledge
