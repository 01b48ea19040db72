#include "bpmn/draw.h"

#include "base/text.h"
#include "base/words.h"
#include "bpmn/draw_nodes.h"
#include "bpmn/lettering.h"
#include "bpmn/outline.h"

#include <algorithm>

namespace bpmn {

using html::operator""_html;

namespace {

constexpr double border = 14;

struct StateLook {
    std::string_view key, colour, dashes;
};

StateLook look_of(State state) {
    switch (state) {
        case State::here: return {"bpmn.draw.here", "var(--bpmn-here, Highlight)", ""};
        case State::done: return {"bpmn.draw.done", "var(--bpmn-done, CanvasText)", ""};
        case State::failed: return {"bpmn.draw.failed", "var(--bpmn-failed, CanvasText)", "6 3"};
    }
    return {};
}

std::string id_of(const DrawingWishes& wishes, const Element& element) {
    auto id = wishes.prefix + element.id();
    std::ranges::replace_if(
        id, [](char c) { return static_cast<unsigned char>(c) <= ' '; }, '_');
    return id;
}

bool has_id(const Element& element) { return !element.id().empty() && element.id().size() <= 200; }

/// Round the shape, and in a word on its upper edge.
void draw_state(Pen& pen, const Shape& shape, State state) {
    const auto look = look_of(state);
    const auto& box = shape.box;
    constexpr double off = 4, size = 10;
    pen.box({box.x - off, box.y - off, box.width + 2 * off, box.height + 2 * off}, 10,
            {.width = state == State::done ? 2.0 : 3.5, .fill = none, .stroke = look.colour, .dashes = look.dashes});
    const auto word = say(look.key);
    const double width = width_of(word, size) + 10;
    const Bounds tag{box.x + box.width / 2 - width / 2, box.y - off - 9, width, 15};
    pen.box(tag, 7, {.width = 1.2, .stroke = look.colour});
    pen.words({word}, {tag.x + width / 2, tag.y + 2}, size, Anchor::middle, false, true);
}

void draw_shape(Pen& pen, const Shape& shape) {
    const auto& element = *shape.element;
    if (element.is(Type::participant)) return draw_pool(pen, shape);
    if (element.is(Type::lane)) return draw_lane(pen, shape);
    if (element.is(Type::activity)) return draw_activity(pen, shape);
    if (element.is(Type::event)) return draw_event(pen, shape);
    if (element.is(Type::gateway)) return draw_gateway(pen, shape);
    draw_other(pen, shape);
}

bool is_container(const Shape& shape) {
    return shape.expanded || shape.element->is(Type::participant) || shape.element->is(Type::lane);
}

class Drawing {
public:
    Drawing(const Picture& picture, const DrawingWishes& wishes) : picture_(picture), wishes_(wishes), pen_(out_) {}

    html::Html all() {
        begin();
        for (const auto& shape : picture_.shapes)
            if (is_container(shape)) node(shape);
        out_ << "<g aria-hidden=\"true\">"_html;
        for (const auto& edge : picture_.edges) flow(edge);
        out_ << "</g>"_html;
        for (const auto& shape : picture_.shapes)
            if (!is_container(shape)) node(shape);
        out_ << "<g aria-hidden=\"true\">"_html;
        for (const auto& shape : picture_.shapes) draw_outer_label(pen_, shape);
        for (const auto& edge : picture_.edges) draw_edge_label(pen_, edge);
        states();
        out_ << "</g></svg>"_html;
        return std::move(out_);
    }

private:
    std::string title() const {
        if (!wishes_.title.empty()) return wishes_.title;
        if (picture_.of != nullptr && !picture_.of->name().empty()) return picture_.of->name();
        return picture_.name.empty() ? say("bpmn.draw.title") : picture_.name;
    }
    void begin() {
        const auto& box = picture_.extent;
        out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\""_html;
        out_.attribute("viewBox", figure(box.x - border) + " " + figure(box.y - border) + " " +
                                      figure(box.width + 2 * border) + " " + figure(box.height + 2 * border));
        out_.attribute("width", figure(box.width + 2 * border)).attribute("height", figure(box.height + 2 * border));
        out_.attribute("font-family", "var(--bpmn-font, Arial, Helvetica, sans-serif)");
        out_.attribute("aria-labelledby", wishes_.prefix + "title")
            .attribute("aria-describedby", wishes_.prefix + "desc");
        out_ << "><title"_html;
        out_.attribute("id", wishes_.prefix + "title") << ">"_html << title() << "</title><desc"_html;
        out_.attribute("id", wishes_.prefix + "desc") << ">"_html << description() << "</desc>"_html;
    }
    std::string description() const {
        const auto nodes = std::ranges::count_if(picture_.shapes,
                                                 [](const Shape& shape) { return shape.element->is(Type::flow_node); });
        auto text = say("bpmn.draw.desc", {{"count", std::to_string(nodes)}});
        if (!wishes_.description.empty()) text += " " + wishes_.description;
        if (picture_.cut) text += " " + say("bpmn.draw.cut");
        return text;
    }
    const State* state_of(const Element& element) const {
        const auto found = wishes_.states.find(element.id());
        return found == wishes_.states.end() || element.id().empty() ? nullptr : &found->second;
    }
    void node(const Shape& shape) {
        const auto& element = *shape.element;
        auto label = kind_in_words(element);
        if (const auto name = base::tidy_line(label_of(element)); !name.empty()) label += ": " + name;
        if (const auto* state = state_of(element)) label += ", " + base::lower_ascii(say(look_of(*state).key));
        out_ << "<g role=\"img\""_html;
        if (has_id(element)) out_.attribute("id", id_of(wishes_, element));
        out_.attribute("data-kind", name_of(element.type())).attribute("aria-label", label);
        out_ << ">"_html;
        draw_shape(pen_, shape);
        out_ << "</g>"_html;
    }
    void flow(const Edge& edge) {
        out_ << "<g"_html;
        if (has_id(*edge.element)) out_.attribute("id", id_of(wishes_, *edge.element));
        out_.attribute("data-kind", name_of(edge.element->type())) << ">"_html;
        draw_edge(pen_, edge);
        out_ << "</g>"_html;
    }
    void states() {
        for (const auto& shape : picture_.shapes)
            if (const auto* state = state_of(*shape.element)) draw_state(pen_, shape, *state);
    }

    const Picture& picture_;
    const DrawingWishes& wishes_;
    html::Html out_;
    Pen pen_;
};

}  // namespace

html::Html draw(const Picture& picture, const DrawingWishes& wishes) { return Drawing(picture, wishes).all(); }

html::Html draw(const Model& model, const DrawingWishes& wishes) {
    const auto all = pictures(model);
    if (!all.empty()) return draw(all.front(), wishes);
    return draw(Picture{.name = say("bpmn.draw.empty"), .extent = {0, 0, 300, 40}}, wishes);
}

std::string draw_file(const Picture& picture, const DrawingWishes& wishes) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + draw(picture, wishes).str() + "\n";
}

}  // namespace bpmn
