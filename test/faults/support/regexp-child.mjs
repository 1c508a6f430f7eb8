/** Searches once as `exec` does and once as `replace` does; the longer of the two is told, in milliseconds of the processor. */
process.on('message', ({ source, flags, texts }) => {
  const plain = new RegExp(source, flags.replace(/[gy]/g, ''));
  const all = new RegExp(source, `${flags.replace(/[gy]/g, '')}g`);
  // The engine interprets a first search and compiles for the second: what runs for a year is compiled.
  for (const pattern of [plain, all]) {
    for (const text of ['x', texts[0].slice(0, 50)]) text.replace(pattern, '');
  }
  texts.forEach((text, index) => {
    process.send({ kind: 'begin', index });
    const testMs = measure(() => plain.test(text));
    const replaceMs = measure(() => text.replace(all, ''));
    process.send({ kind: 'end', index, ms: Math.max(testMs, replaceMs) });
  });
  process.send({ kind: 'done' });
});

function measure(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
