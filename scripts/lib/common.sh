# Sourced by the scripts: goes to the project's root, and knows how a build folder is made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Where tests find the real Pebble and the tutorial's workload; absent, they are skipped.
[ ! -x .peers/pebble ] || export OPS_PEBBLE=$PWD/.peers/pebble
[ ! -d .venv-workload ] || export OPS_WORKLOAD=$PWD/.venv-workload

say() { printf '\n== %s\n' "$*"; }

# usage: configure FOLDER COMPILER [OPTION...]
# Makes FOLDER with Meson. Leaves it alone when it is there and was made with the same options, or
# by hand; makes it anew when the options here are others than it was made with.
configure() {
  local folder=$1 compiler=$2
  shift 2
  local wanted="$compiler $*" stamp=$folder/made-with
  if [ -e "$folder/build.ninja" ]; then
    { [ -e "$stamp" ] && [ "$(cat "$stamp")" != "$wanted" ]; } || return 0
    rm -rf "$folder"
  fi
  mkdir -p "$folder"
  CXX="ccache $compiler" meson setup "$folder" "$@" >"$folder/setup.log" 2>&1 || {
    cat "$folder/setup.log"
    return 1
  }
  echo "$wanted" >"$stamp"
}

# usage: build FOLDER [TARGET...]
# Quiet when all is well.
build() {
  local folder=$1
  shift
  ninja -C "$folder" "$@" >"$folder/build.log" 2>&1 || {
    # What failed, without the commands.
    sed -n '/^FAILED\|error:/,$p' "$folder/build.log" |
      grep -v '^\[[0-9/]*\] \|^ccache \|^[a-z/]*[gc]++ \|^ninja: build stopped' | head -60
    echo "cannot build $folder: the whole log is in $folder/build.log"
    return 1
  }
}

# Every C++ file that is ours.
own_sources() {
  local folders=() folder
  for folder in lib harness cli charm tests bench examples libs; do
    [ ! -d "$folder" ] || folders+=("$folder")
  done
  find "${folders[@]}" -name '*.h' -o -name '*.cpp' | sort
}
