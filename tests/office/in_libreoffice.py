"""Runs in the Python that knows LibreOffice: opens files, dispatches commands, saves them.

    python3 in_libreoffice.py <pipe> < jobs.json

A job is `{"file": ..., "commands": [".uno:AcceptAllTrackedChanges"], "saved": ...}`; with
`"replaced": [["old", "new"]]` words are replaced as a person would, with changes recorded.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

_WITHIN = 60  # seconds until the office must answer


def _property(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _office(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    end = time.monotonic() + _WITHIN
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _do(context: Any, job: dict[str, Any]) -> None:
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    document = desktop.loadComponentFromURL(
        Path(job["file"]).as_uri(), "_blank", 0, (_property("Hidden", True),)
    )
    frame = document.CurrentController.Frame
    for command in job["commands"]:
        dispatcher.executeDispatch(frame, command, "", 0, ())
    for old, new in job.get("replaced", ()):
        search = document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString = old, new
        document.replaceAll(search)
    document.storeToURL(
        Path(job["saved"]).as_uri(), (_property("FilterName", "Office Open XML Text"),)
    )
    document.close(True)


def main() -> None:
    """Do all jobs, then let the office end."""
    context = _office(sys.argv[1])
    for job in json.load(sys.stdin):
        _do(context, job)
    manager = context.ServiceManager
    manager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()


main()
