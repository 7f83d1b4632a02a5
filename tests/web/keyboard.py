"""Hands that have a keyboard only: keys go in, and where the focus is after each of them is looked at."""

from dataclasses import dataclass, field
from typing import Any, Self

from playwright.sync_api import JSHandle, Locator, Page

STOPS_MOST = 120
"""Further than this on one page nobody presses Tab."""

FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}"""

RINGS = """at => {
  const rings = [];
  for (let one = at, level = 0; one && level < 6; level += 1) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
    const isDrawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    const outline = isDrawn ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : "";
    rings.push(`${outline} ${boxShadow === "none" ? "" : boxShadow}`);
    one = one.parentElement ?? one.getRootNode().host;
  }
  return rings;
}"""
"""What is drawn around an element and the few around it: a card shows the focus of its radio button."""

LOOK = """at => {
  const { left, top, right, bottom } = at.getBoundingClientRect();
  const under = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    for (let next; (next = hit?.shadowRoot?.elementFromPoint(x, y)) && next !== hit;) hit = next;
    return hit;
  };
  const points = [...at.getClientRects()].flatMap((box) => {
    const [x, y] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [width, height] = [Math.min(box.right, innerWidth) - x, Math.min(box.bottom, innerHeight) - y];
    return [0.5, 0.1, 0.9].flatMap((right) => [0.5, 0.15, 0.85].map((down) => [x + right * width, y + down * height]));
  });
  const isUncovered = points.some(([x, y]) => {
    const hit = under(x, y);
    return hit && (at.contains(hit) || at.shadowRoot?.contains(hit) || hit.closest("label")?.contains(at));
  });
  const label = (at.getAttribute("aria-label") ?? at.labels?.[0]?.innerText ?? at.innerText ?? "").trim();
  return {
    name: `${at.localName} ${at.type ?? at.getAttribute("role") ?? ""}: ${label.replace(/\\s+/g, " ").slice(0, 60)}`,
    isNowhere: at === document.body || at === document.documentElement,
    isUncovered, left, top: top + scrollY, right, bottom: bottom + scrollY,
  };
}"""
"""Its name, whether a part of it can be seen (nothing lies over it), and where on the page it stands."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the focus came to; px from the corner of the page."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def is_back_from(self, before: Self) -> bool:
        """Above the stop before it and not in a column to the right of it: against the order of reading."""
        return self.bottom <= before.top and self.left < before.right


@dataclass
class Keyboard:
    """Presses keys, and looks after each Tab whether the focus went on, is somewhere, and can be seen there."""

    page: Page
    stops: list[Stop] = field(default_factory=list)
    """Every stop since the last `begin`, in order."""
    _at: JSHandle | None = None
    _rings: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """A new page or view: what was before it is no longer of its order."""
        self.stops.clear()
        self._at = None

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def tab(self, key: str = "Tab") -> JSHandle:
        """One step on; the element it led to. Past the last one it is the page itself, from which it begins again.

        Raises:
            AssertionError: the focus stayed where it was, or it cannot be seen where it went.
        """
        left, rings = self._at, self._rings
        self.page.keyboard.press(key)
        at = self.page.evaluate_handle(FOCUSED)
        look: dict[str, Any] = at.evaluate(LOOK)
        self.stops.append(Stop(*(look[name] for name in ("name", "left", "top", "right", "bottom"))))
        self._at, self._rings = (None, []) if look["isNowhere"] else (at, at.evaluate(RINGS))
        if look["isNowhere"]:
            return at
        if left is not None and left.evaluate("left => left.isConnected"):
            assert not at.evaluate("(at, left) => at === left", left), f"{self._trail()}: {key} does not lead away"
            assert left.evaluate(RINGS) != rings, f"{self._trail()}: nothing showed that the focus was there before"
        assert any(ring.strip() for ring in self._rings), f"{self._trail()}: nothing shows that the focus is there"
        assert look["isUncovered"], f"{self._trail()}: out of sight"
        return at

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Presses Tab until the focus is on this element, however far that is.

        Raises:
            AssertionError: it is not reached, or something on the way is wrong.
        """
        for _ in range(STOPS_MOST):
            at = self.tab(key)
            if target.count() == 1 and target.evaluate("(target, at) => target.contains(at)", at):
                return
        raise AssertionError(f"{self._trail()}: never at {target}")

    def go(self, target: Locator, key: str = "Tab", *, press: str = "Enter") -> None:
        """To this element by Tab, and a key there."""
        self.tab_to(target, key)
        self.page.keyboard.press(press)

    def assert_holds_focus(self) -> None:
        """After a key that changed the page the focus is on something, so that the next Tab goes on from there."""
        look: dict[str, Any] = self.page.evaluate_handle(FOCUSED).evaluate(LOOK)
        assert not look["isNowhere"], f"{self._trail()}: the focus is lost"

    def assert_in_order(self) -> None:
        """The stops so far go as one reads: down the page, and from one column to the next."""
        steps = zip(self.stops, self.stops[1:], strict=False)
        assert [f"{before.name} -> {stop.name}" for before, stop in steps if stop.is_back_from(before)] == []

    def _trail(self) -> str:
        return " > ".join(stop.name for stop in self.stops[-4:])
