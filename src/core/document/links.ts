import type { Hash } from '../experiments/history';

/** Where files and commits of a repository can be seen; null where that is not known. */
export interface Links {
  file(path: string, line: number | null): string | null;
  commit(hash: Hash): string | null;
}

export const NO_LINKS: Links = { file: () => null, commit: () => null };

/** The web page of a repository, and which site's addresses it has. */
export interface WebPage {
  readonly site: 'github' | 'gitlab';
  /** Without a slash at its end: `https://github.com/org/repo`. */
  readonly url: string;
}

/**
 * The web page of a remote, judged by its host's name: GitHub's and GitLab's, their own and a company's. Null for any
 * other, and for what is no address. Names and passwords in it are left out.
 * @param remote as git has it: `https://…`, `ssh://…`, `git@host:path`
 * @param known the site, where the caller knows it: a company's host may have any name
 */
export function webPage(remote: string, known: WebPage['site'] | null = null): WebPage | null {
  const short = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/)(\S+)$/.exec(remote);
  const long = /^(https?|ssh|git):\/\/(?:[^@/\s]*@)?([^:/\s]+)(:\d+)?\/(\S+)$/.exec(remote);
  const [scheme, host, port, path] =
    short === null ? (long?.slice(1) ?? []) : ['ssh', short[1], '', short[2]];
  if (host === undefined || path === undefined || !/^[a-z0-9.-]+$/i.test(host)) return null;
  const site = known ?? siteOf(host);
  const name = path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/^\/+/, '');
  if (site === null || name === '') return null;
  // A port of ssh is no port of the web.
  const isWeb = scheme === 'http' || scheme === 'https';
  const start = `${isWeb ? scheme : 'https'}://${host.toLowerCase()}${isWeb ? (port ?? '') : ''}`;
  return { site, url: `${start}/${name.split('/').map(segment).join('/')}` };
}

function siteOf(host: string): WebPage['site'] | null {
  if (/(?:^|\.)github(?:\.|$)|^github/i.test(host)) return 'github';
  return /(?:^|\.)gitlab(?:\.|$)|^gitlab/i.test(host) ? 'gitlab' : null;
}

/** Links into a repository's web page. @param head the commit at which files are shown; null for none: then only commits are linked */
export function linksTo({ site, url }: WebPage, head: Hash | null): Links {
  const below = site === 'gitlab' ? `${url}/-` : url;
  return {
    file: (path, line) => {
      if (head === null) return null;
      const anchor = line === null ? '' : `#L${line}`;
      return `${below}/blob/${segment(head)}/${path.split('/').map(segment).join('/')}${anchor}`;
    },
    commit: (hash) => `${below}/commit/${segment(hash)}`,
  };
}

/** Beside what addresses ask for, also the signs that end a link in Markdown or are read as a mark. */
function segment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*~_]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
