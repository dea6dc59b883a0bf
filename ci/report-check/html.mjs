// Opens report.html as its readers do: light, dark, on a phone, on paper, without JavaScript.
//
// Usage: html.mjs FOLDER
//
// In each: nothing is requested but the file itself, nothing runs that the page does not allow, axe
// finds no violation, nothing is wider than the screen, and every case of results.json can be seen.
// On paper everything is there without opening anything. The page is under 1 MB however many cases
// there are, and each piece of evidence that it links to lies beside it.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const folder = resolve(process.argv[2]);
const address = pathToFileURL(join(folder, "report.html")).href;
const results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const scratch = mkdtempSync(join(tmpdir(), "report-check-"));
const bare = join(scratch, "report.html");
writeFileSync(bare, readFileSync(join(folder, "report.html"), "utf8").replace(/<script>.*<\/script>/s, ""));

const desktop = { width: 1280, height: 900 };
const views = [
  { name: "light", options: { colorScheme: "light", viewport: desktop } },
  { name: "dark", options: { colorScheme: "dark", viewport: desktop } },
  { name: "phone", options: { colorScheme: "light", viewport: { width: 360, height: 740 } } },
  { name: "print", options: { colorScheme: "light", viewport: desktop, javaScriptEnabled: false }, media: "print" },
  { name: "no JavaScript", options: { colorScheme: "light", viewport: desktop, javaScriptEnabled: false } },
  { name: "no JavaScript, dark", options: { colorScheme: "dark", viewport: desktop, javaScriptEnabled: false } },
];

// A browser that stops answering is a failure, not a pause.
const within = (milliseconds, promise) => {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from the browser in ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
};

const problems = [];
const complain = (view, text) => problems.push(`${view}: ${text}`);
// Ids of cases that the page uses as they are; others become a digest there.
const plain = (id) => /^[A-Za-z0-9/_.@=,-]+$/.test(id);
const items = '[id^="case:"]';

// Measures through the debugger, which answers where the page itself may run nothing. Nothing that
// waits can be measured that way, so axe needs a page with scripts: see `audit`.
const measure = async (page) => {
  const session = await page.context().newCDPSession(page);
  return async (expression) => {
    const answer = session.send("Runtime.evaluate", { expression, returnByValue: true });
    const { result, exceptionDetails } = await within(60_000, answer);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
};

// Where a view has no JavaScript, axe looks at the same page without its script.
const audit = async (browser, { name, options, media }) => {
  const context = await browser.newContext({ ...options, javaScriptEnabled: true, offline: true });
  const page = await context.newPage();
  await page.emulateMedia({ media: media ?? "screen", colorScheme: options.colorScheme });
  await page.goto(options.javaScriptEnabled === false ? pathToFileURL(bare).href : address);
  const session = await context.newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  for (const state of ["as it opens", "with everything open"]) {
    if (state === "with everything open") {
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    }
    const violations = await within(240_000, page.evaluate(async () => {
      const report = await globalThis.axe.run(document, { resultTypes: ["violations"] });
      return report.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" / ")}`);
    }));
    for (const violation of violations) complain(name, `axe, ${state}: ${violation}`);
  }
  await context.close();
};

const check = async (browser, view) => {
  const { name, options, media } = view;
  const context = await browser.newContext({ ...options, offline: true });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complain(name, `console: ${message.text()}`));
  page.on("pageerror", (error) => complain(name, `script: ${error.message}`));
  page.on("dialog", (dialog) => { complain(name, `dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.emulateMedia({ media: media ?? "screen", colorScheme: options.colorScheme });
  await page.goto(address);
  const evaluate = await measure(page);
  if (media !== "print") {
    await evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
    const excess = await evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);
    if (excess > 0) complain(name, `the page is ${excess} pixels wider than the screen`);
  }

  const seen = new Set(await evaluate(`[...document.querySelectorAll('${items}')]
    .filter((item) => item.getClientRects().length > 0 && item.textContent.trim() !== "").map((item) => item.id)`));
  if (seen.size !== results.cases.length) complain(name, `${seen.size} of ${results.cases.length} cases can be seen`);
  for (const { id } of results.cases.filter(({ id }) => plain(id))) {
    if (!seen.has(`case:${id}`)) complain(name, `case ${id} cannot be seen`);
  }
  if (media === "print") {
    // What textContent has and innerText has not is what the paper would lack.
    const missing = await evaluate(`[...document.querySelectorAll("main code, main pre, main td, main dd, main h3")]
      .filter((element) => element.textContent.trim() !== "" && element.getClientRects().length === 0)
      .map((element) => element.textContent.trim().slice(0, 80))`);
    for (const part of missing.slice(0, 10)) complain(name, `not printed: ${part}`);
  }
  if (options.javaScriptEnabled !== false) await useFilter(page, name);

  const strange = requests.filter((request) => request.split("#")[0] !== address);
  if (strange.length > 0) complain(name, `requests: ${strange.join(", ")}`);
  await context.close();
  await audit(browser, view);
};

// The tools that appear where scripts run: search, filter kept in the address, keys.
const useFilter = async (page, name) => {
  const wanted = results.cases.find(({ id }) => plain(id));
  if (!wanted) return;
  const shown = () => page.locator(`${items}:not(.off)`).count();
  await page.locator("#find").fill(wanted.id);
  if ((await shown()) < 1) complain(name, `searching for ${wanted.id} finds nothing`);
  const hash = new URL(page.url()).hash;
  if (!hash.startsWith("#?find=")) complain(name, `the search is not in the address: ${hash}`);
  await page.reload();
  if ((await page.locator("#find").inputValue()) !== wanted.id) complain(name, "the search is lost on reload");
  await page.locator("#find").press("Escape");
  await page.locator("#verdict").selectOption("pass");
  const passed = results.cases.filter(({ verdict }) => verdict === "pass").length;
  if ((await shown()) !== passed) complain(name, `the filter shows ${await shown()} of ${passed} passed cases`);
  await page.locator("#verdict").selectOption("");
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("j");
  if (!(await page.evaluate(() => document.activeElement?.tagName === "SUMMARY"))) complain(name, "the key j goes nowhere");
  await page.goto(`${address}#case:${wanted.id}`);
  const link = page.locator(`[id="case:${wanted.id}"]`);
  await link.waitFor({ state: "visible", timeout: 5_000 }).catch(() => complain(name, "a link to a case does not show it"));
};

const checkFiles = () => {
  const page = readFileSync(join(folder, "report.html"), "utf8");
  const { size } = statSync(join(folder, "report.html"));
  if (size >= 1_000_000) complain("size", `${size} bytes are too many for a page that people send by mail`);
  const links = [...page.matchAll(/ href="(evidence\/[^"]*)"/g)].map(([, link]) => link);
  for (const link of links.filter((link) => !existsSync(join(folder, link)))) complain("evidence", `${link} is not there`);
  const told = results.cases.filter(({ verdict, exchanges }) => verdict !== "pass" && exchanges.length > 0).length;
  if (links.length < told) complain("evidence", `${told} cases have evidence, and ${links.length} are linked to it`);
};

checkFiles();
const browser = await chromium.launch({
  timeout: 60_000,
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
  ],
});
try {
  for (const view of views) {
    try {
      await check(browser, view);
    } catch (error) {
      complain(view.name, `the check broke off: ${error.message}`);
    }
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
for (const problem of problems) console.error(`report.html: ${problem}`);
if (problems.length === 0) {
  console.log(`report.html: complete and accessible in ${views.map(({ name }) => name).join(", ")}`);
}
process.exitCode = problems.length === 0 ? 0 : 1;
