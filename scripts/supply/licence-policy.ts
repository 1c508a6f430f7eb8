/** Licences that any package may have, production and development alike: none of them asks more than to be named. */
export const ALLOWED_LICENCES: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  // A font, which may travel with a program and not be sold by itself.
  'OFL-1.1',
];

/** A licence that is allowed to certain packages only. */
export interface NamedException {
  /** Whole names; `*` at the end stands for any further letters. */
  readonly packages: readonly string[];
  /** SPDX identifier. */
  readonly licence: string;
  /** Whether it may travel with production, or be used in development only. */
  readonly scope: 'production' | 'development';
  readonly reason: string;
}

/** Weak copyleft for the most part: each is used unaltered, and none asks anything of Footnote's own code. */
export const NAMED_EXCEPTIONS: readonly NamedException[] = [
  {
    packages: ['@img/sharp-libvips-*', '@img/sharp-win32-*'],
    licence: 'LGPL-3.0-or-later',
    scope: 'production',
    reason:
      'libvips comes with sharp, which transformers.js needs for pictures. It is a shared library of its own, loaded when the program runs, that can be replaced.',
  },
  {
    packages: ['@img/sharp-wasm32'],
    licence: 'LGPL-3.0-or-later',
    scope: 'production',
    reason:
      'The same for hosts of WebAssembly, where Footnote does not run: it stands in package-lock.json and is not installed.',
  },
  {
    packages: ['@resvg/resvg-js', '@resvg/resvg-js-*', 'satori'],
    licence: 'MPL-2.0',
    scope: 'production',
    reason: 'They draw the timeline. MPL-2.0 holds for their own files, which are not altered.',
  },
  {
    packages: ['axe-core', 'lightningcss', 'lightningcss-*'],
    licence: 'MPL-2.0',
    scope: 'development',
    reason: 'They test and bundle, and never travel. MPL-2.0 holds for their own files.',
  },
  {
    packages: ['spdx-exceptions'],
    licence: 'CC-BY-3.0',
    scope: 'development',
    reason: 'A list of names, with which this check reads licences. It asks to be named, and never travels.',
  },
];

/** What a package says of its licence in other words than SPDX has. */
export interface ReadAs {
  readonly package: string;
  /** Null where it says nothing. */
  readonly said: string | null;
  /** SPDX expression. */
  readonly licence: string;
  readonly reason: string;
}

export const READ_AS: readonly ReadAs[] = [
  {
    package: 'discord-markdown-parser',
    said: 'Apache License',
    licence: 'Apache-2.0',
    reason: 'Its file LICENSE is the text of version 2.0.',
  },
  {
    package: '@seald-io/binary-search-tree',
    said: null,
    licence: 'MIT',
    reason:
      'Its file LICENSE.md is that of MIT; package.json spells the field “licence”, which npm does not know.',
  },
];
