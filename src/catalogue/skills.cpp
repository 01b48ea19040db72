#include "catalogue/skills.h"

#include "base/text.h"
#include "catalogue/element.h"
#include "catalogue/stored_texts.h"

#include <algorithm>

namespace catalogue {
namespace {

namespace json = boost::json;

bool is_skill_code(std::string_view code) {
    constexpr std::size_t longest = 60;
    return !code.empty() && code.size() <= longest &&
           std::ranges::all_of(code, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Result<access::Skill> read_skill(const json::value& item, std::size_t number) {
    constexpr std::size_t longest_name = 100, longest_about = 500;
    const Element given(&item);
    access::Skill skill{.code = given.text("code"), .name = given.text("name"), .about = given.text("about")};
    if (!is_skill_code(skill.code)) return wrong(fmt::format("_skills.json: {}: code", number), "is made of a-z, 0-9 and -, at most 60");
    if (skill.name.empty() || base::count_characters(skill.name) > longest_name) return wrong("_skills.json: " + skill.code + ": name", "has 1 to 100 characters");
    if (base::count_characters(skill.about) > longest_about) return wrong("_skills.json: " + skill.code + ": about", "has at most 500 characters");
    return skill;
}

}  // namespace

Result<std::vector<access::Skill>> read_skills(const std::filesystem::path& services) {
    std::vector<access::Skill> skills;
    const auto file = services / "_skills.json";
    if (!std::filesystem::exists(file)) return skills;
    const auto text = TRY(read_file(file));
    boost::system::error_code error;
    const auto list = json::parse(text, error);
    if (error || !list.is_array()) return wrong("_skills.json", "is no list in JSON");
    for (const auto& item : list.as_array()) {
        auto skill = TRY(read_skill(item, skills.size() + 1));
        if (std::ranges::find(skills, skill.code, &access::Skill::code) != skills.end()) return wrong("_skills.json: " + skill.code, "stands there twice");
        skills.push_back(std::move(skill));
    }
    return skills;
}

}  // namespace catalogue
