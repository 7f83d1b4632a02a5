#!/usr/bin/env bash
# Installs the Debian packages listed in a file when it may; otherwise says in one line which are missing.
set -euo pipefail
list=$1
missing=()
if ! command -v dpkg-query >/dev/null; then
  echo "setup: this is no Debian-like system; install by hand: $(tr '\n' ' ' <"$list")" >&2
  exit 0
fi
while read -r package; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done <"$list"
[ ${#missing[@]} -eq 0 ] && exit 0
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root="sudo -n"; else
    echo "setup: system packages are missing, run: sudo apt-get install ${missing[*]}" >&2
    exit 0
  fi
fi
echo "setup: system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  echo "setup: apt-get could not install ${missing[*]}: $(tail -n 1 "$log")" >&2
fi
rm -f "$log"
