"""Letters → rough IPA, for lips without a voice. Spelling rules only: right for the mouth, not for a dictionary."""

import unicodedata
from functools import cache
from typing import Final

from simulator.flow.labels import Language

_DUTCH: Final = (
    "aai:aːj ooi:oːj oei:uj eeu:eːw ieu:iw sch:sx ngk:ŋk tje:tʲə aa:aː ee:eː oo:oː uu:y ie:i oe:u eu:øː ui:œy ij:ɛi "
    "ei:ɛi ou:ʌu au:ʌu ch:x ng:ŋ nk:ŋk th:t ph:f sj:ʃ gg:ɣ kk:k ll:l mm:m nn:n pp:p rr:r ss:s tt:t bb:b dd:d ff:f "
    "a:ɑ e:ɛ i:ɪ o:ɔ u:ɵ y:i c:k g:ɣ j:j q:k v:v w:ʋ x:ks z:z h:h é:eː è:ɛ ë:ə ï:i ö:øː ü:y ê:ɛ à:aː ç:s"
)
_FRENCH: Final = (
    "eaux:o eau:o aux:o ille:ij tion:sjɔ̃ oin:wɛ̃ ien:jɛ̃ ain:ɛ̃ ein:ɛ̃ aim:ɛ̃ œu:ø oeu:ø eux:ø oi:wa ou:u où:u au:o ai:ɛ "
    "ei:ɛ eu:ø an:ɑ̃ am:ɑ̃ en:ɑ̃ em:ɑ̃ in:ɛ̃ im:ɛ̃ on:ɔ̃ om:ɔ̃ un:œ̃ ch:ʃ gn:ɲ qu:k ph:f th:t gu:ɡ ez:e er:e ll:l mm:m nn:n "
    "pp:p rr:ʁ ss:s tt:t ff:f cc:k a:a à:a â:a e:ə é:e è:ɛ ê:ɛ ë:ɛ i:i î:i ï:i o:o ô:o u:y ù:y û:y y:i c:k ç:s g:ɡ "
    "j:ʒ h: r:ʁ x:ks w:w z:z œ:ø"
)
_ENGLISH: Final = (
    "ough:ɔː eigh:eɪ igh:aɪ tion:ʃən tch:tʃ dge:dʒ sh:ʃ ch:tʃ th:ð ph:f wh:w ng:ŋ ck:k qu:kw ee:iː ea:iː oo:uː ou:aʊ "
    "ow:əʊ oa:əʊ ai:eɪ ay:eɪ oi:ɔɪ oy:ɔɪ au:ɔː aw:ɔː ew:juː ar:ɑː er:ə ir:ɜː or:ɔː ur:ɜː ll:l mm:m nn:n pp:p rr:ɹ ss:s "
    "tt:t bb:b dd:d ff:f gg:ɡ a:æ e:ɛ i:ɪ o:ɒ u:ʌ y:ɪ c:k g:ɡ j:dʒ q:k r:ɹ x:ks"
)
_RULES: Final[dict[Language, str]] = {"nl": _DUTCH, "fr": _FRENCH, "en": _ENGLISH}
_SILENT_ENDS: Final[dict[Language, tuple[str, ...]]] = {
    "nl": (),
    "fr": ("ent", "es", "e", "s", "t", "d", "x", "p"),
    "en": ("e",),
}
_WEAK_ENDS: Final[dict[Language, dict[str, str]]] = {
    "nl": {"en": "ən", "e": "ə", "er": "ər", "el": "əl", "ig": "əx", "lijk": "lək"},
    "fr": {},
    "en": {},
}
_DIGITS: Final[dict[Language, tuple[str, ...]]] = {
    "nl": ("nʏl", "eːn", "tʋeː", "dri", "vir", "vɛif", "zɛs", "zeːvən", "ɑxt", "neːɣən"),
    "fr": ("zeʁo", "œ̃", "dø", "tʁwa", "katʁ", "sɛ̃k", "sis", "sɛt", "ɥit", "nœf"),
    "en": ("zɪəɹəʊ", "wʌn", "tuː", "θɹiː", "fɔː", "faɪv", "sɪks", "sɛvən", "eɪt", "naɪn"),
}
_VOWELS: Final = "aeiouyàâéèêëîïôöùûüœ"


@cache
def _rules(language: Language) -> tuple[tuple[str, str], ...]:
    """(letters, IPA), longest letters first."""
    pairs = (rule.split(":") for rule in _RULES[language].split())
    return tuple(sorted(((letters, ipa) for letters, ipa in pairs), key=lambda pair: -len(pair[0])))


def rough_ipa(word: str, language: Language) -> str:
    """IPA of one written word by spelling rules; letters no rule knows stand for themselves."""
    spelled = unicodedata.normalize("NFC", word.lower())
    stem, end = _split_end(spelled, language)
    found: list[str] = []
    while stem:
        letters, ipa = _first_rule(stem, language)
        found.append(ipa)
        stem = stem[len(letters) :]
    return "".join(found) + end


def _first_rule(stem: str, language: Language) -> tuple[str, str]:
    """The longest rule that fits at the start; marks of any kind are silent."""
    if stem[0].isascii() and stem[0].isdigit():
        return stem[0], _DIGITS[language][int(stem[0])]
    for letters, ipa in _rules(language):
        if stem.startswith(letters):
            return letters, ipa
    return stem[0], stem[0] if stem[0].isalpha() else ""


def _split_end(spelled: str, language: Language) -> tuple[str, str]:
    """(stem, IPA of the ending) where a stem with a vowel is left."""
    for letters, ipa in sorted(_WEAK_ENDS[language].items(), key=lambda pair: -len(pair[0])):
        if spelled.endswith(letters) and _has_vowel(spelled[: -len(letters)]):
            return spelled[: -len(letters)], ipa
    for letters in _SILENT_ENDS[language]:
        if spelled.endswith(letters) and _has_vowel(spelled[: -len(letters)]):
            return spelled[: -len(letters)], ""
    return spelled, ""


def _has_vowel(stem: str) -> bool:
    return any(letter in _VOWELS for letter in stem)
