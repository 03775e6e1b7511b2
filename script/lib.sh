# Shared by the scripts; sourced from the root of the tree.

# The threads that a step may use: all that this machine has.
jobs=$(nproc)

# build PRESET [TARGET...]: configure where needed and build; speaks only when something fails or takes long.
build() {
  local preset=$1 log=build/$1.log
  shift
  mkdir -p build
  if [ ! -e "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; echo "The $preset build could not be configured." >&2; return 1; }
  fi
  local -a targets=()
  [ $# -eq 0 ] || targets=(--target "$@")
  if [ -t 1 ]; then
    cmake --build --preset "$preset" -j "$jobs" "${targets[@]}"
  else
    cmake --build --preset "$preset" -j "$jobs" "${targets[@]}" >"$log" 2>&1 ||
      { grep -vE '^\[[0-9]+/[0-9]+\]' "$log" | tail -60 >&2; echo "The $preset build failed; everything it said is in $log." >&2; return 1; }
  fi
}
