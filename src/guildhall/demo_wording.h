#pragma once
// How residents write: in a hurry, on a phone, with their own spelling.

#include "borough/draw.h"

#include <string>
#include <string_view>

namespace guildhall {

/// The same said by somebody: perhaps with a greeting or a thank-you, in small letters, with a slip of the thumb.
std::string as_typed(borough::Draw& draw, std::string_view phrase);

}  // namespace guildhall
