"""Rules about C++: who includes whom, and the shapes that have bitten before."""
import re

from .tree import Finding

# Which header belongs to which library of CMakeLists.txt's room_uses; a room may include it only if it names it there.
LIBRARY_OF = [
    (r"sqlite3\.h", "PkgConfig::sqlite"), (r"libpq(-fe|/).*", "PkgConfig::pq"), (r"sodium.*", "PkgConfig::sodium"),
    (r"magic\.h", "magic"), (r"curl/.*", "CURL::libcurl"), (r"libstemmer\.h", "stemmer"), (r"openssl/.*", "OpenSSL::"), (r"qrencode\.h", "qrencode"),
    (r"boost/url.*", "boost_url"), (r"boost/context/.*", "boost_context"), (r"boost/(asio|beast|crc).*", "Boost::headers"), (r"cmark.*", "cmark"), (r"archive(_entry)?\.h", "archive"),
    (r"zlib\.h", "ZLIB"), (r"date/.*", "date"), (r"idn2\.h", "idn2"), (r"expat\.h", "expat"), (r"brotli/.*", "brotli"),
    (r"re/.*|re\.h", "re"), (r"toml\.hpp", None), (r"CLI/.*", None), (r"pugixml\.hpp", "pugixml"),
    (r"pcre2\.h", "pcre2"), (r"png\.h", "png"), (r"(jpeglib|jerror)\.h", "jpeg"), (r"webp/.*", "webp"), (r"seccomp\.h", "seccomp"), (r"gmime/.*", "gmime"), (r"bid_.*", "bid"),
]
EVERYBODY = r"fmt/.*|boost/json.*|boost/system/.*"
ALONE = {"toml.hpp": ("base", "db"), "CLI/": ("guildhall",)}  # header-only: the rooms that may see it
POSIX = r"(sys|netinet|arpa|net|linux)/.*|(unistd|fcntl|poll|signal|pthread|spawn|dirent|dlfcn|netdb|termios|malloc|syslog|ifaddrs|sched|grp|pwd|langinfo|strings|time|stdio|stdlib|string|stdint|errno|cxxabi|execinfo|fnmatch|ftw|getopt|locale)\.h"
IN_TESTS = r"doctest/.*|rapidcheck.*"
COUNCIL_WORDS = r"\b(residents?|councils?|councillors?|citizens?|boroughs?|wards?|caseworkers?|casework|missed_bin)\b"
CASE_NAME = r"\b(cases?_(?!insensitive|fold|sensitive)\w+|\w+_cases?|cases|Case[A-Z]\w*)\b"
CASE_ENGLISH = r"^(TEST_CASE\w*|\w*(lower|upper|ignoring|use|edge|title|any|camel|fold|same|either)_case\w*)$"


def _includes(house):
    for source in house.cpp:
        for hit in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', source.text, re.M):
            if "#" in source.code[hit.start():hit.start() + 40]:
                yield source, source.line_at(hit.start()), hit[1] == "<", hit[2]


def rooms_look_only_downstairs(house):
    """A room includes only rooms on lower floors and to its left (docs/house.txt)."""
    for source, line, outside, header in _includes(house):
        other = header.split("/")[0]
        if outside or "/" not in header or other == source.room or other not in house.floors:
            continue
        if other not in house.may_use.get(source.room, set()):
            yield Finding(source.path, line, f"{source.room} includes {header}", f"docs/house.txt does not let {source.room} know {other}",
                          "ask a lower room, announce an event it can hear, or leave a socket in the lower room's door")


def doors_are_used(house):
    """Another room's headers are its door, its events, and what its README names; the rest is private."""
    readmes = {}
    for source, line, outside, header in _includes(house):
        room, _, name = header.partition("/")
        if outside or room == source.room or room not in house.floors or name in (f"{room}.h", "events.h"):
            continue
        if source.is_test and name.startswith("test/"):
            continue
        if room not in readmes:
            page = house.root / "src" / room / "README.md"
            readmes[room] = page.read_text() if page.exists() else ""
        if name == "queries.h" or not re.search(rf"(?<![\w/]){re.escape(name)}", readmes[room]):
            yield Finding(source.path, line, f"{header} is private to {room}", f"src/{room}/README.md does not name {name} as part of its door",
                          f"use what {room}.h offers, or name {name} in the README if it is meant to be used")


