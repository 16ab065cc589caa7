"""The peer: a bare Django without middleware, on the same server with the same settings.

It answers with nothing at all, and with the text of a concept written by a plain Django template
from rows that lie ready in memory.  Started as ``python -m benchmarks._bare_site PORT``.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

#: As little as such a page can be: one loop, a heading and a paragraph a row, two dates.
LOOP = """<!doctype html><html lang="de"><head><meta charset="utf-8">
<title>{{ title }}</title></head><body><h1>{{ title }}</h1>
{% for node in nodes %}<section id="{{ node.slug }}"><h3>{{ node.number }} {{ node.title }}</h3>
<p>{{ node.text }}</p>
<p>{{ node.recorded|date:"DATE_FORMAT" }}, {{ node.happened|date:"DATE_FORMAT" }}</p></section>
{% endfor %}</body></html>"""

#: The same markup as our page has for the text and its outline, flat, and two dates a row.
SAME = """{% load i18n %}<!doctype html><html lang="de"><head><meta charset="utf-8">
<title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<nav class="fs-outline" aria-label="{% translate "Inhalt" %}" tabindex="0"><details>
<summary>{% translate "Inhalt" %}</summary><ul>{% for node in nodes %}{% if node.title %}<li>
<a href="#{{ node.slug }}"><span class="fs-outline__number">{{ node.number }}</span>
<span>{{ node.title }}</span></a></li>{% endif %}{% endfor %}</ul></details></nav>
{% for node in nodes %}{% if node.title %}<section class="fs-node" id="{{ node.slug }}">
<h3 class="fs-node__heading"><span class="fs-node__number">{{ node.label }}</span>
{{ node.title }}<a class="fs-origin" href="herkunft/{{ node.slug }}/" rel="nofollow"
aria-label="{% translate "Woher kommt dieser Text?" %}"></a> <a class="fs-permalink"
href="{{ node.url }}"
aria-label="{% translate "Werdegang dieser Textstelle" %}">¶</a></h3>
{% if node.facts %}<dl class="fs-facts">{% for term, value in node.facts %}<div><dt>{{ term }}</dt>
<dd>{{ value }}</dd></div>{% endfor %}</dl>{% endif %}</section>
{% else %}<div class="fs-paragraph" id="{{ node.slug }}"><p>{{ node.text }}
<a class="fs-origin" href="herkunft/{{ node.slug }}/" rel="nofollow"
aria-label="{% translate "Woher kommt dieser Text?" %}"></a></p></div>{% endif %}
<p>{{ node.recorded|date:"DATE_FORMAT" }}, {{ node.happened|date:"DATE_FORMAT" }}</p>
{% endfor %}</body></html>"""


@cache
def rows(nodes: int) -> Sequence[dict[str, Any]]:
    """Give the concept of the benchmark as rows, all that the templates show ready as words."""
    from benchmarks._concept_trees import concept_tree
    from fortschrift.core.text import numbers, plain

    tree = concept_tree(nodes, seed=nodes)
    found, day = numbers(tree), date(2011, 9, 13)
    levels = {level.key: level for level in tree.outline.levels}
    return [
        {
            "slug": f"e-{place}", "url": f"/messstadt/e/e-{place}/", "title": state.title,
            "number": found.get(state.id, ""), "text": plain(state.text),
            "label": f"{levels[state.kind].singular} {found.get(state.id, '')}"
            if state.kind in levels else "",
            "facts": [(key, str(value)) for key, value in state.attributes],
            "recorded": day + timedelta(days=place), "happened": day - timedelta(days=place),
        }
        for place, state in enumerate(tree)
    ]  # fmt: skip


def load() -> Callable[..., Any]:
    """Load the application inside a server process."""
    from fortschrift.config.commandline.lifeline import end_with_parent

    end_with_parent()
    return application()


def application() -> Any:
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.configure(
        ALLOWED_HOSTS=["*"], DEBUG=False, LANGUAGE_CODE="de", MIDDLEWARE=[], ROOT_URLCONF=__name__,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )  # fmt: skip
    django.setup()
    global urlpatterns  # noqa: PLW0603 - Django reads the addresses of a module by this name
    urlpatterns = _addresses()
    return get_wsgi_application()


def _addresses() -> list[Any]:
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path

    templates = {
        name: engines["django"].from_string(source)
        for name, source in (("loop", LOOP), ("same", SAME))
    }

    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def written(request: HttpRequest, template: str, nodes: int) -> HttpResponse:
        return HttpResponse(templates[template].render({"title": "Messung", "nodes": rows(nodes)}))

    return [path("", empty), path("<str:template>/<int:nodes>/", written)]


urlpatterns: list[Any] = []

if __name__ == "__main__":
    from fortschrift.config.commandline import hosting

    # The same server with the same options as `./fortschrift serve`, but for the application;
    # named by its module, because the server's own processes have another "__main__".
    hosting.load_application = import_module("benchmarks._bare_site").load
    hosting.host(
        address="127.0.0.1", port=int(sys.argv[1]), with_worker=False, on_answer=lambda status: None
    )
