"""Many proposals on one base: who clashes with whom, what stands together, what stays open.

`proposal` is one of them. `touching` says what each touches, `clash` who cannot stand together,
`cycles` finds moves in a circle, `sound` what makes no text. `putting`, `unify`, `union` and
`sharing` put together what can stand; `merge` is the way in, `rebase` carries to a later base,
by `offsets` where texts were split or joined.
"""
