# Shared by the scripts of this folder: which release, where its lab is, its ports, its processes.
# Sourced, never run. Everything can be overridden by environment variables.
# shellcheck shell=bash disable=SC2034  # the variables are used by the scripts that source this file

# The SOGo releases that the lab can bring up, and the Debian that packages each.
releases=(5.8 5.12)
declare -A debian_of=([5.8]=bookworm [5.12]=trixie)

die() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# Sets `release`, its folder and its ports. A release is named by its number or by its Debian. Each has a folder and
# ports of its own, so that several can be up at the same time: the first those that are written here, each further one
# its number behind the folder and ports that are 100 higher.
choose_release() {
  local wanted=$1 index
  for index in "${!releases[@]}"; do
    release=${releases[index]}
    [[ $wanted == "$release" || $wanted == "${debian_of[$release]}" ]] && break
    release=''
  done
  [[ -n $release ]] || die "no lab for the release '$wanted'; there are: ${releases[*]} (or ${debian_of[*]})"
  export DAVPROOF_LAB_RELEASE=$release # for the scripts that this one calls

  lab=${DAVPROOF_LAB:-/var/tmp/davproof-lab}
  lab=${lab%/}
  ((index == 0)) || lab+=-$release
  https_port=$((${DAVPROOF_LAB_HTTPS_PORT:-20443} + 100 * index))
  http_port=$((${DAVPROOF_LAB_HTTP_PORT:-20081} + 100 * index))
  sogod_port=$((${DAVPROOF_LAB_SOGOD_PORT:-20080} + 100 * index))
  postgres_port=$((${DAVPROOF_LAB_POSTGRES_PORT:-25432} + 100 * index))
  memcached_port=$((${DAVPROOF_LAB_MEMCACHED_PORT:-21211} + 100 * index))

  # A folder is ours, and may be removed, only if `up` has put this file into it.
  marker=$lab/.davproof-lab
  target=$lab/target.yaml
  # The Debian that has this release is installed here, if this machine is another one.
  system=$lab/system
}
choose_release "${DAVPROOF_LAB_RELEASE:-${releases[0]}}"

# role → full name; the login is dp-<role>, the address dp-<role>@example.org
roles=(owner sharee stranger admin)
declare -A full_name=(
  [owner]='Olive Owner' [sharee]='Shirley Sharee' [stranger]='Stan Stranger' [admin]='Ada Admin'
)

require_root() {
  # sogod, PostgreSQL and nginx each run as a user of their own.
  [[ $EUID -eq 0 ]] || die "must run as root (try: sudo $0)"
}

# The ids of the lab's processes of one program, by what they execute and by where they work:
# never by name alone (the machine may run a PostgreSQL of its own), nor by pid files alone
# (a killed parent leaves its children behind, holding the ports).
lab_pids() {
  local program=$1 process
  while read -r process; do
    process=${process%/exe}
    if [[ $(readlink "$process/cwd" 2>/dev/null)/ == "$lab"/* ]] ||
      grep -qszF "$lab/" "$process/cmdline"; then
      echo "${process##*/}"
    fi
  done < <(find /proc/[0-9]*/exe -maxdepth 0 \( -lname "*/$program" -o -lname "*/$program (deleted)" \) 2>/dev/null)
}

# Alive means: the process of the pid file exists and is one of the lab's.
is_running() {
  local program=$1 pid_file=$2 pid
  [[ -s $pid_file ]] || return 1
  read -r pid <"$pid_file" || true
  [[ $'\n'$(lab_pids "$program")$'\n' == *$'\n'"$pid"$'\n'* ]]
}

# Ends all processes of one program of the lab, and waits until they are gone. Only the topmost get the signal, they
# look after their children; whoever takes longer than 3 s is killed: sogod's watchdog may wait half a minute for idle
# workers, and has nothing to lose that is not in the database.
stop_all() {
  local program=$1 signal=$2 pid parent
  local kill_at=$((SECONDS + 3)) give_up_at=$((SECONDS + 10))
  local -A pids=()
  while read -r pid; do
    pids[$pid]=1
  done < <(lab_pids "$program")
  for pid in "${!pids[@]}"; do
    parent=$(awk '$1 == "PPid:" { print $2 }' "/proc/$pid/status" 2>/dev/null) || continue
    [[ -n ${pids[$parent]:-} ]] || kill -s "$signal" "$pid" 2>/dev/null || true
  done
  while [[ -n $(lab_pids "$program") ]]; do
    ((SECONDS < give_up_at)) || die "$program of $lab does not end"
    if ((SECONDS >= kill_at)); then
      while read -r pid; do
        kill -s KILL "$pid" 2>/dev/null || true
      done < <(lab_pids "$program")
    fi
    sleep 0.1
  done
}

# The order matters: each before what it needs.
stop_lab() {
  stop_all nginx TERM
  stop_all sogod TERM
  stop_all memcached TERM
  # INT is PostgreSQL's "fast" shutdown; TERM would wait for its clients.
  stop_all postgres INT
}

# Is the lab up?
is_up() {
  is_running nginx "$lab/run/nginx.pid"
}

# Runs a command with the lab up, and leaves the lab as it was: down unless it was up before.
with_lab() {
  local here was_up=no status=0
  here=$(dirname "${BASH_SOURCE[0]}")
  ! is_up || was_up=yes
  "$here/up" >&2 || return
  "$@" || status=$?
  [[ $was_up == yes ]] || "$here/down" >&2
  return "$status"
}

# Runs the pack on a release, with its reports in a folder; ends the script if it does not pass. Needs davproof to be built.
run_pack() {
  local out=$2 status=0
  choose_release "$1"
  mkdir -p "$out"
  with_lab target/debug/davproof run --target "$target" --out "$out" >"$out.txt" || status=$?
  ((status == 0)) || fail_run "the pack does not pass on SOGo $release" "$status" "$out.txt"
}

# Ends the script as a run of davproof ended, with what it printed.
fail_run() {
  local what=$1 status=$2 log=$3
  echo "${0##*/}: $what (exit code $status):" >&2
  tail -n 40 "$log" >&2
  exit "$status"
}

# Removes a file or folder of the lab, unless something is mounted there: `up` mounts nothing that could be seen from here.
remove_tree() {
  local path=$1
  ! grep -qF " $path/" /proc/self/mountinfo || die "something is mounted below $path; nothing is removed"
  rm -rf --one-file-system "$path"
}

newest_postgres_bin() {
  local folder
  folder=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  [[ -x $folder/initdb ]] || die "no PostgreSQL server found below /usr/lib/postgresql"
  echo "$folder"
}

# psql as the database superuser; reads statements from the standard input or from -c.
psql_lab() {
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --host 127.0.0.1 --port "$postgres_port" --username postgres "$@"
}
