// An article of a newsroom with one box in it or many.

const PARAGRAPH =
  "The newspaper tells here what it has found out, who has answered its questions and who has not, and what happens next. ";

const paragraphs = (count) => `<p>${PARAGRAPH.repeat(2)}</p>`.repeat(count);

/**
 * The page of a variant. The boxes begin within the first screen, and there is something to read below each.
 *
 * @param {import("./variants/index.mjs").Variant} variant
 * @param {number} count How many boxes it has.
 */
export function writePage({ head, box, tail = "" }, count) {
  const boxes = Array.from({ length: count }, (_, at) => box(at) + paragraphs(2));
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>An article</title>
<link rel="icon" href="data:,">
<style>body{max-width:660px;margin:0 auto;font:1rem/1.5 system-ui,sans-serif}</style>
${head}
</head>
<body>
<main>
<h1>An article</h1>
${paragraphs(1)}
${boxes.join("\n")}
</main>
${tail}
</body>
</html>`;
}
