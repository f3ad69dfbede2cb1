# Sourced by the scripts that fuzz, after common.sh.

# Leaves the names of all targets in `targets`.
build_fuzz_targets() {
  configure build-fuzz clang++ -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false || return
  ninja -C build-fuzz build.ninja >build-fuzz/build.log 2>&1 || return  # so that it knows of new ones
  mapfile -t targets < <(ninja -C build-fuzz -t targets all |
    sed -n 's,^tests/fuzz/\([a-z_]*_fuzz\): .*,\1,p' | sort)
  if [ ${#targets[@]} -eq 0 ]; then
    echo "there are no fuzz targets in build-fuzz"
    return 1
  fi
  build build-fuzz "${targets[@]/#/tests/fuzz/}"
}

# usage: fuzz TARGET SECONDS FOLDER
# FOLDER gets the inputs that reach new code; what the tree has of the target is read, too.
fuzz() {
  local target=$1 seconds=$2 corpus=$3 seeds=tests/fuzz/corpus/$1 log=build-fuzz/$1.log
  [ -d "$seeds" ] || seeds=
  "build-fuzz/tests/fuzz/$target" -seed=1 -timeout=5 -max_total_time="$seconds" \
    -print_final_stats=0 -verbosity=0 -artifact_prefix="build-fuzz/$target-" "$corpus" \
    ${seeds:+"$seeds"} >"$log" 2>&1 || {
    tail -60 "$log"
    return 1
  }
}
