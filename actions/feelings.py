"""action_feelings: someone shares a feeling; the companion stays with it before anything else."""

from __future__ import annotations

from actions.flow import OpenFlow


class ActionFeelings(OpenFlow):
    """Opens companion.coaching.feelings.distress."""

    flow = "feelings"
