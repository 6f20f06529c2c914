"""How much one session or one address may ask for in a minute."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST = 20_000  # names that are remembered; the longest unseen go first


class Rate:
    """`a_minute` takes for each name; half of them, two at the least, may come at once (a token bucket)."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = max(2.0, a_minute / 2)
        self._second = a_minute / 60
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> float:
        """0 when it may go on; else the seconds to wait."""
        now = self._clock()
        left, seen = self._left.pop(name, (self._burst, now))
        left = min(self._burst, left + (now - seen) * self._second)
        wait = 0.0 if left >= 1 else (1 - left) / self._second
        self._left[name] = (left if wait else left - 1, now)
        while len(self._left) > _MOST:
            self._left.popitem(last=False)
        return wait

    def forget(self, name: str) -> None:
        """Nothing is known of the name any more."""
        self._left.pop(name, None)


def network(address: str) -> str:
    """The address to count by: an IPv6 host has a whole /64 to itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6:
        return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
    return str(found)