def every_folder_is_a_room(house):
    """Every folder in src/ has its place in docs/house.txt."""
    for room in sorted({source.room for source in [*house.cpp, *house.sql, *house.words]} - set(house.floors)):
        yield Finding(f"src/{room}", 1, f"{room} is not in docs/house.txt", "a room without a place may know everybody", "give it a place in the drawing")


def outside_libraries_have_one_room(house):
    """A library from outside is seen only by the rooms that CMakeLists.txt's room_uses gives it to."""
    uses = dict(re.findall(r"^room_uses\((\w+) ([^)]*)\)", house.read_text("CMakeLists.txt"), re.M))
    for source, line, outside, header in _includes(house):
        if not outside or "." not in header and "/" not in header or re.fullmatch(EVERYBODY, header):
            continue
        if re.fullmatch(POSIX, header) or source.is_test and re.fullmatch(IN_TESTS, header):
            continue
        library = next((library for pattern, library in LIBRARY_OF if re.fullmatch(pattern, header)), "?")
        alone = next((rooms for start, rooms in ALONE.items() if header.startswith(start)), ())
        # A room's worker is a program of its own: what it may see, the room may not.
        user = f"{source.room}_worker" if f"/{source.room}/worker/" in f"/{source.path}" else source.room
        if source.room in alone or library not in ("?", None) and library in uses.get(user, ""):
            continue
        do = f"keep <{header}> in {' and '.join(alone)}" if alone else f"let one room own the library: room_uses({source.room} …) in CMakeLists.txt, and a line in docs/dependencies.md"
        if library == "?":
            do += "; add the header to LIBRARY_OF in tools/house_rules/code.py"
        yield Finding(source.path, line, f"{source.room} includes <{header}>", "a library seen everywhere cannot be replaced, and slows every build", do)


def the_edge_is_four_files(house):
    """Boost.Asio, Boost.Beast and coroutines stay in at most four files of web."""
    sees = {source.path for source, _, outside, header in _includes(house)
            if outside and re.match(r"boost/(asio|beast)", header) and source.room == "web" and not source.is_test}
    edge = sorted(sees | {source.path for source, _, outside, header in _includes(house) if f"src/{header}" in sees})
    bodies = [path for path in edge if path.endswith(".cpp")]
    for path in bodies[4:]:
        yield Finding(path, 1, f"one of {len(bodies)} files of web that see Asio or Beast", "each such file costs a gigabyte and half a minute to build", "keep it behind one of four")
    for path, line, _ in house.grep_code(r"\bco_(await|return|yield)\b"):
        if path not in edge:
            yield Finding(path, line, "a coroutine outside web's edge", "g++ 12 destroys temporaries in co_await twice", "write a plain function; the worker pool waits for it")


def plant_holds_no_council_words(house):
    """Plant (floor 0) speaks of tenants, subjects and actors, never of residents, councils or cases."""
    why, do = "plant would serve any organisation; a council's noun there is on the wrong floor", "say tenant, subject, actor or record, or move it upstairs"
    plant = {room for room, floor in house.floors.items() if floor == 0}
    for source in [*house.cpp, *house.sql, *house.words]:
        if source.room not in plant or source.is_test:
            continue
        for hit in re.finditer(COUNCIL_WORDS, source.text, re.I):
            yield Finding(source.path, source.line_at(hit.start()), f'"{hit[0]}" in {source.room}', why, do)
        for hit in re.finditer(CASE_NAME, source.code):
            if not re.match(CASE_ENGLISH, hit[0]):
                yield Finding(source.path, source.line_at(hit.start()), f'"{hit[0]}" in {source.room}', why, do)


def _closing(code, start):
    depth = 0
    for offset in range(start, len(code)):
        depth += {"(": 1, ")": -1}.get(code[offset], 0)
        if depth == 0:
            return offset
    return len(code)


