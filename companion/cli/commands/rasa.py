"""companion rasa"""

from __future__ import annotations

import click


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    epilog="Example:  companion rasa data validate",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> int:
    """Run a command of Rasa itself.

    For example train, shell, test or data validate, on this project. All arguments go to Rasa as they are.
    """
    from companion.cli.quiet import speak_up
    from companion.engine.command import run_rasa

    speak_up()  # `rasa data validate` reports by warning
    code: int = run_rasa(arguments)
    return code
