#!/usr/bin/env bash
# Measures all suites beside the peers in one run and writes benchmarks/RESULTS.md with its charts, and the figures of the README.
# Two hours with the settings that are here; JMH='-f 1 -wi 4 -i 4 -w 1 -r 1' makes it half an hour. Nothing else should run meanwhile.
# With 'page' as its argument it measures nothing, and makes the page from what was taken down last.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
settings=${JMH:--f 3 -wi 10 -i 5 -w 1 -r 1}
# A text that was made to cost takes so long that a fifth of a second tells enough.
hostile=${JMH_HOSTILE:--f 1 -wi 3 -i 3 -w 200ms -r 200ms}
# How many idle streams are held at once for their heap.
streams=${STREAMS:-100000}
heap="-Xms512m -Xmx512m -XX:+UseG1GC -XX:+AlwaysPreTouch"
out=benchmarks/results
commit=$(git describe --always --dirty)
load=$(cut -d" " -f1 /proc/loadavg)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mvn -q -B -ntp -pl benchmarks -am -Dmaven.test.skip=true -Dspotless.check.skip=true package dependency:copy-dependencies
run() { "$java" "${options[@]}" -cp 'benchmarks/target/classes:benchmarks/target/dependency/*' "$@"; }
options=(-Djol.magicFieldOffset=true -Djdk.attach.allowAttachSelf=true)
package=org.xmpptoolkit.benchmarks

if [ "${1:-}" != page ]; then
    rm -rf "$out"
    mkdir -p "$out"
    run org.openjdk.jmh.Main '.*' -e hostile $settings -prof gc -foe true -jvmArgs "$heap" -rf csv -rff "$out/jmh.csv"
    run org.openjdk.jmh.Main hostile -p 'length=16384 units' $hostile -prof gc -foe true -jvmArgs "$heap" -rf csv -rff "$out/jmh-hostile.csv"
    run "$package.IdleStreamHeap" "$streams" 2>/dev/null | head -n 1 >"$out/stream-heap.txt"
    run "$package.IdleReaderFootprint" 2>/dev/null | head -n 4 | sed 's/^/octets of an idle reader, /' >"$out/reader-footprint.txt"
    run "$package.StanzaFootprint" 2>/dev/null >"$out/stanza-footprint.txt"
    run "$package.JidFootprint" 2>/dev/null >"$out/jid-footprint.txt"
    {
        echo "from the start of the JVM, the middle one of five"
        for what in nothing address stanza login; do
            for _ in 1 2 3 4 5; do run "$package.FirstUse" "$what"; done | sort -k2n | sed -n 3p | sed 's/classes.*/classes/'
        done
    } >"$out/first-use.txt"
    {
        echo "date       $(date -u +%F), commit $commit"
        echo "machine    $(nproc) cores, $(awk '/MemTotal/ {printf "%d GiB", $2 / 1048576}' /proc/meminfo),$(sed -n 's/^model name[^:]*://p' /proc/cpuinfo | head -n 1)"
        echo "system     $(uname -sr), load before the run: ${load:-not asked}"
        echo "Java       $("$java" -version 2>&1 | sed -n 2p)"
        echo "settings   $settings -prof gc; texts made to cost: $hostile"
        echo "heap       $heap"
        echo "libraries  $(cd benchmarks/target/dependency && ls | grep -E '^(aalto|icu4j|jaxb-runtime|jxmpp-jid|libidn|precis|smack-core|tinder|nbxml|jmh-core)' | sed 's/\.jar$//' | paste -sd' ')"
    } >"$out/machine.txt"
fi
run "$package.results.ResultsPage" benchmarks README.md
