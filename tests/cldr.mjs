// Compares the dates and amounts that tests/native/languages expects of each region with those of the Unicode CLDR, which
// Node.js has inside. `--write` records them anew, for a region that is added here.
import { readFileSync, writeFileSync } from "node:fs";

const RECORD = new URL("fixtures/languages/cldr.json", import.meta.url);
const AMOUNT = 818750;

/**
 * The regions, with the currencies whose signs are those of the CLDR. `narrow` are signs without letters, as where a pound is
 * "£" and not "£GB".
 */
const REGIONS = {
  "en-GB": { currencies: ["GBP", "EUR", "USD", "CHF"] },
  "en-US": { currencies: ["USD", "GBP", "EUR", "CAD", "AUD", "CHF"] },
  "en-CA": { currencies: ["CAD", "USD", "GBP", "EUR"] },
  "en-AU": { currencies: ["AUD"] },
  "en-IE": { currencies: ["EUR", "GBP", "USD"] },
  "fr-FR": { currencies: ["EUR"], narrow: ["GBP", "USD"] },
  "fr-BE": { currencies: ["EUR"], narrow: ["GBP", "USD"] },
  "fr-CA": { currencies: ["CAD", "USD", "GBP", "EUR"] },
  "fr-CH": { currencies: ["EUR"], narrow: ["GBP", "USD"] },
};

/** Formats what is recorded of a region. */
function format(region, { currencies, narrow = [] }) {
  const day = new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(region, {
    year: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  const dates = {};
  for (let index = 0; index < 12; index++) {
    const date = new Date(Date.UTC(2026, index, 26));
    const iso = date.toISOString().slice(0, "2026-01-26".length);
    dates[iso] = day.format(date);
    dates[iso.slice(0, "2026-01".length)] = month.format(date);
  }
  const amounts = {};
  for (const currency of [...currencies, ...narrow]) {
    const currencyDisplay = narrow.includes(currency) ? "narrowSymbol" : "symbol";
    const options = { style: "currency", currency, currencyDisplay, maximumFractionDigits: 0 };
    amounts[currency] = new Intl.NumberFormat(region, options).format(AMOUNT);
  }
  return { dates, amounts };
}

const regions = Object.fromEntries(
  Object.entries(REGIONS).map(([region, signs]) => [region, format(region, signs)]),
);
const text = `${JSON.stringify({ amount: String(AMOUNT), regions }, null, 2)}\n`;
if (process.argv.includes("--write")) {
  writeFileSync(RECORD, text);
} else if (readFileSync(RECORD, "utf8") !== text) {
  console.error(
    `tests/fixtures/languages/cldr.json differs from the CLDR ${process.versions.cldr} of this Node.js; the words of a region may be wrong; ` +
      "record it again with `node tests/cldr.mjs --write`, and look at what has changed",
  );
  process.exitCode = 1;
}
