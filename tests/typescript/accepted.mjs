// Compiles schemas in ajv's strict mode and validates records by them: node accepted.mjs SCHEMA RECORDS.jsonl…
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const [, , schema, ...files] = process.argv;
const ajv = new Ajv2020.default({ strict: true, strictTypes: true, strictRequired: true, allErrors: true });
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
let wrong = 0;
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const records = file.endsWith(".jsonl") ? text.split("\n").filter(Boolean).map((line) => JSON.parse(line)) : [JSON.parse(text)];
  for (const record of records) {
    if (!validate(record)) {
      wrong += 1;
      console.log(file, record.id, ajv.errorsText(validate.errors));
    }
  }
}
process.exit(wrong ? 1 : 0);
