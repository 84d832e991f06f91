"""Runs one command and prints seconds, CPU seconds and peak megabytes as JSON.

usage: launch.py OUTPUT COMMAND [ARGUMENT ...]

What the command writes goes to OUTPUT and OUTPUT.err. This is a process of its own, with little memory, because Linux
counts the peak of the process that starts a command into the peak of the command.
"""
import json
import os
import sys
import time


def main():
    output, command = sys.argv[1], sys.argv[2:]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, output, flags, 0o644), (os.POSIX_SPAWN_OPEN, 2, output + ".err", flags, 0o644)]
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    print(json.dumps({"status": os.waitstatus_to_exitcode(status), "seconds": seconds,
                      "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1000}))


main()
