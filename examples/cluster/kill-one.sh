#!/usr/bin/env bash
# Starts three nodes, lets clients write to each other through them, kills one node under load, and tells what was lost:
#   examples/cluster/kill-one.sh [CLIENTS [MESSAGES_A_SECOND [SECONDS]]]; 3000, 300 and 60 if not given
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
clients=${1:-3000} rate=${2:-300} seconds=${3:-60}
ulimit -n "$(ulimit -Hn)" # a file a socket
dir=$(mktemp -d)
pids=()
end() {
    for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done
    wait 2> /dev/null || true
    rm -rf "$dir"
}
trap end EXIT

fail() {
    echo "kill-one.sh: $1" >&2
    exit 1
}

# node N MEMBER...: starts node N, which joins those, and waits until it takes clients
node() {
    local n=$1 members=(${2:+--join "$2"})
    "$root/examples/run" cluster --domain example.com --accounts "$dir/accounts" --port 0 --cluster-port 0 "${members[@]}" \
        > "$dir/node$n" 2> "$dir/node$n.err" &
    pids+=($!)
    until grep -qs '^ready' "$dir/node$n"; do
        kill -0 "${pids[-1]}" 2> /dev/null || fail "node $n did not start: $(cat "$dir/node$n.err")"
        sleep 0.2
    done
    cat "$dir/node$n"
}
part() { sed -n "s/^ready.*$2 \([^ ,]*\),.*/\1/p" "$dir/node$1"; }

seq -f 'user%g:secret' "$clients" > "$dir/accounts"
node 1 ""
node 2 "$(part 1 'nodes at')"
node 3 "$(part 1 'nodes at')"
grep -q 'cluster: 3' "$dir/node3" || fail "the nodes did not find each other"

echo "$clients clients log in; $rate messages a second for $seconds s; node 2 is killed after a third of that"
"$root/bin/xmpp" load --resume --tls off --clients "$clients" --rate "$rate" --duration "$seconds" --patience 60 \
    --domain example.com --account-file "$dir/accounts" \
    $(for n in 1 2 3; do echo "--server $(part $n 'clients at')"; done) > "$dir/load" 2> "$dir/load.err" &
load=$!
pids+=("$load")
until grep -qs 'sending' "$dir/load.err"; do
    kill -0 "$load" 2> /dev/null || fail "no load: $(cat "$dir/load" "$dir/load.err")"
    sleep 0.5
done
sleep "$((seconds / 3))"
kill -9 "${pids[1]}"
echo "killed node 2 at $(date +%T)"
code=0
wait "$load" || code=$?
cat "$dir/load"
grep -q ' 0 lost' "$dir/load" || code=1
exit "$code"
