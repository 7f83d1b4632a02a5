"""python -m training.judgement.check_corpus FILE...: every fault of a corpus file, and how its labels are spread."""

import sys
from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from simulator.language.corpus import Utterance, fault_of


def faults_of(path: Path) -> tuple[list[str], list[Utterance]]:
    """Faulty lines with their reason, and the sound utterances."""
    faults: list[str] = []
    sound: list[Utterance] = []
    seen: dict[tuple[str, str, bool], int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            utterance = Utterance.model_validate_json(line)
        except ValidationError as error:
            faults.append(f"{path.name}:{number}: {fault_of(error)}")
            continue
        heard = (utterance.text, utterance.asked, utterance.told)
        if heard in seen:
            faults.append(f"{path.name}:{number}: the same text in the same context as line {seen[heard]}")
        seen[heard] = number
        sound.append(utterance)
    return faults, sound


def _spread(utterances: list[Utterance]) -> str:
    parts: dict[str, Counter[object]] = {
        "kind": Counter(u.kind for u in utterances),
        "vague": Counter(u.vague for u in utterances),
        "core": Counter(u.core for u in utterances),
        "scenario": Counter(u.scenario for u in utterances),
        "code": Counter(code for u in utterances for code, _ in u.spans),
        "legal": Counter(flag for u in utterances for flag in u.legal),
        "voice": Counter(u.voice for u in utterances),
        "context": Counter("asked" if u.asked else "told" if u.told else "alone" for u in utterances),
    }
    return "\n".join(f"{name}: {dict(counts.most_common())}" for name, counts in parts.items())


if __name__ == "__main__":
    all_faults = []
    for name in sys.argv[1:]:
        faults, utterances = faults_of(Path(name))
        all_faults += faults
        sys.stdout.write(f"{name}: {len(utterances)} sound, {len(faults)} faulty\n{_spread(utterances)}\n")
    sys.stdout.write("".join(f"{fault}\n" for fault in all_faults))
    sys.exit(1 if all_faults else 0)
