// A picture for a model that brings none: left to right in layers, each scope a block of its own, lanes one under the
// other.

#include "bpmn/layout.h"

#include "bpmn/draw_nodes.h"
#include "bpmn/lettering.h"
#include "bpmn/order.h"

#include <algorithm>

namespace bpmn {
namespace {

constexpr double column_gap = 55, named_gap = 130, step_off = 27, row_gap = 34, lane_pad = 18, side_pad = 24,
                 top_pad = 34;
/// Places kept for flows that pass a layer; more than these would crowd any drawing.
constexpr std::size_t most_passes = 4000;

/// A node of a layer, or the place where a long flow passes it.
struct Cell {
    const Element* node = nullptr;
    Bounds box;
    double step = 0;   // where flows that lead here leave their row
    double below = 0;  // room for what sits on the lower border
    std::size_t lane = 0;
    std::vector<Cell*> before;
};

struct LongFlow {
    const Element* flow = nullptr;
    std::vector<Cell*> cells;  // from its origin to its target, passes between
};

}  // namespace

class BlockMaker {
public:
    BlockMaker(const Element& scope, std::size_t& budget) : scope_(scope), order_(order_of(scope)), budget_(budget) {
        if (order_.nodes.size() > budget_) order_.nodes.resize(budget_);
        budget_ -= order_.nodes.size();
    }

