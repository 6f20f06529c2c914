"""Two custom actions: one that looks at the clock, one that sets a slot and speaks twice."""

import datetime

from rasa_sdk import Action
from rasa_sdk.events import SlotSet


class ActionDay(Action):
    """Tells the day."""

    def name(self):
        return "action_day"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=f"It is {datetime.date.today():%A %d %B %Y}.")
        return []


class ActionOrder(Action):
    """Takes an order; without a dish the kitchen breaks, so that a test can see it."""

    def name(self):
        return "action_order"

    def run(self, dispatcher, tracker, domain):
        dish = tracker.get_slot("dish")
        if dish is None:
            raise RuntimeError("the kitchen is on fire")
        dispatcher.utter_message(text=f"One {dish}, coming up.")
        dispatcher.utter_message(response="utter_happy")
        return [SlotSet("ordered", True)]
