"""Runs commands in turn and keeps what each of them took."""
import collections
import json
import os
import statistics
import subprocess
import sys

LAUNCH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "launch.py")


class Outcome:
    """What a command, or several one after another, took: seconds, CPU seconds, peak megabytes."""

    def __init__(self, seconds=0.0, cpu=0.0, peak=0.0, output=""):
        self.seconds, self.cpu, self.peak, self.output = seconds, cpu, peak, output

    def then(self, other):
        return Outcome(self.seconds + other.seconds, self.cpu + other.cpu, max(self.peak, other.peak), other.output)


class Session:
    """Outcomes by name of the measurement, one for each time it was run."""

    def __init__(self, work, root):
        self.work, self.root = work, root
        self.outcomes = collections.defaultdict(list)
        # The same for everyone: no user's settings, no locale.
        self.environment = {"PATH": os.environ["PATH"], "HOME": work, "LC_ALL": "C.UTF-8"}

    def run(self, name, *commands):
        """Runs commands one after another and keeps their sum under a name; ends the program where one fails."""
        total = Outcome()
        for command in commands:
            total = total.then(self._launch([str(part) for part in command]))
        self.outcomes[name].append(total)
        print(f"  {name:<32} {total.seconds:8.2f} s {total.cpu:8.2f} s CPU {total.peak:8.0f} MB", flush=True)
        return total

    def prepare(self, command):
        """Runs a command that is not measured."""
        self._launch([str(part) for part in command])

    def _launch(self, command):
        output = os.path.join(self.work, "output")
        launcher = subprocess.run([sys.executable, "-I", "-S", LAUNCH, output, *command], cwd=self.root,
                                  env=self.environment, stdout=subprocess.PIPE, check=True)
        took = json.loads(launcher.stdout)
        with open(output, encoding="utf-8", errors="replace") as file:
            text = file.read()
        if took["status"] != 0:
            with open(output + ".err", encoding="utf-8", errors="replace") as file:
                sys.exit(f"{' '.join(command)[:400]}\nended with {took['status']}:\n{file.read()[-2000:]}")
        return Outcome(took["seconds"], took["cpu"], took["peak"], text)

    def has(self, *names):
        return all(self.outcomes.get(name) for name in names)

    def median(self, name, value="seconds"):
        return statistics.median(getattr(outcome, value) for outcome in self.outcomes[name])

    def peak(self, name):
        """The highest of all times: a promise about memory holds every time."""
        return max(outcome.peak for outcome in self.outcomes[name])

    def ratio(self, ours, theirs, value="seconds"):
        """The median of the ratios round by round, so that a slow minute of the machine counts for both."""
        pairs = zip(self.outcomes[ours], self.outcomes[theirs])
        return statistics.median(getattr(a, value) / getattr(b, value) for a, b in pairs)
