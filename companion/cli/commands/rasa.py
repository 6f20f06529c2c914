"""companion rasa"""

from __future__ import annotations

import click


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    epilog="Example:  companion rasa data validate",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> int:
    """Run a command of Rasa itself on this project: train, shell, test, data validate ...

    All arguments go to Rasa as they are.
    """
    from companion.engine.command import run_rasa

    return run_rasa(arguments)
