#!/usr/bin/env bash
# Brings chdb, ClickHouse inside of Python, into .local: with it a test compares what two engines count in the same files. No CI needs it.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v python3 >/dev/null || { echo "chdb is not installed: there is no python3 here."; exit 0; }
python3 -m venv .local/chdb/python
if ! .local/chdb/python/bin/pip install --quiet --disable-pip-version-check chdb-core==26.9.0; then
  rm -r .local/chdb
  echo "chdb is not installed: it has no package for this machine, or PyPI cannot be reached."
  exit 0
fi
echo "chdb is there: npx vitest run lake/src/queries/answers.test.ts compares."
