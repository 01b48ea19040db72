// The doctor finds what is planted, says what to do, and finds nothing where there is nothing.

#include "guildhall/test/given_program.h"
#include "web/test/given_certificate.h"

#include <algorithm>

using given::Program;

namespace {

struct Examined {
    int status;
    std::string said;
    bool finds(std::string_view fault) const { return status == 1 && said.contains("WRONG ") && said.contains(fault); }
};

/// A council of its own, from the command line as anybody makes one.
struct Patient {
    given::Folder folder;
    std::string data = (folder.path / "data").string();

    Patient() { REQUIRE(Program::run({"council", "add", "anytown", "--data", data, "--email", "admin@example.com", "--password", "three lively otters"}) == 0); }
    Examined examine(const std::string& settings = "") const {
        const auto file = (folder.path / "settings.toml").string();
        std::ofstream(file) << settings;
        Program doctor({"doctor", "--data", data, "--settings", file});
        auto said = doctor.output();
        const auto errors = doctor.errors();
        return {doctor.wait(), said + errors};
    }
    void change(const std::string& statement) const {
        const auto entry = db::check_tenant({.id = "anytown", .file = data + "/guildhall.db"}).value();
        const auto database = db::open(entry, given::start).value();
        REQUIRE(database->write(given::context(), [&](db::Tx& tx) -> Result<bool> {
            tx.query_text(statement, {})->next();
            return true;
        }));
    }
};

}  // namespace

TEST_CASE("a council that is well is found well") {
    const Patient patient;
    const auto found = patient.examine();
    INFO(found.said);
    CHECK(found.status == 0);
    CHECK_FALSE(found.said.contains("WRONG"));
}

TEST_CASE("each planted fault is found, with what to do about it") {
    const std::pair<const char*, const char*> faults[] = {
        {"DELETE FROM db_migration WHERE name = (SELECT MAX(name) FROM db_migration)", "guildhall migrate"},
        {"UPDATE access_team SET name = 'Elsewhere' WHERE name = 'Waste and recycling'", "Waste and recycling', which does not exist"},
    };
    for (const auto& [fault, finding] : faults) {
        const Patient patient;
        patient.change(fault);
        const auto found = patient.examine();
        CAPTURE(fault);
        INFO(found.said);
        CHECK(found.finds(finding));
    }
}

TEST_CASE("a mail server, a certificate and an address that cannot be right are found before they are needed") {
    const Patient patient;
    CHECK(patient.examine("smtp_url = \"ftp://mail.example.com\"\n").finds("mail cannot be sent"));
    const std::string mail = "smtp_url = \"smtp://mail.example.com:587\"\nmail_from = \"council@example.com\"\n";
    CHECK(patient.examine(mail).finds("GUILDHALL_BASE_URL"));
    CHECK(patient.examine(mail + "base_url = \"http://forms.example.com\"\n").finds("begins with https://"));
    const auto certificate = patient.folder.path / "c.pem", key = patient.folder.path / "k.pem", other = patient.folder.path / "o.pem";
    const auto tls = [&](const std::filesystem::path& key_file) {
        return "tls_certificate = \"" + certificate.string() + "\"\ntls_key = \"" + key_file.string() + "\"\n";
    };
    CHECK(patient.examine(tls(key)).finds("TLS: "));
    given::write_certificate(certificate, key, std::chrono::days(90));
    CHECK(patient.examine(tls(key)).said.contains("the TLS certificate holds until"));
    CHECK(patient.examine(tls(other)).finds("TLS: "));
    given::write_certificate(certificate, key, std::chrono::days(3));
    CHECK(patient.examine(tls(key)).finds("Renew it"));
    given::write_certificate(patient.folder.path / "another.pem", other, std::chrono::days(90));
    CHECK(patient.examine(tls(other)).finds("TLS: "));
}

TEST_CASE("a file that somebody sent and that is gone from the disk is missed") {
    given::House house(db::Engine::sqlite);
    auto* const store = house.household->tenant().files().value();
    auto intake = files::Delivery(*store).begin("letter.pdf", "application/pdf").value();
    REQUIRE(intake.write(std::string_view("%PDF-1.4 a letter")));
    const auto kept = intake.finish().value();
    REQUIRE(house.write([&](db::Tx& tx) { return files::attach(tx, {"request", 7}, kept, "letter.pdf"); }));
    const auto examine = [&] {
        Program doctor({"doctor", "--data", house.tenant.folder.path.string()});
        const auto said = doctor.output();
        return Examined{doctor.wait(), said};
    };
    const auto before = examine();
    INFO(before.said);
    CHECK(before.said.contains("1 files, all on disk"));
    std::filesystem::remove(store->path_of(kept.digest));
    CHECK(examine().finds("1 of 1 files that people sent are not on disk"));
}

TEST_CASE("a folder that is not there is said, and so is one that is not ours to read") {
    Program doctor({"doctor", "--data", "/nowhere/at/all"});
    const auto said = doctor.output();
    CHECK(doctor.wait() == 1);
    CHECK(said.contains("/nowhere/at/all cannot be read"));
}
