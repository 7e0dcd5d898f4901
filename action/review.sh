#!/bin/sh
# What the job with read rights does: the review as a text for another job to post, and the check of what the change
# brought. Ends as the check does. Everything comes by variables, so that no name becomes a part of this script.
#   KATA_BASE    what the change is compared with, from their merge base
#   KATA_STRICT  `true`: warnings fail, too
#   KATA_FOLDER  where comment.md and kata.sarif are put; kata-review without it
#   KATA_FORMAT  how the check prints: text, or github for annotations
set -u
kata="$(dirname "$0")/../dist/kata.cjs"
folder="${KATA_FOLDER:-kata-review}"
mkdir -p -- "$folder" || exit 3

node "$kata" review --base="$KATA_BASE" --format=md >"$folder/comment.md"
review=$?
if [ "$review" -eq 0 ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$folder/comment.md" >>"$GITHUB_STEP_SUMMARY"
fi

set --
if [ "${KATA_STRICT:-false}" = true ]; then set -- --strict; fi
node "$kata" check --base="$KATA_BASE" --format=sarif "$@" >"$folder/kata.sarif" 2>/dev/null
node "$kata" check --base="$KATA_BASE" --format="${KATA_FORMAT:-text}" "$@"
check=$?
if [ "$check" -ne 0 ]; then exit "$check"; fi
exit "$review"
