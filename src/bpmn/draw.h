#pragma once
// A process map as SVG, for a page or a file of its own.
//
// 1. Everything is escaped by type (html/html.h); names are the model's and are trusted in nothing.
// 2. The svg is a group with a title and a description; each node is one labelled picture inside it (`aria-label` says
// kind, name
//    and state), so it can be walked through; flows are for eyes only. outline.h says the same in words.
// 3. Colours are custom properties with system colours to fall back on, so it can be read in forced colours and in
// print:
//    --bpmn-ink, --bpmn-paper, --bpmn-pool, --bpmn-here, --bpmn-done, --bpmn-failed. No style element: any content
//    security policy will do.
// 4. A state is said in a word beside the shape and by its border, never by colour alone.
// 5. The id of a node is `prefix` + the element's id, blanks put as _.

#include "bpmn/picture.h"
#include "html/html.h"

#include <map>

namespace bpmn {

enum class State { here, done, failed };

struct DrawingWishes {
    std::string title = {};                    // what it is; the picture's name where empty
    std::string description = {};              // a sentence more
    std::map<std::string, State> states = {};  // by element id
    std::string prefix = "bpmn-";              // of ids: another one for each drawing on a page
};

html::Html draw(const Picture&, const DrawingWishes& = {});
/// The first picture of the model; an empty svg that says so where nothing can be drawn.
html::Html draw(const Model&, const DrawingWishes& = {});

/// The same as a document: an .svg file.
std::string draw_file(const Picture&, const DrawingWishes& = {});

}  // namespace bpmn