    Block make() {
        make_cells();
        make_flows();
        sort_layers();
        place_columns();
        place_rows();
        emit_shapes();
        for (const auto& flow : flows_) emit_flow(flow);
        emit_backward();
        emit_apart();
        emit_data();
        block_.width += side_pad;
        if (lanes_.empty() || block_.height > flow_bottom_) block_.height += side_pad;
        return std::move(block_);
    }

private:
    Cell& new_cell(std::size_t layer) {
        if (layers_.size() <= layer) layers_.resize(layer + 1);
        auto& cell = *cells_.emplace_back(std::make_unique<Cell>());
        layers_[layer].push_back(&cell);
        return cell;
    }
    std::size_t lane_of(const Element& node) {
        const auto* lane = node.lane();
        const auto found = std::ranges::find(lanes_, lane);
        if (lane == nullptr || found == lanes_.end()) return 0;
        return static_cast<std::size_t>(found - lanes_.begin());
    }
    void find_lanes() {
        for (const auto* node : order_.nodes)
            if (node->lane() != nullptr && std::ranges::find(lanes_, node->lane()) == lanes_.end())
                lanes_.push_back(node->lane());
        std::ranges::sort(lanes_, {}, [](const Element* lane) { return lane->line(); });
    }
    void make_cells() {
        find_lanes();
        for (const auto* node : order_.nodes) {
            if (is_apart(*node)) {
                apart_.push_back(node);
                continue;
            }
            auto& cell = new_cell(order_.layer[node]);
            cell.node = node;
            cell.lane = lane_of(*node);
            cell.box = size_of(*node);
            const bool named_below = node->is(Type::event) || node->is(Type::gateway);
            cell.below = !node->boundary_events().empty() ? 46 : named_below && !node->name().empty() ? 26 : 0;
            cell_of_[node] = &cell;
        }
    }
    /// What no flow leads to or from: it gets a row below.
    static bool is_apart(const Element& node) {
        return node.incoming().empty() && flows_from(node).empty() &&
               (is_event_sub_process(node) || node.flag("isForCompensation"));
    }
    Bounds size_of(const Element& node) {
        if (node.is(Type::event)) return {0, 0, 36, 36};
        if (node.is(Type::gateway)) return {0, 0, 46, 46};
        const bool holds = node.is(Type::sub_process) && !flow_nodes(node).empty();
        if (!holds) return {0, 0, 110, 70};
        auto& inner = inner_[&node] = BlockMaker(node, budget_).make();
        return {0, 0, std::max(130.0, inner.width), std::max(80.0, inner.height)};
    }
    void make_flows() {
        std::size_t passes = 0;
        for (const auto* node : order_.nodes) {
            for (const auto* flow : flows_from(*node)) {
                if (order_.backward.contains(flow) || !cell_of_.contains(target(*flow)) || !cell_of_.contains(node))
                    continue;
                LongFlow way{.flow = flow, .cells = {cell_of_[node]}};
                const auto end = order_.layer[target(*flow)];
                for (auto layer = order_.layer[node] + 1; layer < end && passes < most_passes; ++layer, ++passes) {
                    auto& pass = new_cell(layer);
                    pass.lane = way.cells.back()->lane;
                    pass.box.height = 8;
                    pass.before.push_back(way.cells.back());
                    way.cells.push_back(&pass);
                }
                cell_of_[target(*flow)]->before.push_back(way.cells.back());
                way.cells.push_back(cell_of_[target(*flow)]);
                flows_.push_back(std::move(way));
                if (flows_.size() >= most_drawn) return;
            }
        }
    }
    /// Each where most of what leads to it is.
    void sort_layers() {
        std::unordered_map<const Cell*, double> rank;
        for (auto& layer : layers_) {
            std::unordered_map<const Cell*, double> wish;
            for (std::size_t i = 0; i < layer.size(); ++i) {
                double sum = 0;
                for (const auto* each : layer[i]->before) sum += rank[each];
                wish[layer[i]] = layer[i]->before.empty() ? static_cast<double>(i)
                                                          : sum / static_cast<double>(layer[i]->before.size());
            }
            std::ranges::stable_sort(layer, [&](const Cell* one, const Cell* other) {
                return one->lane != other->lane ? one->lane < other->lane : wish[one] < wish[other];
            });
            for (std::size_t i = 0; i < layer.size(); ++i) rank[layer[i]] = static_cast<double>(i);
        }
    }
    void place_columns() {
        gaps_.assign(layers_.size() + 1, column_gap);
        for (const auto& flow : flows_)
            if (!flow.flow->name().empty()) gaps_[order_.layer[flow.cells.front()->node] + 1] = named_gap;
        double x = side_pad + (lanes_.empty() ? 0 : 20);
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            double width = 0;
            for (const auto* cell : layers_[i]) width = std::max(width, cell->box.width);
            for (auto* cell : layers_[i]) {
                cell->step = x - gaps_[i] + step_off;
                cell->box.x = x + (width - cell->box.width) / 2;
                if (cell->node == nullptr) {
                    cell->box.x = x;
                    cell->box.width = width;
                }
            }
            x += width + gaps_[i + 1];
        }
        block_.width = std::max(x - column_gap, 60.0);
    }
    void place_rows() {
        double top = lanes_.empty() ? top_pad : 0;
        for (std::size_t lane = 0; lane < std::max<std::size_t>(1, lanes_.size()); ++lane) {
            const double begin = top;
            double bottom = begin + 40;
            for (auto& layer : layers_) {
                double free = begin + (lanes_.empty() ? 0 : lane_pad);
                for (auto* cell : layer) {
                    if (cell->lane != lane) continue;
                    const double first_row = begin + (lanes_.empty() ? 0 : lane_pad) + 35,
                                 wish = wished_row(*cell, lane);
                    cell->box.y = std::max(free, (wish > 0 ? wish : first_row) - cell->box.height / 2);
                    free = cell->box.y + cell->box.height + cell->below + row_gap;
                    bottom = std::max(bottom, free - row_gap);
                }
            }
            top = bottom + (lanes_.empty() ? 0 : lane_pad);
            if (!lanes_.empty()) lane_rows_.push_back({begin, top});
        }
        block_.height = flow_bottom_ = top;
    }
    static double wished_row(const Cell& cell, std::size_t lane) {
        double sum = 0;
        int count = 0;
        for (const auto* each : cell.before) {
            if (each->lane != lane) continue;
            sum += each->box.y + each->box.height / 2;
            ++count;
        }
        return count == 0 ? 0 : sum / count;
    }
    void emit_shapes() {
        for (std::size_t i = 0; i < lane_rows_.size(); ++i)
            block_.shapes.push_back(
                {.element = lanes_[i],
                 .box = {0, lane_rows_[i].x, block_.width + side_pad, lane_rows_[i].y - lane_rows_[i].x}});
        for (const auto& cell : cells_) {
            if (cell->node == nullptr) continue;
            const auto inner = inner_.find(cell->node);
            block_.shapes.push_back({.element = cell->node, .box = cell->box, .expanded = inner != inner_.end()});
            if (inner != inner_.end()) block_.take(std::move(inner->second), cell->box.x, cell->box.y);
            double x = cell->box.x + cell->box.width - 44;
            for (const auto* event : cell->node->boundary_events()) {
                block_.shapes.push_back({.element = event, .box = {x, cell->box.y + cell->box.height - 16, 32, 32}});
                x -= 42;
            }
        }
    }
    const Bounds* box_of(const Element* element) const {
        for (const auto& shape : block_.shapes)
            if (shape.element == element) return &shape.box;
        return nullptr;
    }
    /// Level, with a step halfway between two layers.
    void emit_flow(const LongFlow& way) {
        const auto* from = source(*way.flow);
        const auto& first = way.cells.front()->box;
        Edge edge{.element = way.flow};
        if (const auto* border = from != way.cells.front()->node ? box_of(from) : nullptr) {
            edge.points.push_back({border->x + 16, border->y + 32});
            edge.points.push_back({border->x + 16, border->y + 46});
        } else {
            edge.points.push_back({first.x + first.width, first.y + first.height / 2});
        }
        for (std::size_t i = 1; i < way.cells.size(); ++i) {
            const auto& box = way.cells[i]->box;
            const double y = box.y + box.height / 2, step = way.cells[i]->step;
            if (std::abs(edge.points.back().y - y) > 0.5) {
                edge.points.push_back({step, edge.points.back().y});
                edge.points.push_back({step, y});
            }
            if (const auto& name = way.flow->name(); i == 1 && !name.empty()) {
                const auto lines = static_cast<double>(wrap(name, 95, letter_size, 4).size());
                edge.label = Bounds{step + 3, y - 3 - lines * letter_size * 1.15, 88, lines * letter_size * 1.15};
            }
            const bool last = i + 1 == way.cells.size();
            edge.points.push_back({last ? box.x : box.x + box.width, y});
        }
        block_.edges.push_back(std::move(edge));
    }
    /// Under everything and up again.
    void emit_backward() {
        for (const auto* node : order_.nodes) {
            for (const auto* flow : flows_from(*node)) {
                if (!order_.backward.contains(flow) || block_.edges.size() >= 2 * most_drawn) continue;
                const auto *from = box_of(source(*flow)), *to = box_of(target(*flow));
                if (from == nullptr || to == nullptr) continue;
                const double y = block_.height + 12, start = from->x + from->width / 2,
                             end = to->x + to->width / 2 + (from == to ? 14 : 0);
                block_.edges.push_back(
                    {.element = flow,
                     .points = {{start, from->y + from->height}, {start, y}, {end, y}, {end, to->y + to->height}}});
                block_.height = y + 6;
            }
        }
    }
    void emit_apart() {
        if (apart_.empty()) return;
        double x = side_pad + (lanes_.empty() ? 0 : 20), height = 0;
        for (const auto* node : apart_) {
            const auto size = size_of(*node);
            const Bounds box{x, block_.height + row_gap, size.width, size.height};
            const auto inner = inner_.find(node);
            block_.shapes.push_back({.element = node, .box = box, .expanded = inner != inner_.end()});
            if (inner != inner_.end()) block_.take(std::move(inner->second), box.x, box.y);
            x += size.width + column_gap;
            height = std::max(height, size.height);
        }
        block_.width = std::max(block_.width, x - column_gap);
        block_.height += height + row_gap;
    }
    /// What is no node: data and annotations, in a row below.
    void emit_data() {
        double x = side_pad + (lanes_.empty() ? 0 : 20);
        bool any = false;
        for (const auto& each : scope_.children()) {
            const bool data = each->type() == Type::data_object_reference || each->type() == Type::data_store_reference;
            if (!data && each->type() != Type::text_annotation) continue;
            if (budget_ == 0) break;
            --budget_;
            const double width = data ? 36 : 110;
            block_.shapes.push_back(
                {.element = each.get(), .box = {x + (data ? 30 : 0), block_.height + 26, width, data ? 46.0 : 44.0}});
            x += width + 70;
            any = true;
        }
        block_.width = std::max(block_.width, any ? x - 30 : 0);
        if (any) block_.height += 110;
    }

    const Element& scope_;
    Order order_;
    std::size_t& budget_;  // nodes that may still be drawn
    Elements lanes_, apart_;
    std::vector<double> gaps_;  // before each layer
    double flow_bottom_ = 0;
    std::vector<Point> lane_rows_;  // x: top, y: bottom
    std::vector<std::unique_ptr<Cell>> cells_;
    std::vector<std::vector<Cell*>> layers_;
    std::unordered_map<const Element*, Cell*> cell_of_;
    std::unordered_map<const Element*, Block> inner_;
    std::vector<LongFlow> flows_;
    Block block_;
};

Block lay_out(const Element& scope, std::size_t& budget) { return BlockMaker(scope, budget).make(); }

void Block::take(Block&& inner, double x, double y) {
    for (auto& shape : inner.shapes) {
        shape.box.x += x;
        shape.box.y += y;
        shapes.push_back(shape);
    }
    for (auto& edge : inner.edges) {
        for (auto& point : edge.points) {
            point.x += x;
            point.y += y;
        }
        if (edge.label) {
            edge.label->x += x;
            edge.label->y += y;
        }
        edges.push_back(std::move(edge));
    }
}

}  // namespace bpmn
