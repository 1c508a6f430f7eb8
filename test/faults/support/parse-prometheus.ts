/** One sample of a page of metrics. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)$|^NaN$/i;

/** Reads Prometheus' text format (version 0.0.4), strictly: throws at the first line that is none of it. */
export function parsePrometheus(text: string): readonly Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const types = new Map<string, string>();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  for (const line of text.split('\n').filter((line) => line !== '')) {
    if (line.startsWith('#')) {
      const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
      if (keyword === undefined) throw new Error(`no comment of the format: ${line}`);
      if (keyword !== 'TYPE') continue;
      if (types.has(name) || !/^(?:counter|gauge|histogram|summary|untyped)$/.test(rest))
        throw new Error(line);
      types.set(name, rest);
      continue;
    }
    const [, name, labelText = '', number = ''] = SAMPLE.exec(line) ?? [];
    if (name === undefined || !NUMBER.test(number)) throw new Error(`no sample: ${line}`);
    const family = types.has(name) ? name : name.replace(/_(?:bucket|sum|count)$/, '');
    if (!types.has(family)) throw new Error(`no type: ${line}`);
    const key = `${name}{${labelText}}`;
    if (seen.has(key)) throw new Error(`twice: ${line}`);
    seen.add(key);
    samples.push({ name, labels: parseLabels(labelText), value: Number(number.replace('Inf', 'Infinity')) });
  }
  return samples;
}

function parseLabels(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const [whole, name, value] = LABEL.exec(rest) ?? [];
    if (whole === undefined || name === undefined || value === undefined)
      throw new Error(`no label: ${rest}`);
    if (name in labels) throw new Error(`a label twice: ${text}`);
    labels[name] = value;
    rest = rest.slice(whole.length);
  }
  return labels;
}
