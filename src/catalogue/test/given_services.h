#pragma once
// For tests: a folder of services of one's own, to publish and to change.

#include <filesystem>
#include <fstream>
#include <string>

namespace given {

/// Writes one small service: FOLDER/<code>/service.json and article.md.
inline void put_service(const std::filesystem::path& folder, const std::string& code, const std::string& name,
                        const std::string& question = "Which one?") {
    std::filesystem::create_directories(folder / code);
    std::ofstream(folder / code / "service.json") << R"({"code": ")" + code + R"(", "lgsl": 524, "lgil": 17, "name": ")" + name + R"(",
        "script": {"greeting": "I will ask which one.", "closing": "We will see to it."}, "retention": {"years": 2, "basis": "Local Government Act 1974, section 26B"},
        "lawful_basis": {"kind": "public_task", "law": "Environmental Protection Act 1990, section 45"},
        "team": "Waste and recycling", "promise": {"working_days": 2, "text": "Within 2 working days."},
        "questions": [{"code": "which", "type": "choice", "label": ")" + question + R"(",
                       "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]}],
        "outcomes": [{"code": "done", "label": "It is done"}]})";
    std::ofstream(folder / code / "article.md") << "# " + name + "\n\nWhat to know.\n";
}

}  // namespace given
