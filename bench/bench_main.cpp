#include "bench.h"

#include <CLI/CLI.hpp>
#include <sodium.h>

#include <cstdio>

int main(int argc, char** argv) {
    if (sodium_init() < 0) return 1;
    CLI::App app{"Measures Guildhall: one JSON object per figure"};
    app.require_subcommand(1);
    bench::Options options;
    const auto add = [&](const char* name, const char* help, void (*run)(const bench::Options&)) -> CLI::App* {
        auto* command = app.add_subcommand(name, help);
        command->add_option("--postgres", options.postgres, "on this server instead of SQLite");
        command->add_option("--data", options.data, "a folder with a borough to use and keep; made where there is none");
        command->add_option("--clients", options.clients, "how many at once, several numbers")->delimiter(',');
        command->add_option("--seconds", options.seconds, "of load for each number of clients");
        command->add_option("--cases", options.cases);
        command->add_flag("!--hold-background", options.jobs, "letters are queued, and sent after the load");
        command->callback([&options, run] { run(options); });
        return command;
    };
    add("submit", "a resident's report, from POST to thanks, beside raw inserts of the same rows", bench::submit);
    add("start", "from start to first answer", bench::start);
    add("problems", "the public list of reports with its map", bench::problems);
    add("page", "a case's page", bench::page);
    add("worklist", "the first page of the open worklist", bench::worklist);
    add("search", "a search for words in a place", bench::search);
    add("note", "a note on a case", bench::note);
    add("check", "the publishing check of all services, and of sixty and more", bench::check);
    add("forms", "a form of 40 questions with 25 branches: its pages and its check", bench::forms);
    auto* engine = add("engine", "steps and timers of the process engine, with as many instances waiting as --cases", bench::engine);
    engine->add_option("--models", options.models, "a folder of models that another engine is measured with too");
    auto* scale = add("scale", "what everybody does, at several sizes of one council", bench::scale);
    scale->add_option("--sizes", options.sizes, "numbers of cases, from small to large")->delimiter(',');
    scale->add_option("--only", options.only, "these operations")->delimiter(',');
    scale->add_option("--pages", options.pages, "live ones that are told of a change");
    scale->add_option("--errands", options.errands, "of each operation at most");
    scale->add_flag("--grow-only", options.grow_only, "make the councils that are missing, and measure nothing");
    try {
        app.parse(argc, argv);
        return 0;
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? 0 : 2;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "bench: %s\n", problem.what());
        return 1;
    }
}
