// The command line.

#include "guildhall/commands.h"

#include <CLI/CLI.hpp>
#include <sodium.h>
#include <sys/stat.h>

#include <cstdio>

namespace {

using guildhall::Where;

void add_where(CLI::App& command, Where& where) {
    command.add_option("--data", where.data, "folder of one council on SQLite")->envname("GUILDHALL_DATA");
    command.add_option("--postgres", where.postgres, "one council on PostgreSQL: connection string")->envname("GUILDHALL_POSTGRES");
    command.add_option("--admin-postgres", where.admin, "connection string for migrations")->envname("GUILDHALL_ADMIN_POSTGRES");
    command.add_option("--councils", where.councils, "routing table of several councils")->envname("GUILDHALL_COUNCILS");
    command.add_option("--council", where.council, "which council")->envname("GUILDHALL_COUNCIL");
    command.add_option("--settings", where.settings, "settings file (TOML)")->envname("GUILDHALL_SETTINGS");
}

void add_imports(CLI::App& app, Where& where, guildhall::ImportOptions& importing, int& status) {
    auto* import = app.add_subcommand("import", "take in a file as it comes; a second run adds nothing")->require_subcommand(1);
    const auto add = [&](const char* what, const char* help) {
        auto* made = import->add_subcommand(what, help);
        add_where(*made, where);
        made->add_option("FILE", importing.file)->required();
        made->add_flag("--dry-run", importing.dry_run, "say what would become of each row, and write nothing");
        made->add_option("--report", importing.report, "a new CSV file that lists every row that is flagged or refused");
        made->callback([&where, &importing, &status, what] {
            importing.what = what;
            status = guildhall::import_file(where, importing);
        });
        return made;
    };
    add("lgsl", "the national list of services: Identifier, Label, Status, Description");
    add("links", "links of councils: la, lgsl_id, lgil_id, link");
    add("postcodes", "Code-Point Open, with or without names of columns");
    add("wards", "ward boundaries: GeoJSON in WGS84");
    add("streets", "the gazetteer's streets: usrn, name, town, ward");
    add("addresses", "the gazetteer's addresses: uprn, usrn, flat, name, number, postcode, ward, latitude, longitude (or easting, northing)");
    add("responsible", "who looks after what where: subject, body, uprn, usrn or ward, phone, email, web");
    add("bins", "kinds of bin: code, name, colour, holds");
    add("rounds", "collection rounds: round, bin, first_day, every (weeks), until, out_by (07:00)");
    add("round-streets", "where each round comes: round, usrn (or uprn), gone (yes: no longer)");
    add("round-changes", "days that are otherwise: from, until, round, bin, days_later (or none), reason");
    add("round-holidays", "what bank holidays do: holiday (empty: all others), effect (as usual, that day, rest of week, none)");
    add("team-hours", "teams that work at hours of their own: team, hours (mon tue 08:30-12:00 13:00-17:00, fri 08:30-12:00; none: as the council), holidays (off or works)");
    add("closing-days", "days on which the council, or one team, is closed: day, name, team, gone (yes: open after all)");
    add("people", "people with the details they gave: name, email, phone; who is known with all of a row's details is left as they are");
    auto* all = import->add_subcommand("all", "a full export, into a new council");
    add_where(*all, where);
    all->add_option("FILE", importing.file)->required();
    all->callback([&where, &importing, &status] { status = guildhall::import_all(where, importing.file); });
    auto* requests = add("requests", "requests of another system: Los Angeles 311, or reference, service, status, created, closed, channel, "
                                     "latitude, longitude, address, description, name, email, phone, note");
    requests->add_option("--time-zone", importing.zone, "of times that name none: America/Los_Angeles");
    requests->add_option("--source", importing.source, "the other system's name, where references of several could be the same");
    requests->add_option("--team", importing.team, "team for requests that name no service of yours")->capture_default_str();
}

void add_list_options(CLI::App& list, const std::string& what, guildhall::ListOptions& listing) {
    list.add_option("FILE", listing.file, "a new file; without it, the list goes to the standard output");
    list.add_option("--format", listing.format, "csv, geojson, json, or lines (JSON Lines)")->check(CLI::IsMember({"csv", "geojson", "json", "lines"}))->capture_default_str();
    list.add_flag("--bom", listing.bom, "CSV begins with a byte-order mark, without which Excel may take UTF-8 for another alphabet");
    if (what == "people") return;
    list.add_option("--from", listing.from, "first day, YYYY-MM-DD, in the council's time");
    list.add_option("--until", listing.until, "last day, that day included");
    if (what == "events") {
        list.add_option("--kind", listing.kind, "one kind of fact: cases.CaseClosed");
        return;
    }
    list.add_option("--service", listing.service, "code of one service");
    list.add_option("--ward", listing.ward, "code of one ward");
    list.add_option("--status", listing.status, "open or closed")->check(CLI::IsMember({"open", "closed"}));
    list.add_flag("--people", listing.people, "with names, contact details, places in words and answers; without it, places are told to some 100 m");
}

void add_lists(CLI::App& out, Where& where, guildhall::ListOptions& listing, int& status) {
    const std::pair<const char*, const char*> lists[] = {{"requests", "every request with how its case stands"},
                                                         {"cases", "every case with its first request"},
                                                         {"events", "the journal's facts, in order"},
                                                         {"people", "everybody, with the details that hold now"}};
    for (const auto& [what, help] : lists) {
        auto* list = out.add_subcommand(what, help);
        add_where(*list, where);
        add_list_options(*list, what, listing);
        list->callback([&where, &listing, &status, what = what] {
            listing.what = what;
            status = guildhall::export_list(where, listing);
        });
    }
}

void add_exports(CLI::App& app, Where& where, guildhall::ListOptions& listing, int& status) {
    auto* out = app.add_subcommand("export", "take rows out, also while serving")->require_subcommand(1);
    auto* all = out->add_subcommand("all", "everything in one file, for a council on either kind of database");
    add_where(*all, where);
    all->add_option("FILE", listing.file)->required();
    all->callback([&] { status = guildhall::export_all(where, listing.file); });
    add_lists(*out, where, listing, status);
}

}  // namespace

