"""Who is asking: every door of the REST interface gets its `Viewer` here."""

from typing import Annotated

from fastapi import Depends, Request

from simulator.session.viewer import LOCAL_VIEWER, Viewer


async def _signed_in(_request: Request) -> Viewer:
    return LOCAL_VIEWER


SignedIn = Annotated[Viewer, Depends(_signed_in)]
"""Parameter of an endpoint: whoever asks, in their organisation."""
