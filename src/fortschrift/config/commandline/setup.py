"""Loading Django, with a sentence instead of a traceback when the surroundings are set wrongly."""

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.stopping import Stop


def set_up() -> None:
    """Load the settings and all apps; raises Stop naming every variable that is wrong."""
    import django
    from pydantic import ValidationError

    try:
        django.setup()
    except ValidationError as error:
        wrong = [f"  FORTSCHRIFT_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors()]
        head = say(de="Diese Einstellungen passen nicht:", en="These settings do not fit:")
        raise Stop("\n".join([head, *wrong])) from error
