#pragma once
// As much of JSON Schema (draft 4) and of Swagger's definitions as the suites use. A keyword it does not know is an error,
// so that no schema is passed over in silence.

#include <boost/json/value.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace conformance {

/// The schemas of one folder, read when first named.
class Schemas {
public:
    explicit Schemas(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// What is wrong with the value, each with where: "[0].status: not one of those listed". `schema` is a file, perhaps with
    /// a pointer: "swagger.json#/definitions/Request". Throws where the schema cannot be read or says what is not known here.
    std::vector<std::string> problems(const std::string& schema, const boost::json::value& value);

private:
    const boost::json::value& find(const std::string& file);
    void hold(const std::string& file, const boost::json::value& schema, const boost::json::value& value, const std::string& where,
              std::vector<std::string>& problems);
    void hold_members(const std::string& file, const boost::json::object& schema, const boost::json::object& value, const std::string& where,
                      std::vector<std::string>& problems);

    std::filesystem::path folder_;
    std::map<std::string, boost::json::value> files_;
};

}  // namespace conformance
