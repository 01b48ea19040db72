#include "catalogue/stored_texts.h"

#include "base/text.h"

#include <boost/json.hpp>

#include <fstream>
#include <sstream>

namespace catalogue {

std::string digest_of(std::initializer_list<std::string_view> texts) {
    std::string all;
    for (const auto text : texts) all.append(text).push_back('\0');
    if (!all.empty()) all.pop_back();
    return base::to_hex(base::sha256(all));
}

std::string one_text_of(const std::vector<DecisionModel>& decisions) {
    boost::json::array all;
    for (const auto& each : decisions) all.push_back({{"name", each.name}, {"xml", each.xml}});
    return boost::json::serialize(all);
}

std::vector<DecisionModel> decisions_from(std::string_view text) {
    std::vector<DecisionModel> all;
    const auto stored = boost::json::parse(text);
    for (const auto& each : stored.as_array())
        all.push_back({std::string(each.at("name").as_string()), std::string(each.at("xml").as_string())});
    return all;
}

Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return refuse(Kind::invalid, "catalogue.definition", path.string() + ": cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void know_by_digest(Definition& definition) {
    if (!definition.process.empty()) definition.process_digest = digest_of({definition.process});
    definition.decisions_digest = digest_of({one_text_of(definition.decisions)});
}

}  // namespace catalogue
