"""Times of phones → times of written words, where an engine only knows groups of phones."""

from collections.abc import Sequence

from simulator.avatar.sound import Timed


def word_times(words: Sequence[str], groups: Sequence[Sequence[Timed]]) -> list[Timed]:
    """Each written word with the time of its phones.

    A pronunciation may join words ("in de" as one group) or split them ("14" as several). Then the time of all groups
    is shared out over the words by their letters.

    Args:
        words: of one clause, as written.
        groups: phones between the spaces of the pronunciation of the same clause, in order, none empty.
    """
    if not words or not groups:
        return []
    if len(words) == len(groups):
        pairs = zip(words, groups, strict=True)
        return [Timed(word, group[0].start_s, group[-1].end_s) for word, group in pairs]
    start_s, end_s = groups[0][0].start_s, groups[-1][-1].end_s
    n_letters = sum(len(word) for word in words)
    found: list[Timed] = []
    done = 0
    for word in words:
        from_s = start_s + (end_s - start_s) * done / n_letters
        done += len(word)
        found.append(Timed(word, from_s, start_s + (end_s - start_s) * done / n_letters))
    return found
