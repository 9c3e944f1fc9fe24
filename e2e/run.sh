#!/usr/bin/env bash
# Runs the named parts of the journeys, or all; what failed is shown again at the end.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p test-results
rm -f test-results/failures-*.txt

looks=(screens.test.mjs)
measures=(cuts.test.mjs quality.test.mjs timing.test.mjs)
journeys=()
for file in *.test.mjs; do
    [[ " ${looks[*]} ${measures[*]} " == *" $file "* ]] || journeys+=("$file")
done

status=0
for part in ${@:-looks journeys measures}; do
    # Times are taken one at a time.
    files="${part}[@]" at_once=2
    [[ $part == measures ]] && at_once=1
    node --test --test-concurrency=$at_once \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=./lib/failures.mjs --test-reporter-destination="test-results/failures-$part.txt" \
        "${!files}" || status=1
done
cat test-results/failures-*.txt
exit $status
