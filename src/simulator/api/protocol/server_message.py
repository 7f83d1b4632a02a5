"""What every server event carries."""

from typing import Self

from simulator.api.protocol.wire import Count, WireModel


class ServerMessage(WireModel):
    """An event that is not sent yet has `seq` 0; the session's outbox numbers it."""

    event_id: str = ""
    session_id: str = ""
    seq: Count = 0
    """Gapless from 1 within a session, across reconnects."""

    def numbered(self, seq: int, session_id: str) -> Self:
        """The same event, ready to be sent. The id follows from the number, so a replay sends the same one."""
        return self.model_copy(update={"seq": seq, "session_id": session_id, "event_id": f"event_{seq}"})
