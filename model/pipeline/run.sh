#!/usr/bin/env bash
# What every job of the pipeline runs once its code is unpacked: makes Python's environment where a step needs it, and runs the step.
#   run.sh features ARGUMENTS... | train | evaluate ARGUMENTS... | update-endpoint ARGUMENTS...
set -euo pipefail
code=$(cd "$(dirname "$0")/../.." && pwd)
step=$1
shift
case "$step" in
  features)
    # Label delay in days. A zip forgets what may be executed.
    root=${SM_PROCESSING:-/opt/ml/processing}
    node=${SM_NODE:-$code/node}
    [ "$node" != "$code/node" ] || chmod +x "$node"
    mkdir -p "$root/output/table"
    exec "$node" "$code/features.js" "$root"/input/payments/* --format "$root"/input/mapping/*.json \
      --label-delay "$1d" --out "$root/output/table/table.parquet"
    ;;
  update-endpoint) exec python3 "$code/model/pipeline/update_endpoint.py" "$@" ;;
  *)
    python3 -m venv /tmp/python
    /tmp/python/bin/pip install --quiet --require-hashes -r "$code/model/requirements-bench.txt"
    exec /tmp/python/bin/python -B "$code/model/pipeline/${step}_step.py" "$@"
    ;;
esac
