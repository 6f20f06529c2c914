"""The slim start: the first import of every entry point that uses Rasa.

Rasa imports TensorFlow, five databases and a dozen chat platforms by name before it says hello.
`start()` keeps telemetry off, noise off the screen and lets Rasa load without TensorFlow;
`lean()` also leaves out what a conversation never touches, which makes the start twice as fast.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from companion.engine.outline import OutlineFinder

# Imported by Rasa's neural components; not in our lock (docs/decisions/0001).
TENSORFLOW = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")

# Installed with Rasa, imported at the top of its modules, never called in a conversation:
# remote stores and brokers, chat platforms, Rasa's own web server, training and plotting.
UNUSED = (
    "aio_pika aiogram aiohttp aiohttp_retry aiormq apscheduler boto3 botocore confluent_kafka dask "
    "fbmessenger google jwt matplotlib mattermostwrapper networkx pamqp prompt_toolkit pymongo "
    "questionary randomname redis requests rocketchat_API sanic sanic_cors sanic_jwt scipy "
    "sentry_sdk sklearn sklearn_crfsuite skops slack slack_sdk socketio sqlalchemy terminaltables "
    "twilio webexteamssdk"
).split()

_TENSORFLOW_WHY = (
    "TensorFlow is not installed, and a component or command that needs it was used",
    "take the component out of config.yml, or install tensorflow beside rasa",
)
_UNUSED_WHY = (
    "this package was left out at the lean start of a conversation",
    "run the command through `companion rasa ...`, which loads everything",
)

_started = False


def start() -> None:
    """Prepare this process for Rasa. Call before the first `import rasa`; safe to call twice."""
    global _started
    if _started:
        return
    _started = True
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    _quiet()
    if find_spec("tensorflow") is None:
        # Appended: whatever is really installed is found first.
        sys.meta_path.append(OutlineFinder(TENSORFLOW, _TENSORFLOW_WHY))


@contextmanager
def lean() -> Iterator[None]:
    """Import Rasa's conversation core inside this block; UNUSED packages stay out meanwhile.

    A package that is already imported is left as it is. After the block every package can be
    imported as usual, so that our own server or a training run gets the real one.
    """
    start()
    finder = OutlineFinder(UNUSED, _UNUSED_WHY)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        finder.forget()


def _quiet() -> None:
    """Keep warnings we know, and all log lines, off the screen. A log file still gets them."""
    for category, module in (
        (DeprecationWarning, r"(rasa|sanic|pkg_resources|google|jax|matplotlib|past|flatbuffers)"),
        (DeprecationWarning, r"(sqlalchemy|aiogram|websockets|pydot|networkx|distutils|socketio)"),
        (FutureWarning, r"rasa"),
        (PendingDeprecationWarning, r"rasa"),
    ):
        warnings.filterwarnings("ignore", category=category, module=module)
    warnings.filterwarnings("ignore", message="Deprecated API features detected")
    warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
    # Without a handler Python prints warnings of every library to the screen.
    logging.getLogger().addHandler(logging.NullHandler())
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        cache_logger_on_first_use=False,
    )
