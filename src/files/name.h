#pragma once
// Names of files as people see them. A file is never stored, opened or found by the name that was sent.

#include <string>
#include <string_view>

namespace files {

/// What to show for a name that was sent, and to offer when it is saved:
///  1. the last part of a path, of either slash; one line of UTF-8 without controls, NUL, invisible or bidi marks;
///  2. no leading dots, hyphens or spaces, no trailing dots or spaces, none of < > : " | ? *;
///  3. not a device name of Windows (CON, nul.txt become _CON, _nul.txt);
///  4. at most 120 characters, the ending kept; "file" when nothing is left.
std::string display_name(std::string_view sent);

/// The name with the ending that belongs to the type, for a picture that was remade: "IMG_1.HEIC" as image/jpeg is
/// "IMG_1.jpg". Types without a known ending leave the name alone.
std::string name_for_type(std::string_view name, std::string_view type);

}  // namespace files
