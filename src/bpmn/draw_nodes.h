#pragma once
// Inside bpmn only: how each kind of thing looks.

#include "bpmn/pen.h"
#include "bpmn/picture.h"

namespace bpmn {

void draw_pool(Pen&, const Shape&);
void draw_lane(Pen&, const Shape&);
void draw_activity(Pen&, const Shape&);
void draw_event(Pen&, const Shape&);
void draw_gateway(Pen&, const Shape&);
/// Data, artifacts, messages, conversations, choreographies, and a plain box for what is none of these.
void draw_other(Pen&, const Shape&);
/// The name that stands under or beside a shape rather than in it.
void draw_outer_label(Pen&, const Shape&);
void draw_edge(Pen&, const Edge&);
void draw_edge_label(Pen&, const Edge&);

/// How wide a label may run beside its shape. Tools measure with fonts of their own: it gets a little more than its
/// box, and room for its longest word, before it breaks.
double room_for(std::string_view text, double given);

inline constexpr double letter_size = 11;

}  // namespace bpmn
