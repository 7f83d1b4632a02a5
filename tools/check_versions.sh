#!/usr/bin/env bash
# Says in one line what this machine lacks before anything is installed.
set -euo pipefail
python=${1:-}
[ -n "$python" ] || { echo "setup: Python 3.11 or newer is missing" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "setup: $python is $("$python" --version 2>&1); Python 3.11 or newer is needed (make setup PYTHON=/path/to/python3.11)" >&2; exit 1; }
"$python" -c 'import venv, ensurepip' 2>/dev/null || { echo "setup: Python's venv module is missing, run: sudo apt-get install python3-venv" >&2; exit 1; }
command -v npm >/dev/null || { echo "setup: Node 20 with npm is missing (it builds the pages)" >&2; exit 1; }
node -e 'process.exit(parseInt(process.versions.node, 10) < 20 ? 1 : 0)' || { echo "setup: node is $(node --version); Node 20 or newer is needed" >&2; exit 1; }
