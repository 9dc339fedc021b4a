#!/usr/bin/env bash
# Brings chdb, ClickHouse inside of Python, into .local: with it a test compares what two engines count in the same files. CI fetches it beside its other work.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x .local/chdb/python/bin/python ] && exit 0
command -v python3 >/dev/null || { echo "chdb is not installed: there is no python3 here."; exit 0; }
mkdir -p .local
# Cut short, it leaves nothing: what is in .local/chdb is whole.
made=$(mktemp -d .local/chdb-XXXXXX)
trap 'rm -rf "$made"' EXIT
if ! { python3 -m venv "$made/python" && "$made/python/bin/pip" install --quiet --disable-pip-version-check chdb-core==26.9.0 && "$made/python/bin/python" -c 'import chdb'; }; then
  echo "chdb is not installed: it has no package for this machine, or PyPI cannot be reached."
  exit 0
fi
rm -rf .local/chdb
mv "$made" .local/chdb
echo "chdb is there: npx vitest run lake/src/queries/answers.test.ts compares."
