"""Faults planted in the engine while it runs, to see that the properties notice.

`planting` puts a wrong function in the place of a right one, `listed` says which: each fault
is one change to the text of one function, as a slip of the hand would be.
"""

from tests.core.text.faults.listed import FAULTS
from tests.core.text.faults.planting import Fault, planted

__all__ = ["FAULTS", "Fault", "planted"]
