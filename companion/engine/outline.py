"""Outlines: stand-ins for packages that Rasa imports by name but this product never calls.

An outline lets a module define its classes (subclass it, decorate with it, annotate with it).
Calling one once the imports are done is real use, and fails with a clear message.
"""

from __future__ import annotations

import sys
from abc import ABCMeta
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any

from companion.errors import CompanionError


class OutlineUsedError(CompanionError):
    """Code that the slim start left out was really called."""


def _importing() -> bool:
    """True while some module is being imported: calls are then part of definitions."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


class _OutlineMeta(ABCMeta):
    """Makes a class answer for everything that a definition may ask of it."""

    _why: tuple[str, str]

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return outline(f"{cls.__qualname__}.{name}", cls._why)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if not _importing():
            what, fix = cls._why
            raise OutlineUsedError(cls.__qualname__, what, fix)
        if len(args) == 1 and not kwargs and callable(args[0]) and not is_outline(args[0]):
            return args[0]  # used as a decorator
        return outline(f"{cls.__qualname__}()", cls._why)

    def __getitem__(cls, key: Any) -> Any:
        return cls

    def __iter__(cls) -> Iterator[Any]:
        return iter(())


def outline(name: str, why: tuple[str, str]) -> type:
    """A stand-in for the class or function called `name`; `why` is (what is wrong, what to do)."""
    # Names that look like exceptions must be catchable, or an `except` clause would fail.
    catchable = name.endswith(("Error", "Exception", "Failure", "Timeout"))
    base: type = Exception if catchable else object
    return _OutlineMeta(name, (base,), {"_why": why, "__module__": __name__})


def is_outline(thing: object) -> bool:
    """True for a stand-in itself and for a class that derives from one."""
    return isinstance(thing, _OutlineMeta)


class _OutlineModule(ModuleType):
    """A module whose every attribute is an outline."""

    def __init__(self, name: str, why: tuple[str, str]) -> None:
        super().__init__(name)
        self._why = why
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = outline(f"{self.__name__}.{name}", self._why)
        setattr(self, name, made)
        return made


class OutlineFinder(MetaPathFinder, Loader):
    """Finds outlines for the packages named, and for everything below them."""

    def __init__(self, packages: Sequence[str], why: tuple[str, str]) -> None:
        self.packages = frozenset(packages)
        self.why = why

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A spec served by this finder, or None when the name is not one of ours."""
        package = fullname.partition(".")[0]
        if package not in self.packages:
            return None
        loaded = sys.modules.get(package)
        if loaded is not None and not isinstance(loaded, _OutlineModule):
            return None  # half a package real and half an outline would not fit together
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An outline module in place of the real one."""
        return _OutlineModule(spec.name, self.why)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: outlines are made when they are asked for."""

    def forget(self) -> None:
        """Take our modules out of the import system again: a later import gets the real ones."""
        for name, module in list(sys.modules.items()):
            if isinstance(module, _OutlineModule) and name.partition(".")[0] in self.packages:
                del sys.modules[name]
