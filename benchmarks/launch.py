"""Runs a command and writes what it took: ``launch.py RESULT COMMAND…``.

A process of its own, because a child's peak of memory is never less than that of the process that started it:
this one is small, the benchmark is not. Imports as little as it can.
"""

import os
import sys
import threading
import time
from collections.abc import Iterator

PERIOD = 0.2
"""Seconds between two looks at the memory of a command that has processes of its own."""


def main() -> None:
    """Run the command and end with its status."""
    result, command = sys.argv[1], sys.argv[2:]
    start = time.perf_counter()
    child = os.fork()
    if not child:
        try:
            os.execvp(command[0], command)
        except OSError as error:
            print(f"{command[0]}: {error}", file=sys.stderr)
        os._exit(127)
    watch = Watch(child)
    threading.Thread(target=watch.run, daemon=True).start()
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    with open(result, "w", encoding="ascii") as file:
        file.write(f"{wall} {usage.ru_utime + usage.ru_stime} {max(usage.ru_maxrss, watch.peak)}")
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


class Watch:
    """The memory of a process and those below it together, what they share counted once.

    The system itself knows the peak of the largest of them only. ``peak`` is in its unit (kB on Linux), and 0 where
    the system does not tell, or there was never more than one process.
    """

    def __init__(self, process: int) -> None:
        self.peak = 0
        self._process = process

    def run(self) -> None:
        """Look on and on."""
        while True:
            time.sleep(PERIOD)
            processes = list(below(self._process))
            if len(processes) > 1:
                self.peak = max(self.peak, sum(map(proportional, processes)))


def below(process: int) -> Iterator[int]:
    """The process and all that it and they have started."""
    yield process
    try:
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
            children = file.read().split()
    except OSError:
        return
    for child in children:
        yield from below(int(child))


def proportional(process: int) -> int:
    """The memory of the process in kB, what it shares with others divided by their number; 0 where it is gone."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("Pss:")), 0)
    except (OSError, ValueError):
        return 0


if __name__ == "__main__":
    main()
