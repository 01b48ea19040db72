#pragma once
// Inside dmn: a walk over a tree that knows which names something inside it gives: an entry of a context, a loop, a parameter, a filter.

#include "dmn/tree.h"

#include <string_view>
#include <vector>

namespace dmn {

class BoundWalk {
public:
    virtual ~BoundWalk() = default;
    /// No deeper than the parser let the tree become.
    void look_at(const Node& node);

protected:
    /// True where the node was taken as a whole: what is in it is not looked at.
    virtual bool take(const Node& node) = 0;
    /// Whether the name is given where the walk is.
    bool is_bound(std::string_view name) const;

private:
    void look_at_all(const Node& node);
    /// Each name means its child for those that come after.
    void look_at_bound(const Node& node);

    std::vector<std::string_view> bound_;
};

}  // namespace dmn