int main(int argc, char** argv) {
    if (sodium_init() < 0) return 1;
    ::umask(077);  // what residents told us is nobody else's on this machine
    CLI::App app{"Guildhall: the customer-service platform of a local council"};
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "help of every command");
    Where where;
    int status = 0;
    const auto command = [&](CLI::App& parent, const char* name, const char* help) {
        auto* made = parent.add_subcommand(name, help);
        add_where(*made, where);
        return made;
    };

    guildhall::ServeOptions serving;
    auto* serve = command(app, "serve", "serve the site, the desk and the API");
    serve->add_option("--listen", serving.listen, "address and port; port 0 picks one")->envname("GUILDHALL_LISTEN");
    serve->add_option("--assets", serving.assets, "folder of the built assets")->envname("GUILDHALL_ASSETS");
    serve->callback([&] { status = guildhall::serve(where, serving); });

    guildhall::NewCouncil council;
    auto* councils = app.add_subcommand("council", "councils")->require_subcommand(1);
    auto* add = command(*councils, "add", "a new council: migrated, services published, first administrator");
    add->add_option("ID", council.id, "a-z, 0-9 and _")->required();
    add->add_option("--name", council.name, "as residents see it");
    add->add_option("--email", council.email, "first administrator's e-mail address")->required();
    add->add_option("--password", council.password, "their password; read from standard input if left out");
    add->add_option("--services", council.services, "folder of service definitions")->capture_default_str();
    add->add_option("--articles", council.articles, "folder of articles")->capture_default_str();
    add->callback([&] { status = guildhall::add_council(where, council); });

    guildhall::DemoOptions demo;
    auto* borough = command(app, "demo", "fill an invented council; the same seed gives the same one");
    borough->add_flag("--borough", demo.borough, "the borough of Guildhall: 60,000 addresses in 20 wards, two years of requests (else the small town of Ambleford, one year)");
    borough->add_option("--people", demo.people, "residents, drawn as they ask for something [2000; with --borough 140000]")->check(CLI::Range(1, 1'000'000));
    borough->add_option("--requests", demo.requests, "[5000; with --borough 30000]")->check(CLI::Range(0, 10'000'000));
    borough->add_option("--seed", demo.seed)->capture_default_str();
    borough->add_flag("--training", demo.training, "to practise on: marked on every page, and nothing is sent");
    borough->add_flag("--measure-duplicates", demo.measure, "with --borough: hold what is suggested as reported already against what is known to be the same");
    borough->add_option("--services", demo.services, "folder of service definitions")->capture_default_str();
    borough->add_option("--articles", demo.articles, "folder of articles")->capture_default_str();
    borough->add_option("--words", demo.words, "folder with the words of its people")->capture_default_str();
    borough->callback([&] { status = guildhall::make_demo(where, demo); });

    guildhall::ImportOptions importing;
    add_imports(app, where, importing, status);

    std::string serving_role, file, folder, role, name;
    bool commit = false;
    auto* migrate = command(app, "migrate", "bring the data to this program's shape");
    migrate->add_option("--serving-role", serving_role, "PostgreSQL role that serves; is granted what it needs");
    migrate->callback([&] { status = guildhall::migrate(where, serving_role); });

    guildhall::ListOptions listing;
    add_exports(app, where, listing, status);

    auto* backup = command(app, "backup", "a consistent copy, also while serving");
    backup->add_option("FILE", file)->required();
    backup->callback([&] { status = guildhall::back_up(where, file); });

    auto* restore = command(app, "restore", "check a backup, and with --commit put it in the place of the data");
    restore->add_option("FILE", file)->required()->check(CLI::ExistingFile);
    restore->add_flag("--commit", commit, "really do it");
    restore->callback([&] { status = guildhall::restore(where, file, commit); });

    command(app, "doctor", "explain what is wrong and what to do")->callback([&] { status = guildhall::run_doctor(where); });

    auto* journal = app.add_subcommand("journal", "the journal")->require_subcommand(1);
    command(*journal, "verify", "walk the hash chain; names the first bad row")->callback([&] { status = guildhall::verify_journal(where); });

    auto* tokens = app.add_subcommand("token", "API tokens")->require_subcommand(1);
    auto* token = command(*tokens, "create", "print a new bearer token, once");
    token->add_option("--role", role)->required();
    token->add_option("--name", name)->required();
    token->callback([&] { status = guildhall::create_token(where, role, name); });

    auto* services = app.add_subcommand("services", "service definitions")->require_subcommand(1);
    auto* check = services->add_subcommand("check", "refuse definitions that are not in order");
    check->add_option("DIR", folder)->required()->check(CLI::ExistingDirectory);
    check->callback([&] { status = guildhall::check_services(folder); });
    auto* publish = command(*services, "publish", "a new version of each definition that changed; cases that run keep theirs");
    publish->add_option("DIR", folder)->required()->check(CLI::ExistingDirectory);
    publish->callback([&] { status = guildhall::publish_services(where, folder); });

    try {
        app.parse(argc, argv);
        return status;
    } catch (const CLI::ParseError& problem) {
        const int code = app.exit(problem);
        return code == 0 ? 0 : 2;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "guildhall: %s\n", problem.what());
        return 1;
    }
}
