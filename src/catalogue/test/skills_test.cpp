#include "catalogue/skills.h"

#include <doctest/doctest.h>

#include <fstream>

namespace {

/// A folder of services that holds nothing but that list of skills.
struct SkillList {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / "guildhall-skills-test";
    explicit SkillList(std::string_view text) {
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "_skills.json") << text;
    }
    ~SkillList() { std::filesystem::remove_all(folder); }
    std::string fault() const {
        const auto read = catalogue::read_skills(folder);
        return read ? std::string() : read.error().log;
    }
};

}  // namespace

TEST_CASE("the list of skills is read, and none is none") {
    const auto skills = SkillList(R"([{"code": "chainsaw", "name": "Chainsaw", "about": "Felling."}, {"code": "hgv-2", "name": "Lorry"}])");
    const auto read = catalogue::read_skills(skills.folder).value();
    REQUIRE(read.size() == 2);
    CHECK(read[0].about == "Felling.");
    CHECK(read[1].code == "hgv-2");
    CHECK(catalogue::read_skills(skills.folder / "nowhere").value().empty());
}

TEST_CASE("a list of skills that is wrong is refused with what is wrong in which") {
    CHECK(SkillList("{").fault() == "_skills.json: is no list in JSON");
    CHECK(SkillList("{}").fault() == "_skills.json: is no list in JSON");
    CHECK(SkillList("[7]").fault().starts_with("_skills.json: 1: code"));
    CHECK(SkillList(R"([{"code": "Chain saw", "name": "x"}])").fault().starts_with("_skills.json: 1: code"));
    CHECK(SkillList(R"([{"code": "saw"}])").fault().starts_with("_skills.json: saw: name"));
    CHECK(SkillList(R"([{"code": "saw", "name": "x", "about": ")" + std::string(501, 'a') + "\"}]").fault().starts_with("_skills.json: saw: about"));
    CHECK(SkillList(R"([{"code": "saw", "name": "x"}, {"code": "saw", "name": "y"}])").fault() == "_skills.json: saw: stands there twice");
}
