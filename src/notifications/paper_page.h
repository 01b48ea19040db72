#pragma once
// Inside notifications only: a letter as a page of paper.

#include "documents/documents.h"
#include "notifications/letter.h"

namespace notifications {

/// What stands at the head of each letter of a council.
struct LetterHead {
    html::Html crest = {};        // a drawing; may be empty
    std::string council;
    std::string address = {};     // where the council is reached and what cannot be delivered goes back to; may be empty
};

struct Sheet {
    std::string number;   // of the message: by it a letter that came back is found again
    std::string address;  // name and lines, parted by line breaks
    std::string day;      // on which it was written
    base::Language language = base::Language::english;
    bool large_print = false;
};

/// A4, to be folded twice into a DL envelope with a window. The address lies where GOV.UK Notify's specification of letters has it, to which print
/// houses in Britain keep: 24.6 mm from the left edge to 120 mm, 39.5 mm from the top edge to 66.3 mm; nothing else is printed there, and the text
/// begins at 95 mm (alphagov/notifications-template-preview, app/precompiled.py).
documents::Paper on_paper(const LetterHead&, const Sheet&, const Written&);

}  // namespace notifications
