"""Playing what stands in the sources: sources, pictures, contact points, figures, events."""

from fortschrift.concepts.actions import connect_events
from fortschrift.demo.playing.stage import Stage, play
from fortschrift.demo.schema import sources as shape
from fortschrift.sources.actions import (
    name_source,
    note_contradiction,
    open_contact_point,
    record_event,
    record_figure,
    record_media,
)


@play.register
def play_municipality(item: shape.Municipality, stage: Stage) -> None:
    """Do nothing: the town is founded before the stage is set."""


@play.register
def play_source(item: shape.Source, stage: Stage) -> None:
    stage.act(name_source, stage.municipality, item)


@play.register
def play_media(item: shape.Media, stage: Stage) -> None:
    stage.act(record_media, stage.municipality, item)


@play.register
def play_contact_point(item: shape.ContactPoint, stage: Stage) -> None:
    stage.act(open_contact_point, stage.municipality, item)


@play.register
def play_figure(item: shape.Figure, stage: Stage) -> None:
    stage.act(record_figure, stage.municipality, item)


@play.register
def play_event(item: shape.Event, stage: Stage) -> None:
    event = stage.act(record_event, stage.municipality, item, without=("concept",))
    if item.concept:
        with stage.at(item):
            connect_events(
                stage.row(item.concept),
                events=[event],
                actor=stage.actors.of(connect_events),
                now=stage.now,
            )


@play.register
def play_contradiction(item: shape.Contradiction, stage: Stage) -> None:
    stage.act(note_contradiction, stage.municipality, item)