def try_stands_alone(house):
    """TRY is a whole statement, or all that a named variable is made from, at most inside one cast or call of its own."""
    for source in house.cpp:
        for hit in re.finditer(r"(?<!\w)TRY\(", source.code):
            before = source.code[max(0, hit.start() - 2000):hit.start()].rstrip()
            rest = source.code[_closing(source.code, hit.end() - 1) + 1:].lstrip()
            alone_in = re.search(r"([\w:.>-]|<[\w:, ]*>)+\($", before)
            if alone_in and not re.search(r"\b(if|while|for|switch|return)\s*\($", before) and rest.startswith(")"):
                before, rest = before[:alone_in.start()].rstrip(), rest[1:].lstrip()
            after = rest[:1]
            opened = before[-1:] in (";", "{", "}", ")", ":", "=", "") or re.search(r"\belse$", before)
            if re.search(r"#\s*define\s*$", before) or opened and after == ";":
                continue
            yield Finding(source.path, source.line_at(hit.start()), "TRY inside an expression", "g++ 12 leaks the members made before it when it returns from there",
                          "give the value a name first: auto value = TRY(...);")


def time_and_chance_are_handed_in(house):
    """Only base reads the clock or the system's randomness; everybody else is given them."""
    pattern = r"\bsystem_clock::now|\bstd::time\(|\bgettimeofday\(|\brandom_device\b|\bmt19937|\bstd::rand\(|\brand\(\)"
    for path, line, text in house.grep_code(pattern):
        if not path.startswith("src/base/") and "// house:" not in text:
            yield Finding(path, line, text.strip(), "a test cannot stop a clock it did not hand in", "take a Clock&, an Instant or a Random&; where the machine's own is meant, say why on the line: // house: …")


def programs_are_not_started_by_shell(house):
    """No system() and no popen(): a name with a quote in it must never reach a shell."""
    product = [source for source in house.cpp if not source.is_test]
    for path, line, text in house.grep_code(r"(?<![\w:.>])(?:std::|::)?(system|popen)\(", product):
        yield Finding(path, line, text.strip(), "whatever stands in the text is read as a command", "start a program with posix_spawn and a list of arguments")


def formatting_is_libfmt(house):
    """Text is formatted with libfmt: the release compiler has no <format>."""
    for source, line, outside, header in _includes(house):
        if outside and header in ("format", "print"):
            yield Finding(source.path, line, f"#include <{header}>", "g++ 12 does not have it", "use fmt::format")


def tests_do_not_sleep(house):
    """No sleep in a test but the few milliseconds between two looks; hand in a stopped clock."""
    tests = [source for source in house.cpp if source.path.endswith("_test.cpp")]
    for path, line, text in house.grep_code(r"\bsleep_(for|until)\((?!\d{1,2}ms\)|std::chrono::milliseconds\(\d{1,2}\)\))|\bu?sleep\(|\bnanosleep\(", tests):
        yield Finding(path, line, text.strip(), "it is slow on a good day and wrong on a bad one", "advance a StoppedClock, or wait on a condition with a deadline")


def size_follows_sense(house):
    """Past 60 lines in a function or 400 in a file, a second noun is hiding there (a warning)."""
    for source in house.cpp:
        lines = source.code.splitlines()
        if len(lines) > 400:
            yield Finding(source.path, len(lines), f"{len(lines)} lines", "long files hold two nouns", "split by noun", warning=True)
        start = None
        for number, line in enumerate(lines, 1):
            if re.match(r"[A-Za-z].*\)[\w\s>:&*,-]*\{\s*$", line) and not re.match(r"(namespace|struct|class|enum|extern|union|TEST_CASE)\b", line):
                start = number
            elif line.startswith("}") and start:
                if number - start > 60:
                    yield Finding(source.path, start, f"a function of {number - start} lines", "nobody reads it in one look", "name its steps", warning=True)
                start = None


RULES = [rooms_look_only_downstairs, doors_are_used, every_folder_is_a_room, outside_libraries_have_one_room, the_edge_is_four_files,
         plant_holds_no_council_words, try_stands_alone, time_and_chance_are_handed_in, programs_are_not_started_by_shell,
         formatting_is_libfmt, tests_do_not_sleep, size_follows_sense]
