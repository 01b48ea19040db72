// Looks for the number whose SHA-256, written behind the token, begins with so many zero bits. Runs in a worker, so the page stays alive.
// The blocks of the token alone are digested once; each try costs what is left.

const round = new Uint32Array(64);
const start = new Uint32Array(8);
for (let prime = 2, found = 0; found < 64; prime++) {
  let whole = true;
  for (let divisor = 2; divisor * divisor <= prime; divisor++) if (prime % divisor === 0) whole = false;
  if (!whole) continue;
  const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
  if (found < 8) start[found] = fraction(Math.sqrt(prime));
  round[found++] = fraction(Math.cbrt(prime));
}

const turned = (x, by) => (x >>> by) | (x << (32 - by));
const words = new Uint32Array(64);

function digest_block(state, bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    words[i] = words[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) + words[i - 7] + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + round[i] + words[i]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function find(token, bits) {
  const head = new TextEncoder().encode(`${token}.`);
  const whole = head.length - (head.length % 64);
  const before = Uint32Array.from(start);
  for (let at = 0; at < whole; at += 64) digest_block(before, head, at);
  const rest = head.length - whole;
  const tail = new Uint8Array(128);
  tail.set(head.subarray(whole));
  const state = new Uint32Array(8);
  for (let tried = 0; ; tried++) {
    const digits = String(tried);
    for (let i = 0; i < digits.length; i++) tail[rest + i] = digits.charCodeAt(i);
    const end = rest + digits.length;
    const length = end + 9 > 64 ? 128 : 64;
    tail.fill(0, end);
    tail[end] = 0x80;
    new DataView(tail.buffer).setUint32(length - 4, (head.length + digits.length) * 8);
    state.set(before);
    digest_block(state, tail, 0);
    if (length === 128) digest_block(state, tail, 64);
    if (Math.clz32(state[0]) >= bits) return digits;
  }
}

addEventListener("message", ({ data: { token, bits } }) => postMessage(find(token, bits)));
