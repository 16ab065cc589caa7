"""A small store in the memory of one process: what was used last stays."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Keeps values up to a total weight and forgets first what was not used for longest.

    >>> memory = Memory[str](10)
    >>> memory.keep("a", "eins", 4); memory.keep("b", "zwei", 4); memory.get("a")
    'eins'
    >>> memory.keep("c", "drei", 4)
    >>> memory.get("b") is None, memory.get("a"), memory.weight
    (True, 'eins', 8)
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.weight = 0
        self._kept: OrderedDict[object, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> T | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: object, value: T, weight: int) -> None:
        """Keep a value of this weight; one heavier than the whole memory is not kept."""
        if weight > self.most:
            return
        with self._lock:
            self.weight += weight - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = (value, weight)
            while self.weight > self.most:
                _, (_, lightened) = self._kept.popitem(last=False)
                self.weight -= lightened

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()
            self.weight = 0
