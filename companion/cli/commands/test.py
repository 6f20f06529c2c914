"""companion test"""

from __future__ import annotations

from pathlib import Path

import click


@click.command(epilog="Example:  companion test tests/conversations/emergencies")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-k", "words", metavar="WORDS", help="Only test cases whose names hold these words.")
@click.option("-n", "workers", metavar="N", help="Run in N processes, or in `auto`.")
@click.option("-x", "first", is_flag=True, help="Stop at the first failure.")
@click.option("--update-transcripts", is_flag=True, help="Write the transcripts as they are now.")
@click.option("--html", metavar="FILE", help="Write the coverage as a page.")
@click.option(
    "--json", "as_json", metavar="FILE", help="Write the coverage as JSON; with --data, what was lost."
)
@click.option("--junit", metavar="FILE", help="Write the results as JUnit XML, for CI systems.")
@click.option("--fail-under", metavar="PERCENT", type=float, help="Fail when less is covered.")
@click.option("--perturb", is_flag=True, help="Say every message in other ways; a lower level fails.")
@click.option("--sample", metavar="N", type=int, help="With --perturb: only N test cases, by chance.")
@click.option("--seed", metavar="N", type=int, default=0, help="With --sample: another N, other test cases.")
@click.option("--data", is_flag=True, help="Recognise all training data, entries and triage rules again.")
@click.option("--rasa-project", metavar="PATH", help="Test the plain Rasa 3.6 project in this folder.")
@click.option("--rasa-model", metavar="FILE", help="Its model, instead of one that is trained now.")
def command(
    paths: tuple[str, ...],
    words: str | None,
    workers: str | None,
    first: bool,
    update_transcripts: bool,
    html: str | None,
    as_json: str | None,
    junit: str | None,
    fail_under: float | None,
    perturb: bool,
    sample: int | None,
    seed: int,
    data: bool,
    rasa_project: str | None,
    rasa_model: str | None,
) -> int:
    """Run conversation tests: YAML files in Rasa Pro's end-to-end format.

    Without PATH these are the tests of the project, and the sentences of its triage rules.
    Exit code 0: all hold; 1: some do not; 2: the run was stopped; 4: the command line was wrong;
    5: there is no test.
    """
    from companion.testing import command as kit

    places = [Path(path) for path in paths]
    if data:
        return kit.data(places[0] if places else kit.home(None), as_json)
    if perturb:
        return kit.perturb(places or [kit.home(rasa_project)], rasa_project, rasa_model, words, sample, seed)
    options = {
        "-k": words,
        "-n": workers,
        "--companion-coverage-html": html,
        "--companion-coverage-json": as_json,
        "--junitxml": junit,
        "--companion-coverage-fail-under": fail_under,
        "--rasa-project": rasa_project,
        "--rasa-model": rasa_model,
    }
    flags = {"-x": first, "--update-transcripts": update_transcripts}
    return kit.conversations(places or kit.everything(rasa_project), options, flags)
