#!/bin/sh
# check.sh HEADER LIST COMPILER ARGS...
# Fails when HEADER reaches one that is too heavy for what is compiled on every edit, or another set
# of ours than LIST says. With OPS_ACCEPT=1 writes LIST instead, and counts as skipped.
set -eu
header=$1
list=$2
shift 2
libraries='/(nlohmann|yaml-cpp|absl|boost)/'
standard='/c\+\+/.*/(chrono|functional|iomanip|iostream|map|memory|regex|sstream|unordered_map|variant|vector)$'
heavy="$libraries|$standard"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The files that including a header reads, one a line.
headers_of() {
  printf '#include <%s>\n' "$1" >"$scratch/one.cpp"
  shift
  "$@" -M "$scratch/one.cpp" | tr -s ' \\' '\n\n'
}

headers_of regex "$@" | grep -Eq "$heavy" || {
  echo "cannot see what <regex> reaches: this test would test nothing"
  exit 1
}
headers_of "$header" "$@" >"$scratch/all"
if grep -E "$heavy" "$scratch/all"; then
  echo "$header reaches these: each costs every edit of every test 40 to 170 ms"
  exit 1
fi
sed -n 's,^\(.*/\)*\(lib\|harness\)/ops/,ops/,p' "$scratch/all" | LC_ALL=C sort -u >"$scratch/ours"
if [ "${OPS_ACCEPT:-}" = 1 ]; then
  cp "$scratch/ours" "$list"
  echo "accepted: $list"
  exit 77
fi
diff -u "$list" "$scratch/ours" || {
  echo "$header reaches other headers of ours (+) than $(basename "$list") says (-)."
  echo "If that is meant, run this test with OPS_ACCEPT=1."
  exit 1
}
