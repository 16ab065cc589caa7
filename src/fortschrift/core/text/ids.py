"""What a node is called: its identity, minted outside the core.

One module of its own because errors, runs and trees all speak of nodes and none
of them should have to import another for the name alone.
"""

from typing import NewType
from uuid import UUID

NodeId = NewType("NodeId", UUID)
"""A node's UUID: global across concepts, never derived from position or title."""
