#pragma once
// A page that shows every component and pattern with an example: for whoever builds a page, for the journeys that
// look at it with axe, and for a tenant choosing colours.

#include "html/html.h"

namespace html {

/// The content for Page::main; its title is "Pattern book".
Html pattern_book();

}  // namespace html
