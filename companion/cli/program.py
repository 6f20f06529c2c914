"""The program itself: runs a command and turns every failure into words and an exit code.

0 done, 1 something is wrong and the message says what, 2 the command line was wrong,
130 stopped with Ctrl-C, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from companion import __version__
from companion.cli.group import ModuleGroup
from companion.cli.quiet import keep_quiet
from companion.errors import CompanionError

DEBUG = "COMPANION_DEBUG"


@click.group(
    cls=ModuleGroup,
    package="companion.cli.commands",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start here:  companion chat",
)
@click.version_option(__version__, prog_name="companion", message="%(prog)s %(version)s")
def program() -> None:
    """Virtual Companion: talk about teeth, gums and dental visits, with checked sources.

    It is a program, not a dentist. It runs on this computer; only `serve` opens a network port.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    keep_quiet()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except CompanionError as error:
        click.echo(f"Error: {error}", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        # What is left in the buffer has no reader either; closing it must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        where = error.filename or "reading or writing"
        click.echo(f"Error: {where}: {error.strerror}\n  check the disk and the rights", err=True)
        return 1
    except Exception as error:
        # The edge of the program: a fault of ours reaches the person as words.
        if os.environ.get(DEBUG):
            raise
        click.echo(
            f"Error: companion: a fault of the program ({type(error).__name__}: {error})\n"
            f"  set {DEBUG}=1 and run it again to see where, and please report it",
            err=True,
        )
        return 1


def _run(arguments: Sequence[str]) -> object:
    """What the command returns. Click's own `main` would speak up on Ctrl-C and closed pipes."""
    try:
        with program.make_context("companion", list(arguments)) as context:
            return program.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
