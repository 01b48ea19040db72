"""Rules about SQL, words, pages and documents. The numbers are those of the ten rules for many councils (docs/house.md)."""
import re

from .tree import Finding

WORD = r"[a-z_][a-z0-9_]*"
NOT_A_TABLE = {"select", "values", "lateral", "only", "set", "skip", "nowait", "of", "as", "where", "cascade", "restrict", "no"}


def _statements(source):
    """(offset, text) of each statement of a file, comments and literals blanked, in lower case."""
    offset = 0
    for part in re.split(r";", source.code.lower()):
        if part.strip():
            yield offset, part
        offset += len(part) + 1


def _tables(text):
    """(offset, verb, name) of every table a statement names; names given by WITH are left out."""
    given = set(re.findall(rf"(?:with|recursive|,)\s+({WORD})\s*(?:\([^()]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s+)?\(", text))
    pattern = rf"\b(from|join|into|update|references|table(?:\s+if\s+(?:not\s+)?exists)?|view(?:\s+if\s+(?:not\s+)?exists)?|using|on)\s+(?=[a-z_\"])"
    for hit in re.finditer(pattern, text):
        verb = hit[1].split()[0]
        before = text[:hit.start()].rstrip()
        if verb == "update" and re.search(r"\b(for|do|on|key|before|after)$", before) or verb == "from" and re.search(r"\bdistinct$", before):
            continue
        if verb == "using" and not before.startswith("delete"):
            continue
        if verb == "on" and not re.search(r"\bindex\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?\w+$", before):
            continue
        if verb == "from" and re.search(r"\b(extract|substring|trim|overlay|position)\s*\([^()]*$", before):
            continue
        rest, offset = text[hit.end():], hit.end()
        while True:
            name = re.match(rf'\s*("?{WORD}"?(?:\.{WORD})?)\s*(\()?', rest)
            if not name or name[1] in NOT_A_TABLE:
                break
            called = name[2] and verb in ("from", "join", "using")
            if not called and name[1] not in given:
                yield offset, verb, name[1].strip('"')
            more = verb == "from" and not called and re.match(rf"\s*[\w.\"]+(?:\s+(?:as\s+)?(?!where|join|left|inner|cross|group|order|limit|on|union|for|set|returning)\w+)?\s*,(?=\s*{WORD})", rest)
            if not more:
                break
            rest, offset = rest[more.end():], offset + more.end()


def rooms_touch_their_own_tables(house):
    """A room's SQL names its own tables only; measures may read others' shop windows."""
    for source in house.sql:
        for start, text in _statements(source):
            for offset, verb, table in _tables(text):
                owner = house.room_of_table(table.split(".")[-1])
                window = owner and table.startswith(f"{owner}_window_") and source.room == "measures" and verb in ("from", "join")
                system = source.room == "db" and re.match(r"sqlite_|pg_|information_schema", table)
                if owner == source.room or window or system or verb == "references":
                    continue
                yield Finding(source.path, source.line_at(start + offset), f"{source.room} names {table}", f"a table belongs to the room its name begins with ({owner or 'none here'})",
                              f"call the other room's door, or begin the table's name with {source.room}_")


def foreign_keys_point_downstairs(house):
    """A foreign key points to the room's own tables or to a room it may use."""
    for source in house.sql:
        for start, text in _statements(source):
            for offset, verb, table in _tables(text):
                owner = house.room_of_table(table)
                if verb == "references" and owner != source.room and owner not in house.may_use.get(source.room, set()):
                    yield Finding(source.path, source.line_at(start + offset), f"a foreign key from {source.room} to {table}", f"docs/house.txt does not let {source.room} know {owner or 'that table'}",
                                  "let the upper room point down, or keep the id without a key")


def _forbidden(house, pattern, what, why, do, excused=()):
    for source in house.sql:
        if source.room not in excused:
            for hit in re.finditer(pattern, source.code, re.I):
                yield Finding(source.path, source.line_at(hit.start()), f"{what}: {' '.join(hit[0].split())}", why, do)


def sql_never_names_a_schema(house):
    """A council's rows live in its schema or file, and SQL never names one (rule 1)."""
    do = "leave the schema out; the connection knows its council"
    yield from _forbidden(house, r"\bpublic\s*\.|\bset\s+search_path|\bcreate\s+schema|\battach\s+database", "a schema", "one forgotten name would show another council's rows", do, ("db",))
    for source in house.sql:
        for start, text in _statements(source):
            for offset, _, table in _tables(text):
                if "." in table and source.room != "db":
                    yield Finding(source.path, source.line_at(start + offset), f"a schema: {table}", "one forgotten name would show another council's rows", do)


