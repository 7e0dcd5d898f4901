/** The two hooks of git that the script is for: git runs both at every commit, whichever client asks for it. */
export const HOOKS = ['prepare-commit-msg', 'commit-msg'] as const;
export type HookName = (typeof HOOKS)[number];

/** Tells the script from everybody else's, whichever version it is. */
export const HOOK_MARK = '# kata-commit-hook';

/** Where another hook finds the script, from the folder that all working trees share. */
export const HOOK_FILE = 'kata/commit-hook';

/** Where the script keeps for a moment what it will add after the editor, in the working tree's own git folder. */
export const PENDING_FILE = 'kata-line';

/** The one line for an existing hook. It does nothing where the script is not installed, so a team can share it. */
export function lineFor(name: HookName): string {
  return `k="$(git rev-parse --git-common-dir)/${HOOK_FILE}"; [ ! -f "$k" ] || sh "$k" ${name} "$@"`;
}

const ID = `x-${'[0-9a-hjkmnp-tv-z]'.repeat(5)}`;

/**
 * The script: plain sh with git, awk, grep and sed, nothing else. It never refuses a commit.
 *
 * It adds `Kata-Experiment: ID` where the branch's name holds the id of an experiment whose record is there (a name
 * alone makes no experiment) and the message has no such line. Merges, and what a rebase commits again by itself, stay
 * as they are. Where an editor opens on an empty message or a template, a line of ours would turn a commit that is given up into
 * one that has only that line: there it is added after the editor, and only where something was written.
 */
export const HOOK_SCRIPT = `#!/bin/sh
${HOOK_MARK} 1
# Improvement Kata: ties each commit to the experiment that its branch is named after, by one line in its message.
# Put here by \`kata hook install\`; \`kata hook uninstall\` takes it away.
unset GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS
role=\${0##*/}
case $role in
  prepare-commit-msg | commit-msg) ;;
  *) role=$1; shift ;;
esac
message=$1 source=\${2-} commit=\${3-}
[ -f "$message" ] || exit 0
folder=$(git rev-parse --git-dir) || exit 0
pending=$folder/${PENDING_FILE}

# What will be the message: nothing below the scissors of \`git commit -v\`.
text() { sed '/^[^ ] -\\{24\\} >8 -\\{24\\}$/,$d' "$message"; }

# A mark of what was written, without comments. To git too a sign-off alone is no message.
written() { text | git stripspace --strip-comments | grep -v '^Signed-off-by: ' | git stripspace | git hash-object --stdin; }

has_line() { text | grep -Eq '^[[:space:]]*Kata-Experiment:[[:space:]]*([a-z0-9-]+/)?x-[0-9a-z]{5}[[:space:]]*$'; }

add() {
  git -c trailer.separators=: -c trailer.ifexists=addIfDifferent -c trailer.ifmissing=add -c trailer.where=end \\
    interpret-trailers --in-place --no-divider --trailer "Kata-Experiment: $1" "$message"
}

if [ "$role" = commit-msg ]; then
  [ -f "$pending" ] || exit 0
  { read -r id && read -r before; } < "$pending"
  rm -f "$pending"
  has_line || [ "$(written)" = "$before" ] || add "$id"
  exit 0
fi

rm -f "$pending"
[ "$source" != merge ] || exit 0
# What a rebase commits again, or a person amends in the middle of one, was tied when it was made, or was not.
# A commit that a person makes at a stop is new.
case \${GIT_REFLOG_ACTION-} in rebase*) exit 0 ;; esac
case $source:$(ls -d "$folder"/rebase-merge "$folder"/rebase-apply "$folder"/rebase-merge/stopped-sha 2> /dev/null) in
  commit:?* | message:*/rebase-merge) exit 0 ;;
esac
if [ "$source" = commit ] && git rev-parse --quiet --verify "$commit^2" > /dev/null; then exit 0; fi
! has_line || exit 0

branch=$(git symbolic-ref --quiet HEAD) ||
  branch=$(cat "$folder/rebase-merge/head-name" 2> /dev/null) ||
  branch=$(cat "$folder/rebase-apply/head-name" 2> /dev/null) || exit 0
found=
for id in $(printf '%s\\n' "$branch" | awk '{
  rest = "/" $0 "/"
  while (match(rest, /[^0-9a-z]${ID}[^0-9a-z]/)) {
    id = substr(rest, RSTART + 1, 7)
    if (substr(id, 3) ~ /[a-z]/) print id
    rest = substr(rest, RSTART + 8)
  }
}'); do
  [ -z "$(git ls-files -- ":(top,glob)**/.kata/*/experiments/$id.yaml" ":(top,glob)**/.kata/*/experiments/$id-*.yaml")" ] || found=$id
done
[ -n "$found" ] || exit 0

empty=$(git hash-object --stdin < /dev/null)
now=$(written)
case $source in
  '' | template) later=yes ;;
  *) later=no; [ "$now" != "$empty" ] || later=yes ;;
esac
if [ "$later" = yes ]; then printf '%s\\n%s\\n' "$found" "$now" > "$pending"; else add "$found"; fi
exit 0
`;
