"""Child processes that live and end together: site and worker of the demo."""

import signal
import subprocess
import time
from collections.abc import Mapping
from types import FrameType, TracebackType
from typing import Self

PATIENCE_SECONDS = 15


class Children:
    """Starts processes, waits until one ends or somebody says stop, then ends them all.

    Each child gets a session of its own, so that Ctrl-C reaches this process only and the
    children end in order instead of all at once.
    """

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def __enter__(self) -> Self:
        told = [signal.SIGINT, signal.SIGTERM]
        # A closed terminal ends us too, or the children would outlive it; `nohup` asked for just that.
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            told.append(signal.SIGHUP)
        self._before = {number: signal.signal(number, self._stop) for number in told}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self.end()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stopping = True

    @property
    def stopping(self) -> bool:
        """Ctrl-C, a SIGTERM or the end of the terminal was received."""
        return self._stopping

    def start(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        """Start one process under a name."""
        self._running[name] = subprocess.Popen(command, env=dict(environment), start_new_session=True)

    def wait(self) -> str:
        """Wait; answers the name of the child that ended by itself, or nothing when told to stop."""
        while not self._stopping:
            for name, child in self._running.items():
                if child.poll() is not None:
                    return name
            time.sleep(0.2)
        return ""

    def run(self, command: list[str], environment: Mapping[str, str]) -> int:
        """Run one process to its end, or end it when told to stop; answers its exit status."""
        child = subprocess.Popen(command, env=dict(environment), start_new_session=True)
        while child.poll() is None:
            if self._stopping:
                child.terminate()
                child.wait()
            else:
                time.sleep(0.1)
        return child.returncode

    def end(self) -> None:
        """Ask every child to end, the last started first; insist after some patience."""
        for child in reversed(self._running.values()):
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for child in self._running.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._running.clear()