def _created_tables(source):
    """(offset, name, body) of every CREATE TABLE with a list of columns."""
    code = source.code.lower()
    for hit in re.finditer(rf"\bcreate\s+(?:temp\w*\s+|unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?({WORD})\s*\(", code):
        depth, end = 1, hit.end()
        while depth and end < len(code):
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        yield hit.end(), hit[1], code[hit.end():end - 1]


def every_table_has_a_primary_key(house):
    """Every table has a primary key, join, log and search tables too (rule 2)."""
    for source in house.sql:
        for offset, name, body in _created_tables(source):
            if "primary key" not in " ".join(body.split()):
                yield Finding(source.path, source.line_at(offset), f"{name} has no primary key", "without one its council cannot be moved while it works", "name what makes a row itself")


def ids_are_made_by_us(house):
    """No serial, identity or sequence: ids and numbers are made by the application (rule 4)."""
    yield from _forbidden(house, r"\b(small|big)?serial\b|\bgenerated\s+(always|by\s+default)\s+as\s+identity|\bautoincrement\b|\bcreate\s+sequence|\bnextval\s*\(", "a number made by the database",
                          "it differs between databases and nodes", "take ids from db's blocks; count in a row of your own")


def no_triggers_or_inheritance(house):
    """No triggers, rules, inheritance, MERGE or PREPARE TRANSACTION (rule 5)."""
    yield from _forbidden(house, r"\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b|\bcreate\s+rule\b|\binherits\s*\(|\bmerge\s+into\b|\bprepare\s+transaction\b", "hidden machinery",
                          "it is refused when a council moves to a cluster, and nobody reading the verb sees it", "say it in the verb")


def time_and_chance_are_bound(house):
    """Times, uuids and randomness are bound parameters, never functions of the database (rule 6)."""
    yield from _forbidden(house, r"\brandom\s*\(|\bnow\s*\(|\bcurrent_(timestamp|time|date)\b|\bgen_random_uuid\s*\(|\b(clock|statement|transaction)_timestamp\s*\(|\bunixepoch\s*\(|\b(date)?time\s*\(|\bstrftime\s*\(|\brandomblob\s*\(", "a moment or chance of the database's own",
                          "the two databases differ, and a repeated closure would get another value", "bind db::Tx's now, or a value from Random")


def exclusion_is_a_lease(house):
    """Mutual exclusion is a lease row, waking up is the journal's: no advisory locks, LISTEN or NOTIFY elsewhere (rule 7)."""
    yield from _forbidden(house, r"\bpg_(try_)?advisory\w*|\bnotify\s+\w|\blisten\s+\w|\bpg_notify\b", "a lock or wake-up beside the house's own", "it is silently not heard on other nodes",
                          "take a lease from jobs; subscribe to the journal", ("db", "journal"))


def names_are_given_at_birth(house):
    """Constraints are named when made, and names have at most 50 characters (rules 8 and 10)."""
    for source in house.sql:
        code = source.code.lower()
        for hit in re.finditer(rf"\b(?:constraint|index|table|view)\s+(?:concurrently\s+)?(?:if\s+(?:not\s+)?exists\s+)?({WORD})", code):
            if len(hit[1]) > 50:
                yield Finding(source.path, source.line_at(hit.start()), f"{hit[1]} has {len(hit[1])} characters", "a cluster appends a number, and the end is cut off", "at most 50")
        for offset, name, body in _created_tables(source):
            for hit in re.finditer(r"\b(unique|check|references|foreign\s+key)\b", body):
                part = re.split(r",(?![^(]*\))", body[:hit.start()])[-1]
                if hit[1] == "references" and "foreign" in part:
                    continue
                if not re.search(rf"\bconstraint\s+{WORD}\s*(not\s+null\s*)?$", part.rstrip() + " "):
                    yield Finding(source.path, source.line_at(offset + hit.start()), f"an unnamed constraint ({' '.join(hit[1].split())}) in {name}", "it cannot be renamed later, and each database makes up another name",
                                  f"constraint {name}_… {hit[1]} …")
        for hit in re.finditer(r"\brename\s+constraint\b", code):
            yield Finding(source.path, source.line_at(hit.start()), "rename constraint", "a cluster refuses it", "drop it and add one under the new name")


def nothing_depends_on_the_engine(house):
    """No xmin, ctid, tableoid, transaction horizon, statistics or relation size (rule 9)."""
    yield from _forbidden(house, r"\b(xmin|xmax|ctid|tableoid)\b|\bpg_current_xact_id\w*|\bpg_stat\w*|\bpg_\w*relation_size\b", "the engine's own bookkeeping", "it is empty or wrong on another node", "keep what you need in a column", ("db",))


