#pragma once
// A council's crest: an SVG that somebody drew, believed only as a drawing.

#include <cstddef>
#include <string_view>

namespace website {

constexpr std::size_t largest_crest = 64 * 1024;  // bytes

/// True for one <svg> of shapes, gradients and titles. False for anything that could run, load, link or style: scripts,
/// event handlers, <style>, <foreignObject>, <image>, links other than to a part of itself, document types and entities.
/// What it does not know, it does not believe.
bool is_sound_drawing(std::string_view svg);

}  // namespace website
