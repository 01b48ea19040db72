"""The audit: what was promised to residents, held against what the council's books say."""
import collections
import concurrent.futures
import http.client

# Every sentence names rows that must not be there; what is half made shows in one of them.
HALF_MADE = {
    "cases without a request": "SELECT COUNT(*) FROM cases_case c WHERE NOT EXISTS (SELECT 1 FROM cases_request r WHERE r.case_id = c.id)",
    "requests without a case": "SELECT COUNT(*) FROM cases_request r WHERE NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = r.case_id)",
    "requests without person or place": "SELECT COUNT(*) FROM cases_request WHERE person IS NULL OR location IS NULL",
    "requests without an interaction": "SELECT COUNT(*) FROM cases_request r WHERE NOT EXISTS"
                                       " (SELECT 1 FROM contact_interaction_request i WHERE i.request = r.id)",
    "interactions without a request": "SELECT COUNT(*) FROM contact_interaction i WHERE NOT EXISTS"
                                      " (SELECT 1 FROM contact_interaction_request r WHERE r.interaction = i.id)",
    "places nobody names": "SELECT COUNT(*) FROM places_location l WHERE NOT EXISTS (SELECT 1 FROM cases_request r WHERE r.location = l.id)",
    "persons without a claim": "SELECT COUNT(*) FROM people_person p WHERE NOT EXISTS (SELECT 1 FROM people_claim c WHERE c.person = p.id)",
    "cases not in the index": "SELECT COUNT(*) FROM cases_case c WHERE NOT EXISTS"
                              " (SELECT 1 FROM search_entry s WHERE s.subject = c.id AND s.index_name = 'cases')",
    "index entries without a case": "SELECT COUNT(*) FROM search_entry s WHERE s.index_name = 'cases' AND NOT EXISTS"
                                    " (SELECT 1 FROM cases_case c WHERE c.id = s.subject)",
    "facts without a place in the order": "SELECT COUNT(*) FROM journal_fact f WHERE NOT EXISTS"
                                          " (SELECT 1 FROM journal_place p WHERE p.fact_id = f.fact_id)",
    "facts still waiting": "SELECT COUNT(*) FROM journal_waiting",
    "facts a subscriber missed": "SELECT COUNT(*) FROM journal_missed",
    "dead letters": "SELECT COUNT(*) FROM jobs_job WHERE state = 'dead'",
    "gaps in the order": "SELECT MAX(position) - COUNT(*) FROM journal_place",
}

UNSETTLED = ("SELECT (SELECT COUNT(*) FROM journal_waiting) + (SELECT COUNT(*) FROM notifications_message WHERE state <> 'sent')"
             " + (SELECT COUNT(*) FROM jobs_job WHERE kind LIKE 'notifications%')"
             " + (SELECT COUNT(*) FROM cases_request r WHERE NOT EXISTS"
             " (SELECT 1 FROM notifications_message m WHERE m.about = r.id)) AS waiting")


class Audit:
    """What was found wrong, in sentences; and the figures."""

    def __init__(self):
        self.faults = []
        self.figures = {}

    def expect(self, holds, fault):
        if not holds:
            self.faults.append(fault)

    def expect_none(self, found, fault):
        found = list(found)
        self.expect(not found, f"{len(found)} {fault}, e.g. {found[:3]}")
        return len(found)


def audit(council, errands, post, port, host="127.0.0.1", others=frozenset()):
    """Holds `errands` (acknowledged reports) against the books of a council that is served at `port`. Letters to the
    `others` are another council's."""
    result = Audit()
    kept = check_reports(council, errands, result)
    operations = {row[0] for row in council.rows("SELECT id FROM db_operation")}
    result.expect_none((e.word for e in errands if e.operation not in operations), "operations are not on record")
    check_journal(council, kept, result)
    arrived = {to: ids for to, ids in post.by_address().items() if to not in others}
    check_letters(council, errands, arrived, result)
    check_half_made(council, result)
    result.expect_none(not_found(port, errands, council.token, host), "acknowledged reports are not found by their word")
    result.figures |= {"acknowledged": len(errands), "unanswered but kept": len(kept.keys() - {e.word for e in errands})}
    return result


def check_reports(council, errands, result):
    """Acknowledged reports are there, once, under their reference. What is there, by word: reference, request, case."""
    kept = collections.defaultdict(list)
    for words, reference, request, case in council.rows(
            "SELECT l.words, r.reference, r.id, r.case_id FROM cases_request r JOIN places_location l ON l.id = r.location"):
        kept[words.split()[1].lower()].append((reference, request, case))
    lost = result.expect_none((e.word for e in errands if e.word not in kept), "acknowledged reports are lost")
    doubled = result.expect_none((w for w, rows in kept.items() if len(rows) > 1), "reports are there twice")
    result.expect_none((e.word for e in errands if e.word in kept and kept[e.word][0][0] != e.reference), "references differ")
    result.figures |= {"lost": lost, "doubled": doubled}
    return kept


def check_half_made(council, result, but=frozenset()):
    """No half of anything, a sound database, and a journal whose chain agrees."""
    for what, sql in HALF_MADE.items():
        count = 0 if what in but else council.count(sql)
        result.expect(count == 0, f"{count} {what}")
    result.expect(council.sound(), "the database is corrupt")
    verdict = council.command("journal", "verify", check=False)
    result.expect(verdict.returncode == 0, f"journal verify: {verdict.stderr.strip()}")


def check_journal(council, kept, result):
    opened = collections.Counter(row[0] for row in council.rows(
        "SELECT subject FROM journal_fact WHERE kind = 'cases.CaseOpened'"))
    cases = {case for rows in kept.values() for _, _, case in rows}
    result.expect_none((c for c in cases if opened[c] != 1), "cases are not opened exactly once in the journal")
    result.expect_none((c for c in opened if c not in cases), "facts tell of cases that are not there")


def check_letters(council, errands, arrived, result):
    promised = collections.defaultdict(list)
    for address, message_id in council.rows("SELECT address, message_id FROM notifications_message"):
        promised[address].append(message_id)
    result.expect_none((e.word for e in errands if len(promised[e.email]) != 1), "reports have not exactly one letter on record")
    result.expect_none((e.word for e in errands if e.email not in arrived), "letters never came")
    result.expect_none((to for to, ids in arrived.items() if len(set(ids)) != 1), "people had letters with several Message-IDs")
    result.expect_none((to for to, ids in arrived.items() if promised[to] != ids[:1]),
                       "letters bear another Message-ID than the books")
    result.figures["letters"] = len(arrived)
    result.figures["letters twice"] = sum(len(ids) - 1 for ids in arrived.values())


def not_found(port, errands, token, host):
    """The words of reports that a search for them does not bring up."""
    def search(some):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        missing = []
        for errand in some:
            connection.request("GET", f"/staff/search?q={errand.word}",
                               headers={"Authorization": f"Bearer {token}", "Host": f"{host}:{port}"})
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status != 200 or errand.reference not in text.replace("-", "").replace(" ", ""):
                missing.append(f"{errand.word} ({answer.status})")
        connection.close()
        return missing

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return [word for words in pool.map(search, [errands[i::4] for i in range(4)]) for word in words]
