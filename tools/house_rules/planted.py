"""The checker's own tests: violations planted in a copy of the house, and look-alikes that must be left alone."""
import pathlib
import shutil
import tempfile

from . import code, data, tree

M = "src/people/migrations/20261122T1200_people_"
# (rule, file, its text): each text must be found by that rule, in that file.
WRONG = [
    (code.rooms_look_only_downstairs, "src/people/up.cpp", '#include "cases/cases.h"\n'),
    (code.rooms_look_only_downstairs, "src/html/right.cpp", '#include "web/web.h"\n'),
    (code.rooms_look_only_downstairs, "src/webchat/stranger.cpp", '#include "telephony/telephony.h"\n'),
    (code.doors_are_used, "src/people/peep.cpp", '#include "db/inner_workings.h"\n'),
    (code.doors_are_used, "src/people/borrow.cpp", '#include "db/queries.h"\n'),
    (code.every_folder_is_a_room, "src/attic/attic.cpp", "int attic;\n"),
    (code.outside_libraries_have_one_room, "src/people/own_sqlite.cpp", "#include <sqlite3.h>\n"),
    (code.outside_libraries_have_one_room, "src/cases/own_asio.cpp", "#include <boost/asio.hpp>\n"),
    (code.outside_libraries_have_one_room, "src/people/unheard_of.cpp", "#include <left/pad.hpp>\n"),
    (code.the_edge_is_four_files, "src/web/zz_edge.cpp", "#include <boost/asio.hpp>\n"),
    (code.the_edge_is_four_files, "src/web/zz_hidden.cpp", '#include "web/aa_edge.h"\n'),
    (code.the_edge_is_four_files, "src/people/lazy.cpp", "Task f() { co_return; }\n"),
    (code.plant_holds_no_council_words, "src/db/resident.cpp", "// the resident's row\n"),
    (code.plant_holds_no_council_words, "src/jobs/names.h", "struct CaseTimer { int case_id; };\n"),
    (code.try_stands_alone, "src/people/leak.cpp", "auto p = Person{.name = TRY(name()), .id = TRY(id())};\n"),
    (code.try_stands_alone, "src/people/chain.cpp", "auto p = TRY(find(id)).name;\n"),
    (code.try_stands_alone, "src/people/mixed.cpp", "auto p = join(make(), TRY(find(id)));\n"),
    (code.try_stands_alone, "src/people/asked.cpp", "if (TRY(find(id))) go();\n"),
    (code.try_stands_alone, "src/people/back.cpp", "return TRY(find(id));\n"),
    (code.time_and_chance_are_handed_in, "src/people/clock.cpp", "auto t = std::chrono::system_clock::now();\n"),
    (code.programs_are_not_started_by_shell, "src/people/shell.cpp", 'int r = std::system(("convert " + name).c_str());\n'),
    (code.formatting_is_libfmt, "src/people/format.cpp", "#include <format>\n"),
    (code.tests_do_not_sleep, "src/people/test/sleepy_test.cpp", "void f() { std::this_thread::sleep_for(1s); }\n"),
    (code.size_follows_sense, "src/people/long.cpp", "int f() {\n" + "    g();\n" * 70 + "}\n"),
    (data.rooms_touch_their_own_tables, "src/people/queries/peek.sql", "-- name: peek\nSELECT id FROM cases_case WHERE id = ?\n"),
    (data.rooms_touch_their_own_tables, "src/people/queries/second.sql", "-- name: second\nSELECT p.id FROM people_person p, cases_case c WHERE c.person = p.id\n"),
    (data.rooms_touch_their_own_tables, "src/desk/queries/window.sql", "-- name: w\nSELECT id FROM cases_window_closed\n"),
    (data.foreign_keys_point_downstairs, M + "key.sql", "CREATE TABLE people_x (id BIGINT PRIMARY KEY, c BIGINT CONSTRAINT people_x_c REFERENCES cases_case (id));\n"),
    (data.sql_never_names_a_schema, "src/people/queries/schema.sql", "-- name: s\nSELECT id FROM salford.people_person\n"),
    (data.sql_never_names_a_schema, M + "public.sql", "CREATE INDEX people_i ON public.people_person (name);\n"),
    (data.every_table_has_a_primary_key, M + "nokey.sql", "CREATE TABLE people_log (at BIGINT NOT NULL, said TEXT NOT NULL);\n"),
    (data.ids_are_made_by_us, M + "serial.sql", "CREATE TABLE people_s (id BIGSERIAL PRIMARY KEY);\n"),
    (data.no_triggers_or_inheritance, M + "trigger.sql", "CREATE TRIGGER people_t AFTER INSERT ON people_person BEGIN SELECT 1; END;\n"),
    (data.time_and_chance_are_bound, "src/people/queries/now.sql", "-- name: n\nUPDATE people_person SET seen = now() WHERE id = ?\n"),
    (data.exclusion_is_a_lease, "src/people/queries/lock.sql", "-- name: l\nSELECT pg_advisory_lock(1)\n"),
    (data.names_are_given_at_birth, M + "unnamed.sql", "CREATE TABLE people_u (id BIGINT PRIMARY KEY, email TEXT NOT NULL UNIQUE);\n"),
    (data.names_are_given_at_birth, M + "long.sql", "CREATE INDEX people_" + "very_" * 10 + "long ON people_person (name);\n"),
    (data.nothing_depends_on_the_engine, "src/people/queries/ctid.sql", "-- name: c\nSELECT ctid FROM people_person\n"),
    (data.columns_are_listed, "src/people/queries/star.sql", "-- name: s\nSELECT * FROM people_person\n"),
    (data.migrations_have_their_name, "src/people/migrations/0001_init.sql", "-- nothing\n"),
    (data.every_room_has_its_page, "src/shareware/shareware.cpp", "int nothing;\n"),
    (data.words_bear_the_rooms_name, "src/people/words/cy.txt", "cases.title = Achosion\n"),
    (data.statements_are_used, "src/people/queries/forgotten.sql", "-- name: forgotten\nSELECT id FROM people_person\n"),
    (data.refusals_have_words, "src/people/speechless.cpp", 'return refuse(Kind::conflict, "people.never_said");\n'),
    (data.documents_lead_somewhere, "docs/astray.md", "See [the map](no-such-map.md).\n"),
    (data.a_block_is_styled_in_one_place, "assets/styles/_twin.scss", ".gh-first {\n  color: red;\n}\n"),
]
# Files that only look wrong: no rule may say anything about them.
RIGHT = [
    ("assets/styles/_first.scss", ".gh-first {\n  color: blue;\n}\n\n.gh-print .gh-first {\n  color: black;\n}\n"),
    ("src/people/sound.cpp", '#include <vector>\n#include <fmt/format.h>\n#include "db/db.h"\n// #include "cases/cases.h"\nconst char* said = "TRY(this)";\n'
     "Result<int> f() {\n    auto p = TRY(find(1));\n    if (p) TRY(check(p));\n    TRY(save(p));\n    n = static_cast<int>(TRY(count(p)));\n    q.emplace(TRY(find(2)));\n    file_system(p);\n    return p;\n}\n"),
    ("src/people/test/arranged_test.cpp", '#include "db/test/given.h"\n#include <doctest/doctest.h>\n'),
    ("src/db/switch.cpp", "int f(int c) {\n    switch (c) {\n        case 1: return lower_case(c);\n        default: return 0;  // in that case, nothing\n    }\n}\n"),
    ("src/people/queries/sound.sql", "-- name: sound\nWITH RECURSIVE kin(id) AS (SELECT id FROM people_person WHERE id = ? UNION SELECT p.parent FROM people_person p JOIN kin ON kin.id = p.id)\n"
     "SELECT k.id, count(*) FROM kin k WHERE k.id IS DISTINCT FROM ? GROUP BY k.id;\n-- name: once\nINSERT INTO people_person (id, name) VALUES (?, 'from cases_case; now()')\n"
     "ON CONFLICT (id) DO UPDATE SET name = excluded.name;\n-- name: next\nSELECT id FROM people_person FOR UPDATE SKIP LOCKED\n"),
    ("src/measures/queries/sound.sql", "-- name: closed\nSELECT count(*) FROM cases_window_closed\n"),
    ("src/measures/uses.cpp", "auto n = tx.query(sql::closed);\n"),
    ("src/people/uses.cpp", "void f(db::Tx& tx) { tx.run(sql::sound); tx.run(people::sql::once); tx.run(sql::next); }\n"),
    (M + "sound.sql", "CREATE TABLE people_ok (id BIGINT PRIMARY KEY, person BIGINT NOT NULL CONSTRAINT people_ok_person REFERENCES people_person (id),\n"
     "  kind TEXT NOT NULL, CONSTRAINT people_ok_kind CHECK (kind IN ('a', 'b')), CONSTRAINT people_ok_once UNIQUE (person, kind));\n"
     "CREATE INDEX people_ok_by_person ON people_ok (person);\n"),
]


