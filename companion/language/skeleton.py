"""The skeleton of a message: its small words and its punctuation, all else left as gaps.

"Broke my jaw in '98, plates are still in. Does that show?" is, as a frame, "_ my _ in #y _ are still
in . does that _ ?". What people tell of now, long ago, in a film or as a question differs there
more than in the words for the danger, and words that nobody foresaw do not disturb it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np

from companion.language.hashing import BITS, Counts

GAP = "_"
_LONGEST = 4  # words of a piece of a skeleton
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!.]|\n")
_ENDS = {"?": "?", "!": "!", ".": ".", "\n": "||"}
_CENTURIES = ("19", "20")
_SMALL = frozenset(
    """
    i me my mine myself we us our you your yours he him his she her hers it its they them their this that
    these those there here who whom whose which what when where why how
    a an the some any no none not never nobody nothing every each all both another other same one ones
    am is are was were be been being have has had having do does did done doing can could will would shall
    should may might must ought need im ive id ill youre youve hes shes theyre weve isnt arent wasnt werent
    dont doesnt didnt cant couldnt wont wouldnt shouldnt havent hasnt hadnt
    in on at by to from of for with without about into onto over under up down out off since until till
    during before after ago back between through against like than as per and or but so because cos if
    though although while whereas unless except yet then else plus
    now today tonight yesterday tomorrow still already just only again once ever always often sometimes
    usually lately soon later early late morning evening night week weeks month months year years day days
    hour hours min mins minute minutes last next ages
    yes yeah yep nope nah ok okay oh ah oops whoops sorry wait actually anyway well lol haha ha hehe hi hello
    hey thanks thank please pls btw omg god joking joke kidding jk very really quite too much many more most
    less least bit little lot lots even also maybe perhaps probably literally basically honestly
    want wanted wants going gonna wanna got get gets getting go goes went gone come came comes keep keeps
    kept make makes made take took taken know knew think thought mean means meant say says said tell told
    ask asked asking see saw seen read heard hear watch watched used feel feels felt look looks happen
    happens happened wonder wondering curious wish hope worry worried scared afraid
    kid kids child children baby son daughter wife husband mum mom dad brother sister nan gran grandad
    friend mate neighbour uncle aunt cousin boss partner ex man woman boy girl lad someone somebody anyone
    people person patient patients everyone
    fine better worse good bad alright normal stopped healed cleared sorted fixed
    dentist hygienist doctor vet hospital
    """.split()
)


def skeleton(text: str) -> list[str]:
    """The words of a text in lower case, with gaps; a line is a message."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        word = _ENDS.get(token) or _shown(token)
        if word != GAP or not found or found[-1] != GAP:
            found.append(word)
    return found


def frames(text: str) -> Counts:
    """(positions, counts) of the pieces of a skeleton, as companion.language.hashing.features."""
    words = ["^", *skeleton(text), "$"]
    positions, counts = np.unique(np.fromiter(_pieces(words), np.intp), return_counts=True)
    return positions, counts.astype(np.float32)


def _shown(token: str) -> str:
    if token.isdigit():
        return "#y" if len(token) == 4 and token.startswith(_CENTURIES) else "#"
    word = token.replace("'", "")
    return word if word in _SMALL else GAP


def _pieces(words: list[str]) -> Iterator[int]:
    for size in range(1, _LONGEST + 1):
        for at in range(len(words) - size + 1):
            yield zlib.crc32(" ".join(words[at : at + size]).encode()) >> (32 - BITS)
