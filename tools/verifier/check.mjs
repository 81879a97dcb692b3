// Checks cases from standard input, a JSON line each, with the verifier that reports carry; prints a line of its faults
// for each. A case has the files as texts, and the characters that the references in its page stand for.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

// The package's scripts are modules, and no package.json beside them says so to node.
const module = readFileSync(new URL("../../src/pathingest/web/assets/verify.js", import.meta.url));
const { verify } = await import(`data:text/javascript;base64,${module.toString("base64")}`);

for await (const line of createInterface({ input: process.stdin })) {
  const { record, evidence, pages, digest, overrides, references } = JSON.parse(line);
  const unescape = (text) => text.replace(/&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z0-9]+);?/g, (found) => references[found] ?? found);
  const { faults } = verify({
    recordText: record,
    evidenceText: evidence,
    pages: pages.map(({ text, bytes }) => ({ text, bytes: bytes === null ? null : new Uint8Array(Buffer.from(bytes, "base64")) })),
    digest,
    overrides,
    unescape,
  });
  console.log(JSON.stringify(faults));
}
