#pragma once
// The skills that maps of services name: data beside them, services/_skills.json.

#include "access/skills.h"
#include "base/result.h"

#include <filesystem>
#include <vector>

namespace catalogue {

/// A list of {"code", "name", "about"}; none where the folder of services has no such file. Refuses (invalid) with the file, and which skill is
/// wrong in what.
Result<std::vector<access::Skill>> read_skills(const std::filesystem::path& services);

}  // namespace catalogue
