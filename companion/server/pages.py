"""What a browser loads: the widget, the page that shows it, and the state of the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from companion.server.measures import REGISTRY
from companion.server.refusal import Refusal
from companion.server.rest import address
from companion.server.settings import LOOPBACK
from companion.yaml import read_yaml

STATIC = Path(__file__).with_name("static")  # built from web/widget
PLAIN = Path(__file__).with_name("plain.html")  # for a checkout without the build
OPENAPI = Path(__file__).with_name("openapi.yml")


def routes(ready: Callable[[], str | None], metrics: str) -> list[Route]:
    """`ready` gives the reason why the server is not, or None. `metrics`: local, all or none."""

    description = read_yaml(OPENAPI)

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(request: Request) -> Response:
        reason = ready()
        return PlainTextResponse(f"{reason or 'ready'}\n", 503 if reason else 200)

    async def measured(request: Request) -> Response:
        if metrics == "none" or (metrics == "local" and address(request) not in LOOPBACK):
            raise Refusal(404, "not_found", "There is nothing here.")
        return Response(generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def openapi(request: Request) -> Response:
        return JSONResponse(description)

    async def front(request: Request) -> Response:
        page = STATIC / "index.html"
        return FileResponse(page if page.is_file() else PLAIN)

    async def embed(request: Request) -> Response:
        page = STATIC / "embed.html"
        return FileResponse(page if page.is_file() else PLAIN)

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", measured),
        Route("/openapi.json", openapi),
        Route("/", front),
        Route("/embed", embed),
        # By name, so that a wrong method on another path is not taken for a file.
        *(
            Route(f"/{path.name}", StaticFiles(directory=STATIC), methods=["GET"])
            for path in STATIC.iterdir()
        ),
    ]


async def refused(request: Request, error: Exception) -> Response:
    """A Refusal as a response."""
    assert isinstance(error, Refusal)
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    row = error.as_dict()
    if "retry_after" in row:
        headers["Retry-After"] = str(row["retry_after"])
    return JSONResponse(row, error.status, headers)
