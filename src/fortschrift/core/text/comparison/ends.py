"""What two texts begin and end with in common, found without reading them letter by letter."""


def same_start(old: str, new: str) -> int:
    """Count the code points that both begin with.

    >>> same_start("Die Stadt fördert Kurse.", "Die Stadt fordert Kurse.")
    11
    """
    low, high = 0, min(len(old), len(new)) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle
    return low


def same_end(old: str, new: str, start: int) -> int:
    """Count the code points behind `start` that both end with.

    >>> same_end("Die Stadt fördert Kurse.", "Die Stadt fordert Kurse.", 11)
    12
    """
    old_size, new_size = len(old), len(new)
    low, high = 0, min(old_size, new_size) - start + 1
    while high - low > 1:
        middle = (low + high) // 2
        if old[old_size - middle : old_size - low] == new[new_size - middle : new_size - low]:
            low = middle
        else:
            high = middle
    return low
