/**
 * The one document of the playground. It says something before its script runs; everything else the script makes, so
 * that no text of an article or a person is ever put into HTML.
 */
export const PAGE_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="dark light">
    <title>Footnote playground</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/main.css">
    <script type="module" src="/assets/main.js"></script>
  </head>
  <body>
    <div id="app"><p>Opening the playground …</p></div>
    <noscript><p>The playground needs JavaScript. Without it, there is "npm run chat" in the terminal.</p></noscript>
  </body>
</html>
`;
