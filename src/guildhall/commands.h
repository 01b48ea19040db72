#pragma once
// What the program can be told to do. Each returns the exit status: 0 done, 1 refused or failed with one clear line on
// stderr.

#include "guildhall/settings.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace guildhall {

struct ServeOptions {
    std::string listen;     // empty: as the settings say, else 127.0.0.1:8080
    std::string assets;     // folder with the built style sheets and scripts
};
int serve(const Where& where, const ServeOptions& options);

struct NewCouncil {
    std::string id, name, email, password;
    std::string services = "services";   // folder with the services to publish
    std::string articles = "knowledge";  // folder with the articles to bring
};
int add_council(const Where& where, const NewCouncil& council);

struct DemoOptions {
    static constexpr std::int64_t people_of_town = 2000, requests_of_town = 5000, people_of_borough = 140'000, requests_of_borough = 30'000;
    bool borough = false;     // the borough of 60,000 addresses and two years, not the small town
    bool measure = false;     // hold suggestions of duplicates against the truth meanwhile
    std::optional<std::int64_t> people, requests;
    std::uint64_t seed = 1;
    bool training = false;  // to practise on: marked on every page, and nothing is sent
    std::string services = "services";
    std::string articles = "knowledge";
    std::string words = "demo";
};
int make_demo(const Where& where, const DemoOptions& options);

struct ImportOptions {
    std::string what, file;
    bool dry_run = false;
    std::string report;                // a CSV file for every row that is flagged or refused; empty: none
    std::string zone;                  // for times that name none
    std::string source;                // under which name references are kept; empty: that of the layout
    std::string team = "Taken over";   // whose work requests become that name no service of ours
};
int import_file(const Where& where, const ImportOptions& options);

/// Everything, in one file that any council of the same version can take in.
int export_all(const Where& where, const std::string& file);
/// A list of one sort of thing, as a spreadsheet, a map or a program reads it.
struct ListOptions {
    std::string what, file;  // file: empty: to the standard output
    std::string format = "csv";
    std::string from, until, service, ward, status, kind;  // empty: all
    bool people = false;                                   // names, contact details, places in words and answers too
    bool bom = false;
};
int export_list(const Where& where, const ListOptions& options);
int import_all(const Where& where, const std::string& file);

int migrate(const Where& where, const std::string& serving_role);
int back_up(const Where& where, const std::string& file);
int restore(const Where& where, const std::string& file, bool commit);
int run_doctor(const Where& where);
int verify_journal(const Where& where);
int create_token(const Where& where, const std::string& role, const std::string& name);
int check_services(const std::string& folder);
/// A new version of each whose text changed, also while serving; refuses a folder that is not in order. Cases that run keep the version they began with.
int publish_services(const Where& where, const std::string& folder);

/// What stands in a folder of services: how many are in order, and a line with file and element for each fault, and for what is worth knowing.
struct ServicesFound {
    int sound = 0;
    std::vector<std::string> faults, warnings = {};
};
ServicesFound faults_of_services(const std::filesystem::path& folder);

/// Says the refusal on stderr in one line and returns 1.
int fail(const Refusal& refusal);

}  // namespace guildhall
