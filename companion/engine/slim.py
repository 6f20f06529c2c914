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

# Clients of remote stores, brokers and chat platforms; not in our lock either.
REMOTE = (
    "aio_pika aiogram aiohttp_retry aiormq boto3 botocore confluent_kafka fbmessenger "
    "mattermostwrapper pamqp psycopg2 pymongo redis rocketchat_API slack slack_sdk twilio "
    "webexteamssdk"
).split()

# Installed with Rasa, imported at the top of its modules, never called in a conversation:
# remote stores and brokers, chat platforms, Rasa's own web server, training and plotting.
UNUSED = (
    REMOTE
    + (
        "aiohttp apscheduler dask google jwt matplotlib networkx prompt_toolkit questionary randomname "
        "requests sanic sanic_cors sanic_jwt scipy sentry_sdk sklearn sklearn_crfsuite skops socketio "
        "sqlalchemy terminaltables"
    ).split()
)

_TENSORFLOW_WHY = (
    "TensorFlow is not installed, and a component or command that needs it was used",
    "take the component out of config.yml, or install tensorflow beside rasa",
)
_REMOTE_WHY = (
    "this client of a remote service is not installed, and something needs it",
    "take it out of endpoints.yml or credentials.yml, or install the package beside rasa",
)
_UNUSED_WHY = (
    "this package was left out at the lean start of a conversation",
    "run the command through `companion rasa ...`, which loads everything",
)

_NOISY = ("rasa", "sanic", "pkg_resources", "google", "matplotlib", "past", "sqlalchemy", "aiogram")
_NOISE = (
    "Deprecated API features detected",  # SQLAlchemy 2.0, in Rasa's tracker store
    "pkg_resources is deprecated",
    "Deprecated call to `pkg_resources",
    "Slot auto-fill has been removed",  # Rasa says so to everybody who has slots
    "distutils Version classes are deprecated",
    r"the load_module\(\) method is deprecated",  # pykwalify, which checks Rasa's YAML
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
    # Appended: whatever is really installed is found first.
    sys.meta_path.append(OutlineFinder(REMOTE, _REMOTE_WHY))
    if find_spec("tensorflow") is None:
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


def silence() -> None:
    """Keep warnings off the screen that are known and not ours to mend."""
    for category in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
        for module in _NOISY:
            warnings.filterwarnings("ignore", category=category, module=module)
    for message in _NOISE:
        warnings.filterwarnings("ignore", message=message)


@contextmanager
def silenced() -> Iterator[None]:
    """`silence` for a block, wherever warnings are turned on or into errors around it."""
    with warnings.catch_warnings():
        silence()
        yield


def _quiet() -> None:
    """Warnings and log lines stay off the screen; a log file still gets the lines."""
    silence()
    # Without a handler Python prints warnings of every library to the screen.
    logging.getLogger().addHandler(logging.NullHandler())
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        cache_logger_on_first_use=False,
    )
