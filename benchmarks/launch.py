"""Runs a command and writes what it took: ``launch.py RESULT COMMAND…``.

A process of its own, because a child's peak of memory is never less than that of the process that started it:
this one is small, the benchmark is not. Imports as little as it can.
"""

import os
import sys
import time


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
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    with open(result, "w", encoding="ascii") as file:
        file.write(f"{wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
