"""Who is asking: every door of the REST interface gets its `Viewer` here."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request

from simulator.api.sign_in.door import Door, Visitor, is_of_this_machine
from simulator.errors import NotAllowed, NotSignedIn
from simulator.flow.labels import Role
from simulator.session.viewer import Viewer


def _door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


async def _visiting(request: Request) -> Visitor:
    visitor = await _door(request).visitor(request)
    if visitor is None:
        raise NotSignedIn("you are not signed in.", remedy="Sign in at /sign-in, or send an access token.")
    return visitor


async def _signed_in(request: Request) -> Viewer:
    return (await _visiting(request)).viewer


async def _may_measure(request: Request) -> None:
    if is_of_this_machine(request):
        return
    visitor = await _door(request).visitor(request)
    if visitor is None or "admin" not in visitor.viewer.roles:
        raise NotAllowed("measures are for this machine and for administrators.", remedy="Send an access token.")


TheDoor = Annotated[Door, Depends(_door)]
Visiting = Annotated[Visitor, Depends(_visiting)]
"""Parameter of an endpoint: whoever asks, with their name and how they came in."""
SignedIn = Annotated[Viewer, Depends(_signed_in)]
"""Parameter of an endpoint: whoever asks, in their organisation."""


def _with_role(role: Role) -> Callable[[Viewer], Awaitable[Viewer]]:
    async def checked(viewer: SignedIn) -> Viewer:
        viewer.must_be(role)
        return viewer

    return checked


Administrator = Annotated[Viewer, Depends(_with_role("admin"))]
"""Parameter of an endpoint that only administrators of the organisation may use."""
Trainer = Annotated[Viewer, Depends(_with_role("trainer"))]
"""The same for trainers."""
MayMeasure = Annotated[None, Depends(_may_measure)]
