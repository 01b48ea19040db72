#!/usr/bin/env python3
"""read_back.py FOLDER: reads every N.eml with Python's own e-mail parser and compares it with N.json beside it.

An independent reader: what it understands must be what was meant, and every line must keep to the standards' limits.
Prints one line per failing message and ends with the status 1 if there was one."""
import email
import email.policy
import json
import pathlib
import re
import sys
from email.header import decode_header, make_header


def unflow(text):
    """format=flowed (RFC 3676) back to lines."""
    lines, joining = [], False
    for line in text.removesuffix("\n").split("\n"):
        if len(line) > 78 and " " in line.rstrip(" "):
            return f"a flowed line of {len(line)} characters"
        soft = line.endswith(" ")
        line = line.removeprefix(" ")
        lines[-1:] = [lines[-1] + line] if joining else ([lines[-1]] if lines else []) + [line]
        joining = soft
    return "\n".join(lines)


def shown_name(raw, header, box):
    """Python's newer parser wrongly keeps the blanks between adjacent encoded words of a name; its older one does not."""
    lines = re.search(rb"^%s: ((?:.*\r\n )*.*)\r\n" % header.encode(), raw, re.M).group(1).decode()
    if lines.count("=?") < 2:
        return box.display_name
    return str(make_header(decode_header(lines))).rsplit(" <")[0]


def check_bytes(raw):
    if any(byte > 126 or (byte < 32 and byte not in b"\r\n") for byte in raw):
        yield "a byte that is not printable ASCII"
    if re.search(rb"\r(?!\n)|(?<!\r)\n", raw):
        yield "a bare CR or LF"
    if any(len(line) > 998 for line in raw.split(b"\r\n")):
        yield "a line of more than 998 bytes"
    for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n"):
        if len(line) > 78 and b" " in line.lstrip(b" "):
            yield f"a header line of {len(line)} bytes: {line!r}"
        if len(line) > 76 and b"=?" in line:
            yield f"encoded words on a line of {len(line)} bytes: {line!r}"
        if line.strip() == b"":
            yield "a blank line among the headers"
    for word in re.findall(rb"=\?[^?]*\?[bBqQ]\?[^?]*\?=", raw):
        if len(word) > 75:
            yield f"an encoded word of {len(word)} bytes"


def check_message(raw, meant):
    yield from check_bytes(raw)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        for defect in part.defects:
            yield f"defect: {defect!r}"
        for name, value in part.items():
            for defect in getattr(value, "defects", ()):
                yield f"{name}: {defect!r}"
    if message.keys() != meant["headers"]:
        yield f"headers {message.keys()}"
    for name in ("From", "To"):
        box = message[name].addresses
        seen = [[shown_name(raw, name, b), b.addr_spec] for b in box]
        if seen != [meant[name]]:
            yield f"{name}: {seen}"
    for name in ("Subject", "Message-ID", "Auto-Submitted", "Date"):
        if name in meant and message[name] != meant[name]:
            yield f"{name}: {message[name]!r}"
    text = message.get_body(("plain",))
    if text["Content-Type"].params.get("format") != "flowed":
        yield "text is not marked as flowed"
    if unflow(text.get_content().replace("\r\n", "\n")) != meant["text"]:
        yield f"text: {text.get_content()!r}"
    html = message.get_body(("html",))
    if (html.get_content().replace("\r\n", "\n") if html else "") != meant["html"]:
        yield f"html: {html.get_content()!r}"
    files = [[p.get_filename(), p.get_content_type(), p.get_payload(decode=True).hex()]
             for p in message.iter_attachments() if message.get_content_type() == "multipart/mixed"]
    if files != meant["attachments"]:
        yield f"attachments: {files}"


def main():
    problems = 0
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))
    for path in paths:
        meant = json.loads(path.with_suffix(".json").read_text())
        for problem in check_message(path.read_bytes(), meant):
            problems += 1
            print(f"{path.name} ({meant['what']}): {problem[:600]}")
    print(f"read {len(paths)} messages, {problems} problems")
    sys.exit(1 if problems or not paths else 0)


main()
