"""What is remembered beyond a conversation: with consent, on this computer, erasable."""

from companion.coaching.keeping.forgetting import forget_this, of_another_day
from companion.coaching.keeping.keep import ALL, PLAN, Consent, Keep, elsewhere, place

__all__ = ["ALL", "PLAN", "Consent", "Keep", "elsewhere", "forget_this", "of_another_day", "place"]
