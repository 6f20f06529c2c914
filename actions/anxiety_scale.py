"""action_anxiety_scale: five questions on dental fear, asked only because the person wanted them."""

from __future__ import annotations

from actions.flow import OpenFlow


class ActionAnxietyScale(OpenFlow):
    """Opens companion.coaching.visit.anxiety."""

    flow = "anxiety_scale"
