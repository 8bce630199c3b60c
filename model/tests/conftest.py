"""Puts model/ on the path, as running a script of it does, and counts tests as test/count-reporter.js does."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
# Threads that wait for one another sleep: tests run beside others.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")


def pytest_terminal_summary(terminalreporter) -> None:
    """Appends `passed failed` of a run to the file that TEST_COUNTS names, so that several suites can be told as one."""
    file = os.environ.get("TEST_COUNTS")
    if file:
        counts = {name: len(terminalreporter.stats.get(name, [])) for name in ("passed", "failed", "error")}
        with open(file, "a") as counted:
            counted.write(f"{counts['passed']} {counts['failed'] + counts['error']}\n")
