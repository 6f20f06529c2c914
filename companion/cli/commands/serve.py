"""companion serve"""

from __future__ import annotations

import sys

import click

_READY = "The companion is on http://{}:{} (Ctrl-C stops it)."


@click.command(epilog="Example:  companion serve --port 8000")
@click.option("--host", metavar="ADDRESS", help="Address to listen on. Without it: 127.0.0.1.")
@click.option("--port", type=int, metavar="NUMBER", help="Port to listen on. Without it: 8000.")
@click.option("--check", is_flag=True, help="Check the settings, say what is wrong with them, and stop.")
def command(host: str | None, port: int | None, check: bool) -> None:
    """Serve the companion to web pages, by Socket.IO and REST.

    Listens on this computer only, unless told otherwise. Settings come from [server] in
    companion.toml and from COMPANION_... in the environment: see docs/server.md.
    """
    from dataclasses import replace

    from companion.cli.mending import build_all
    from companion.engine import project
    from companion.server import settings
    from companion.terminal.building import building

    root = project.root()
    chosen = settings.read(root)
    chosen = replace(chosen, host=host or chosen.host, port=chosen.port if port is None else port)
    if check:
        from companion.server.checking import report

        click.echo(report(root, chosen))
        return
    with building(sys.stderr, always=True) as progress:
        build_all(root, progress)
    from companion.server.serve import serve

    serve(root, chosen, lambda: click.echo(_READY.format(chosen.host, chosen.port), err=True))