def _plant(copy, path, text):
    file = copy / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def run(root):
    passed = failed = 0

    def expect(holds, sentence):
        nonlocal passed, failed
        passed, failed = passed + bool(holds), failed + (not holds)
        if not holds:
            print(f"house: FAILED: {sentence}")

    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for part in ("docs/house.txt", "CMakeLists.txt"):
            _plant(copy, part, (root / part).read_text())
        if (root / "src").exists():
            shutil.copytree(root / "src", copy / "src")
        _plant(copy, "src/web/aa_edge.h", "#include <boost/asio.hpp>\n")
        for n in range(1, 5):
            _plant(copy, f"src/web/aa_edge_{n}.cpp", "#include <boost/asio.hpp>\n")
        for room in ("people", "cases", "webchat", "desk", "measures", "db", "jobs", "html", "web"):
            if not (copy / f"src/{room}/README.md").exists():
                _plant(copy, f"src/{room}/README.md", f"# {room}\n")
        for _, path, text in WRONG:
            _plant(copy, path, text)
        for path, text in RIGHT:
            _plant(copy, path, text)
        house = tree.read(copy)
        found = {rule: [finding.path for finding in rule(house)] for rule in [*code.RULES, *data.RULES]}
        for rule, path, _ in WRONG:
            expect(any(where.startswith(path) or path.startswith(where + "/") for where in found[rule]), f"{rule.__name__} does not see {path}")
        for path, _ in RIGHT:
            for rule, where in found.items():
                expect(path not in where, f"{rule.__name__} complains of {path}, which is sound")
        for rule in found:
            expect(any(rule is planted for planted, _, _ in WRONG), f"no violation of {rule.__name__} is planted")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
