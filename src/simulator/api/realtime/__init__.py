"""The websocket door: `endpoint` lets a client in, `connection` serves it, `outgoing` puts events on the wire."""
