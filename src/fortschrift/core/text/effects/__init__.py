"""What operations do, relative to one base, and back again to operations.

An `effect` says of each node what becomes of it, in words of the base only; `emit` writes it as
operations. `composing` lays splices of one text over each other.
"""
