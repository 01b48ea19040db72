// What stands in deploy/ fits the program.

#include "base/metrics.h"
#include "guildhall/test/given_program.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <fstream>
#include <regex>
#include <set>

namespace {

std::string text_of(const char* path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> all_matches(const std::string& text, const char* pattern) {
    const std::regex names(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), names), end; at != end; ++at) found.insert((*at)[1]);
    return found;
}

}  // namespace

TEST_CASE("every measure that the dashboard and the alerts name is there") {
    const auto page = base::metrics::render();
    for (const auto* file : {"deploy/grafana-dashboard.json", "deploy/prometheus.yml"}) {
        const auto names = all_matches(text_of(file), "\\b(guildhall_[a-z_]+)");
        CHECK(names.size() > 3);
        for (const auto& name : names) {
            CAPTURE(name);
            CHECK((page.contains("\n" + name + " ") || page.contains("\n" + name + "{")));
        }
    }
}

TEST_CASE("the dashboard is JSON, and each of its panels asks for something and says in which unit") {
    const auto dashboard = boost::json::parse(text_of("deploy/grafana-dashboard.json"));
    for (const auto& panel : dashboard.at("panels").as_array()) {
        CHECK_FALSE(panel.at("targets").as_array().empty());
        CHECK_FALSE(panel.at("fieldConfig").at("defaults").at("unit").as_string().empty());
    }
}

TEST_CASE("every setting that deploy names is one that the program reads") {
    const auto running = text_of("docs/running.md");
    for (const auto& name : all_matches(text_of("deploy/guildhall.env"), "(GUILDHALL_[A-Z_]+)")) {
        CAPTURE(name);
        CHECK(running.contains(name));
    }
}
