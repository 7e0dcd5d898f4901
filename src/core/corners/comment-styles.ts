/** How a language writes a comment: up to the end of the line, or between two signs. */
export type CommentStyle =
  | { readonly kind: 'line'; readonly start: string }
  | { readonly kind: 'block'; readonly start: string; readonly end: string };

const line = (start: string): CommentStyle => ({ kind: 'line', start });
const block = (start: string, end: string): CommentStyle => ({ kind: 'block', start, end });

const SLASHES = line('//');
const HASH = line('#');
const DASHES = line('--');
const SEMICOLON = line(';');
const PERCENT = line('%');
const QUOTE = line("'");
const BANG = line('!');
const C_BLOCK = block('/*', '*/');
const MARKUP = block('<!--', '-->');
const ML = block('(*', '*)');

/**
 * Comment styles by a file name's extension, for terminals: an editor asks its languages. Formats that can hold no
 * comment (JSON, CSV, notebooks) are not there.
 */
const BY_EXTENSION: ReadonlyMap<string, CommentStyle> = new Map(
  (
    [
      [
        SLASHES,
        'c h cc cpp cxx hh hpp hxx ino m mm cs csx java kt kts scala sc groovy gradle js mjs cjs jsx ts mts cts tsx go rs swift dart php phtml zig v sv vala d fs fsx fsi jsonc json5 code-workspace proto thrift sol scss sass less styl pug hlsl glsl vert frag wgsl metal cu move cairo odin bicep prisma rego jenkinsfile hx re res qml gleam typ asciidoc adoc dot gv kdl graphqls',
      ],
      [
        HASH,
        'py pyi pyw rb rake gemspec sh bash zsh ksh fish ps1 psm1 psd1 pl pm t raku r yaml yml toml conf cfg properties ini env tf tfvars hcl nix jl cr ex exs nim coffee tcl awk sed mk mak cmake dockerfile containerfile gitignore gitattributes dockerignore npmignore editorconfig graphql gql feature robot elv nu bzl bazel star po gd makefile ninja meson service jq',
      ],
      [DASHES, 'sql lua hs elm adb ads vhd vhdl applescript ddl psql pks pkb dhall purs idr agda lean'],
      [SEMICOLON, 'lisp cl el clj cljs cljc edn scm ss rkt asm s nasm ahk wat reg fnl'],
      [PERCENT, 'tex sty cls bib erl hrl pro matlab'],
      [QUOTE, 'vb vbs bas'],
      [BANG, 'f90 f95 f03 f08 for'],
      [line('REM'), 'bat cmd'],
      [line('"'), 'vim vimrc'],
      [line('//-'), 'jade'],
      [line('*'), 'abap cob cbl'],
      [C_BLOCK, 'css'],
      [
        MARKUP,
        'html htm xhtml xml xsl xslt xsd svg md markdown vue svelte astro csproj fsproj vbproj props targets xaml axaml plist wxs jelly resx',
      ],
      [ML, 'ml mli pas pp dpr sml'],
      [block('{{!--', '--}}'), 'hbs handlebars mustache'],
      [block('{#', '#}'), 'j2 jinja jinja2 njk twig'],
      [block('<%#', '%>'), 'erb ejs'],
      [block('<%--', '--%>'), 'jsp jspx aspx ascx'],
      [block('@*', '*@'), 'cshtml razor'],
      [block('<#--', '-->'), 'ftl'],
    ] satisfies [CommentStyle, string][]
  ).flatMap(([style, names]) => names.split(' ').map((name): [string, CommentStyle] => [name, style])),
);

/** Files that are known by their whole name. */
const BY_NAME: ReadonlyMap<string, CommentStyle> = new Map([
  ...[
    'makefile',
    'gnumakefile',
    'dockerfile',
    'containerfile',
    'gemfile',
    'rakefile',
    'vagrantfile',
    'brewfile',
    'procfile',
    'cmakelists.txt',
    'build',
    'workspace',
    'justfile',
    'pipfile',
    'requirements.txt',
    'codeowners',
    'snakefile',
    'crontab',
    '.bashrc',
    '.zshrc',
    '.profile',
    '.npmrc',
    '.gitmodules',
    '.gitconfig',
    '.env',
  ].map((name): [string, CommentStyle] => [name, HASH]),
  ...[
    'jenkinsfile',
    'go.mod',
    'go.work',
    'tsconfig.json',
    'jsconfig.json',
    'settings.json',
    'launch.json',
    'tasks.json',
    'devcontainer.json',
    '.eslintrc.json',
  ].map((name): [string, CommentStyle] => [name, SLASHES]),
]);

/**
 * How a file writes a comment, told by its name; null for one that can hold none, or whose kind is not known.
 * @param path with `/` between its parts.
 */
export function commentStyleOf(path: string): CommentStyle | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? null : (BY_EXTENSION.get(name.slice(dot + 1)) ?? null);
}

/** The style that begins with this sign: with its end where a known language has one, else up to the end of the line. */
export function commentStyleWith(start: string): CommentStyle {
  return [...BY_EXTENSION.values()].find((style) => style.start === start) ?? line(start);
}

/** Every extension that is known, for tests and help. */
export function knownExtensions(): readonly string[] {
  return [...BY_EXTENSION.keys()];
}

/** A text as a comment of one line: nothing in it ends the comment. */
export function asComment(style: CommentStyle, text: string): string {
  if (style.kind === 'line') return `${style.start} ${text}`;
  return `${style.start} ${without(style.end, without(style.start, text))} ${style.end}`;
}

/** The sign with a space in it can't begin or end a comment. */
function without(sign: string, text: string): string {
  const parts = text.split(sign);
  // Two dashes may not stand in a comment of XML at all.
  const apart = parts.join(`${sign.slice(0, 1)} ${sign.slice(1)}`);
  return sign === '-->' || sign === '<!--' ? apart.replace(/-(?=-)/g, '- ') : apart;
}
