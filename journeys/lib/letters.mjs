// The Maildir of the mail server: what a resident would find in their inbox.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Quoted-printable and base64 bodies and encoded subjects, as words. */
function decoded(body, encoding) {
  if (/base64/i.test(encoding)) return Buffer.from(body, "base64").toString("utf8");
  if (!/quoted-printable/i.test(encoding)) return body;
  const bytes = body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function field(head, name) {
  const found = new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r?\\n[ \\t].*)*)`, "im").exec(head);
  return found ? found[1].replace(/\r?\n[ \t]+/g, " ") : "";
}

/** A letter's plain-text part and the few header fields that a journey looks at. */
export function read_letter(raw) {
  const [head, ...rest] = raw.split(/\r?\n\r?\n/);
  const boundary = /boundary="?([^";\r\n]+)/i.exec(field(head, "Content-Type"))?.[1];
  const letter = { to: field(head, "To"), subject: field(head, "Subject"), id: field(head, "Message-ID"), head, raw };
  if (!boundary) return { ...letter, text: decoded(rest.join("\n\n"), field(head, "Content-Transfer-Encoding")) };
  const plain = raw.split(`--${boundary}`).find((part) => /^Content-Type:\s*text\/plain/im.test(part)) ?? "";
  const start = plain.search(/\r?\n\r?\n/);
  return { ...letter, text: decoded(plain.slice(start).trim(), field(plain.slice(0, start), "Content-Transfer-Encoding")) };
}

export class Letters {
  constructor(maildir) {
    this.folder = join(maildir, "new");
  }

  all() {
    return readdirSync(this.folder).map((name) => read_letter(readFileSync(join(this.folder, name), "latin1")));
  }

  to(address) {
    return this.all().filter((letter) => letter.to.includes(address));
  }

  /** The letters to one address once there are `count`; throws when they do not come within `patience` ms. */
  async wait_for(address, count = 1, patience = 15_000) {
    const until = Date.now() + patience;
    for (;;) {
      const found = this.to(address);
      if (found.length >= count) return found.sort((a, b) => a.raw.indexOf("Date:") - b.raw.indexOf("Date:"));
      if (Date.now() > until) throw new Error(`${found.length} of ${count} letters came for ${address}`);
      await pause(50);
    }
  }
}