def columns_are_listed(house):
    """SQL lists its columns: no SELECT * and no RETURNING *."""
    yield from _forbidden(house, rf"\b(select|returning)\s+(distinct\s+)?({WORD}\s*\.\s*)?\*", "columns not listed", "a new column would move the others under the reader", "name them")


def migrations_have_their_name(house):
    """Migrations are named YYYYMMDDThhmm_room_words.sql, with .sqlite or .pg before .sql for twins."""
    for source in house.sql:
        if "/migrations/" in source.path and not re.fullmatch(rf"\d{{8}}T\d{{4}}_{source.room}_[a-z0-9_]+(\.sqlite|\.pg)?\.sql", source.name):
            yield Finding(source.path, 1, "not a migration's name", "they run in the order of their names across all rooms", f"bin/new-migration {source.room} WORDS")


def every_room_has_its_page(house):
    """Every room has a README."""
    for room in sorted({source.room for source in [*house.cpp, *house.sql]}):
        if not (house.root / "src" / room / "README.md").exists():
            yield Finding(f"src/{room}", 1, "no README.md", "a stranger must be able to learn the room from one page", "purpose, words, states, tables, events out and in, sockets, what it does not do")


def words_bear_the_rooms_name(house):
    """A room's words have keys that begin with its name."""
    for source in house.words:
        for number, line in enumerate(source.text.splitlines(), 1):
            key = line.split(" = ")[0].strip()
            if key and not key.startswith("#") and key.split(".")[0] != source.room:
                yield Finding(source.path, number, f'the key "{key}"', "two rooms could say different things under one key", f"begin it with {source.room}.")


def statements_are_used(house):
    """Every named statement is used by its room (a warning)."""
    uses = {}
    for source in house.cpp:
        uses.setdefault(source.room, set()).update(re.findall(r"\bsql::(\w+)", source.code))
    for source in house.sql:
        for hit in re.finditer(r"^-- name:\s*(\w+)", source.text, re.M) if "/queries/" in source.path else ():
            if hit[1] not in uses.get(source.room, set()):
                yield Finding(source.path, source.line_at(hit.start()), f"nothing in {source.room} uses {hit[1]}", "it would be kept up for nobody", "take it out, or use it as sql::" + hit[1], warning=True)


def refusals_have_words(house):
    """Every refusal's key has words in its room's words/en.txt."""
    known = {line.split(" = ")[0].strip() for source in house.words if source.name == "en.txt" for line in source.text.splitlines()}
    for source in house.cpp:
        if source.is_test:
            continue
        for hit in re.finditer(rf'(?:Kind::\w+,|refuse_fields\()\s*"({WORD}\.[a-z0-9_.]*[a-z0-9])"', source.text):
            if hit[1] not in known and hit[1].split(".")[0] in house.floors:
                yield Finding(source.path, source.line_at(hit.start()), f"nothing is said for {hit[1]}", "a person would read the key instead of words", f"add it to src/{hit[1].split('.')[0]}/words/en.txt")


def documents_lead_somewhere(house):
    """Every relative link in a document leads to a file that is there."""
    pages = [*house.root.glob("*.md"), *house.root.glob("docs/**/*.md"), *house.root.glob("src/*/README.md")]
    for page in pages:
        path = page.relative_to(house.root).as_posix()
        for number, line in enumerate(page.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for target in re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", line):
                if not (page.parent / target).exists():
                    yield Finding(path, number, f"a link to {target}", "nothing is there", "mend the link or take it out")


def a_block_is_styled_in_one_place(house):
    """A class of ours is described in one style sheet only."""
    described = {}
    for sheet in sorted((house.root / "assets/styles").glob("*.scss")):
        path = sheet.relative_to(house.root).as_posix()
        for number, line in enumerate(sheet.read_text().splitlines(), 1):
            for name in re.findall(r"^\.(gh-[\w-]+)(?= \{$|,$)", line):
                first = described.setdefault(name, path)
                if first != path:
                    yield Finding(path, number, f".{name} is described in {first} too", "what one page needs would change how another looks", "give it a name of its own, or describe it once")


RULES = [rooms_touch_their_own_tables, foreign_keys_point_downstairs, sql_never_names_a_schema, every_table_has_a_primary_key, ids_are_made_by_us,
         no_triggers_or_inheritance, time_and_chance_are_bound, exclusion_is_a_lease, names_are_given_at_birth, nothing_depends_on_the_engine,
         columns_are_listed, migrations_have_their_name, every_room_has_its_page, words_bear_the_rooms_name, statements_are_used, refusals_have_words, documents_lead_somewhere,
         a_block_is_styled_in_one_place]
